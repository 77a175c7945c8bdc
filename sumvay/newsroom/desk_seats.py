"""Who edits where: posts and the paths below them, asked by Wagtail's permissions and by our own."""

from django.db.models import QuerySet
from django.utils.timezone import localdate

from sumvay.accounts.models import User
from sumvay.org.models import FOREVER, Appointment, Unit, UnitPath

Post = Appointment.Post
EDITING = frozenset(
    {Post.EDITOR, Post.MANAGING_EDITOR, Post.EDITOR_IN_CHIEF, Post.COMMUNICATIONS, Post.CHAIR, Post.VICE_CHAIR}
)
PUBLISHING = frozenset({Post.EDITOR, Post.MANAGING_EDITOR, Post.EDITOR_IN_CHIEF, Post.CHAIR})


def posts_of(user: User) -> set[str]:
    """Which posts a person holds today, anywhere; Wagtail asks dozens of times a page, so it is kept on the person."""
    if not hasattr(user, "_posts_today"):
        mine = Appointment.objects.filter(officer=user.pk, valid__contains=localdate())
        user._posts_today = set(mine.values_list("post", flat=True))
    return user._posts_today


def units_of(user: User, posts: frozenset[str] | set[str]) -> QuerySet:
    """Ids of the units at and below those in which a person holds one of the posts."""
    seats = Appointment.objects.filter(officer=user.pk, valid__contains=localdate(), post__in=posts).values("unit_id")
    return UnitPath.objects.filter(valid_to=FOREVER, ancestor__in=seats).values("descendant_id")


def holds(user: User, posts: frozenset[str] | set[str], unit_id: int | None) -> bool:
    """Whether a person holds one of the posts in a unit or in one above it; an operator holds all."""
    if not user.is_active or unit_id is None:
        return False
    return user.is_superuser or (
        bool(posts_of(user) & posts) and units_of(user, posts).filter(descendant=unit_id).exists()
    )


def seat_of(user: User) -> Unit | None:
    """The unit for which a person brings something into the editor: the one they act for, else the first they edit."""
    today = localdate()
    seats = Appointment.objects.filter(officer=user.pk, valid__contains=today, post__in=EDITING)
    acting = getattr(user, "acting_unit", None)
    units = [seat.unit for seat in seats.select_related("unit").order_by("pk")]
    return next((unit for unit in units if unit == acting), units[0] if units else None)
