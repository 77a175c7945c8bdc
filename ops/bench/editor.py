"""The editor's lists at a million pieces: for an operator, a national editor, and a person with 1,400 posts."""

from datetime import timedelta

from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ops.bench.publishing import operator
from ops.bench.timing import Row, counted, seconds, told
from sumvay.accounts.models import User
from sumvay.newsroom.models import NewsPicture, Piece
from sumvay.org import spans
from sumvay.org.models import Appointment, Unit

SEATS = 1_400
TIMES = 7
AIM = "< 300 ms, < 30 queries"


def editor_lists() -> list[Row]:
    """Each list on its first page, and what one does in it, for each of them."""
    pieces, pictures = f"{Piece.objects.count():,} pieces", f"{NewsPicture.objects.count():,} pictures"
    lists, choosers = reverse("wagtailsnippets_newsroom_piece:list"), "wagtailsnippetchoosers_newsroom_piece"
    asked = {
        f"list of {pieces}": lists,
        "list, second page": f"{lists}?p=2",
        "list, page 100": f"{lists}?p=100",
        "list, oldest first": f"{lists}?ordering=created_at",
        "list, search for a rare title": f"{lists}?q=ban+98765",
        "list, search for a common title": f"{lists}?q=cong+doan",
        "list, search for nothing there": f"{lists}?q=xyzzy+qwert",
        "chooser of pieces": reverse(f"{choosers}:choose"),
        "home": reverse("wagtailadmin_home"),
        f"list of {pictures}": reverse("wagtailimages:index"),
        f"chooser of {pictures}": reverse("wagtailimages_chooser:choose"),
        "chooser of pictures, search": f"{reverse('wagtailimages_chooser:choose_results')}?q=98765",
        "chooser of pictures, page 100": f"{reverse('wagtailimages_chooser:choose_results')}?p=100",
    }
    return [_row(who, user, what, path) for who, user in _people().items() for what, path in asked.items()]


def _people() -> dict[str, User]:
    units = {
        "a person with 1,400 grassroots posts": Unit.objects.order_by("-pk")[:SEATS],
        "a person with 1,400 ward posts": Unit.objects.filter(kind__code="ward").order_by("pk")[:SEATS],
        "a national editor": Unit.objects.order_by("pk")[:1],
        "an editor of one unit": Unit.objects.order_by("-pk")[:1],
    }
    since = spans.since(timezone.localdate() - timedelta(days=1))
    people = {"an operator": operator()}
    for number, (who, seats) in enumerate(units.items()):
        people[who] = User.objects.create_user(f"editor{number}@bench.invalid", full_name="Biên tập viên")
        Appointment.objects.bulk_create(
            Appointment(officer=people[who], unit=unit, post=Appointment.Post.EDITOR, valid=since) for unit in seats
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE org_appointment")
    return people


def _row(who: str, user: User, what: str, path: str) -> Row:
    client = Client()
    client.force_login(user)
    what = f"editor, {what}, {who}"
    answer = client.get(path)
    if answer.status_code != 200:
        return Row(what, f"answered {answer.status_code}")
    queries = counted(lambda: client.get(path))
    return Row(what, told(seconds(lambda: client.get(path), times=TIMES)), f"{queries} queries", AIM)
