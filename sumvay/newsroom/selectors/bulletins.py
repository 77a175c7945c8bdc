"""Questions about bulletins: what a day offers, what one carries, whom it goes to."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate, make_aware

from sumvay.accounts.models import User
from sumvay.newsroom import desk_seats
from sumvay.newsroom.models import Desk, Listing, Piece, Section, Subscriber
from sumvay.newsroom.search_text import typed_words
from sumvay.newsroom.selectors.desk import desk_above
from sumvay.org.models import FOREVER, Unit, UnitPath
from sumvay.vietnamese import fold

NOT_NEWS = ("bulletin", "job", "document", "campaign", "programme")
DAY = timedelta(days=1)
# The section bulletins stand in where there is one; otherwise the first of the menu
SECTION = "ban-tin"
OFFERED = 40


def bulletins_of(officer: User, *, text: str = "") -> QuerySet[Piece]:
    """Bulletins of the units an officer edits for, newest first; with `text`, by words of the title or the unit."""
    found = Piece.objects.filter(kind=Piece.Kind.BULLETIN).select_related("unit")
    for word in typed_words(text):
        found = found.filter(Q(folded__contains=word) | Q(unit__folded__contains=word))
    if not officer.is_superuser:
        found = found.filter(unit__in=desk_seats.units_of(officer, desk_seats.EDITING))
    return found.order_by("-happened_on", "-pk")


def bulletin_on(unit: Unit, day: date) -> Piece | None:
    """The unit's bulletin of a day."""
    return Piece.objects.filter(kind=Piece.Kind.BULLETIN, unit=unit, happened_on=day).order_by("pk").first()


def without_bulletin(desks: list[Desk], day: date) -> list[Desk]:
    """Of these desks those whose unit has no bulletin of a day, asked in one go."""
    units = [desk.unit_id for desk in desks]
    there = Piece.objects.filter(kind=Piece.Kind.BULLETIN, unit__in=units, happened_on=day)
    have = set(there.values_list("unit_id", flat=True))
    return [desk for desk in desks if desk.unit_id not in have]


def bulletin_by_id(pk: int) -> Piece:
    """For the worker, which has only the number."""
    return Piece.objects.select_related("unit").get(pk=pk, kind=Piece.Kind.BULLETIN)


def pieces_of_day(unit: Unit, *, until: datetime) -> QuerySet[Listing]:
    """What the unit's branch published in the 24 hours before a moment, newest first."""
    below = UnitPath.objects.filter(ancestor=unit, valid_to=FOREVER).values("descendant_id")
    fresh = Listing.objects.filter(published_at__gt=until - DAY, published_at__lte=until, unit__in=below)
    return _public(fresh, until).exclude(kind__in=NOT_NEWS).order_by("-published_at", "-pk")


def offered_for(bulletin: Piece, *, text: str, now: datetime) -> list[Listing]:
    """
    What may still be added: of the branch and the day; with `text`, by words of the title whenever it came out.

    At most 40, newest first; what the bulletin carries is left out.
    """
    found = pieces_of_day(bulletin.unit, until=day_end(bulletin.happened_on or localdate(now), now))
    if text:
        found = _public(Listing.objects.filter(folded_title__contains=fold(text)), now).exclude(kind__in=NOT_NEWS)
        found = found.order_by("-published_at", "-pk")
    return list(found.exclude(pk__in=picks_in(bulletin)).select_related("unit", "section")[:OFFERED])


def picks_in(bulletin: Piece) -> list[int]:
    """Ids a bulletin carries, in order, as last arranged."""
    return list(bulletin.get_latest_revision_as_object().picks if bulletin.latest_revision_id else bulletin.picks)


def listings_in_order(ids: list[int], *, now: datetime) -> list[Listing]:
    """The pieces of these ids that are public now, in the order of the ids."""
    found = _public(Listing.objects.filter(pk__in=ids), now).select_related("unit", "section").in_bulk()
    return [found[pk] for pk in ids if pk in found]


def section_for_bulletins() -> Section | None:
    """Where a bulletin is placed."""
    is_open = Section.objects.filter(is_open=True)
    return is_open.filter(slug=SECTION).first() or is_open.order_by("position", "pk").first()


def desks_that_are_open() -> QuerySet[Desk]:
    """Every desk that publishes."""
    return Desk.objects.filter(is_open=True).select_related("unit").order_by("pk")


def speaks_for_the_site(unit: Unit, *, on: date) -> bool:
    """Whether the unit's desk is the highest: its bulletin is the one subscribers get."""
    return desk_above(unit, on=on) is None


def subscribers_waiting(day: date) -> QuerySet[Subscriber]:
    """Who gets letters and has had none for a bulletin of this day."""
    in_force = Subscriber.objects.filter(confirmed_at__isnull=False, left_at=None)
    return in_force.filter(Q(last_sent_on=None) | Q(last_sent_on__lt=day)).order_by("pk")


def subscriber_figures(day: date) -> dict[str, int]:
    """How many get letters, and how many of them the one of this day has gone to."""
    in_force = Subscriber.objects.filter(confirmed_at__isnull=False, left_at=None)
    return {"all": in_force.count(), "sent": in_force.filter(last_sent_on__gte=day).count()}


def day_end(day: date, now: datetime) -> datetime:
    """The end of a day here, or now while the day lasts."""
    return min(now, make_aware(datetime.combine(day + DAY, time())))


def _public(listings: QuerySet[Listing], now: datetime) -> QuerySet[Listing]:
    return listings.filter(Q(expires_at=None) | Q(expires_at__gt=now))
