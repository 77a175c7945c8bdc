"""Who edits where: posts and the paths below them, asked by Wagtail's permissions and by our own."""

from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.timezone import localdate

from sumvay.accounts.models import User
from sumvay.org import selectors as org
from sumvay.org.models import FOREVER, Appointment, Succession, Unit, UnitPath

Post = Appointment.Post
EDITING = frozenset(
    {Post.EDITOR, Post.MANAGING_EDITOR, Post.EDITOR_IN_CHIEF, Post.COMMUNICATIONS, Post.CHAIR, Post.VICE_CHAIR}
)
PUBLISHING = frozenset({Post.EDITOR, Post.MANAGING_EDITOR, Post.EDITOR_IN_CHIEF, Post.CHAIR})
# Ended units whose heirs, directly or in turn, stand among units; written out because plain joins for each step of a
# line of mergers take the planner longer than the answer
INHERITED = """
    WITH RECURSIVE line (id) AS (
        SELECT s.ended_id FROM org_succession s WHERE s.heir_id IN ({units})
        UNION
        SELECT s.ended_id FROM org_succession s JOIN line ON line.id = s.heir_id
    ) SELECT id FROM line
"""
# So many units are few enough to be named one by one
FEW = 300


def posts_of(user: User) -> set[str]:
    """Which posts a person holds today, anywhere; Wagtail asks dozens of times a page, so it is kept on the person."""
    if not hasattr(user, "_posts_today"):
        mine = Appointment.objects.filter(officer=user.pk, valid__contains=localdate())
        user._posts_today = set(mine.values_list("post", flat=True))
    return user._posts_today


def units_of(user: User, posts: frozenset[str] | set[str]) -> QuerySet:
    """Ids of the units at and below those in which a person holds one of the posts, and of those they inherited."""
    return _with_inherited(_standing(ancestor__in=_seats(user, posts)))


def within_reach(user: User, posts: frozenset[str] | set[str]) -> Q:
    """
    The condition on rows with a `unit` that it is one of `units_of`, for long lists in the order of time.

    Few units are named one by one, each with its rows by its index. Of many, the alternatives keep the database from
    gathering all their rows: it goes through the newest and looks each unit up.
    """
    few = list(units_of(user, posts)[: FEW + 1])
    if len(few) <= FEW:
        return Q(unit__in=[pk for row in few for pk in row.values()])
    standing = _standing(ancestor__in=_seats(user, posts))
    return Q(unit__in=standing) | Q(unit__in=inherited_by(standing))


def branch_of(unit_id: int) -> QuerySet:
    """Ids of the units at and below a unit, and of the ended ones they inherited."""
    return _with_inherited(_standing(ancestor=unit_id))


def inherited_by(units: QuerySet) -> QuerySet:
    """Ids of the ended units whose heirs, directly or in turn, are among `units` (ids)."""
    among, given = units.query.sql_with_params()
    return Unit.objects.filter(pk__in=RawSQL(INHERITED.format(units=among), given)).values("pk")  # noqa: S611 (Django wrote it)


def answering_for(unit_id: int) -> list[int]:
    """A unit that stands, or the standing heirs of one that has ended, directly or in turn."""
    asked, seen = {unit_id}, set()
    while ended := asked - seen:
        seen |= ended
        asked |= set(Succession.objects.filter(ended__in=ended).values_list("heir_id", flat=True))
    standing = UnitPath.objects.filter(descendant__in=seen, depth=0, valid_to=FOREVER)
    return list(standing.values_list("descendant_id", flat=True))


def heirs_of(unit: Unit, *, on: date) -> list[Unit]:
    """The standing heirs of a unit that has ended by a day; none of one that stands."""
    has_ended = unit.lifetime.upper is not None and unit.lifetime.upper <= on
    return list(Unit.objects.filter(pk__in=answering_for(unit.pk))) if has_ended else []


def people_of(unit: Unit, *, on: date, posts: frozenset[str] | set[str] | None = None) -> list[User]:
    """The active people who hold a post in a unit, or in its heirs when it has ended; only the given posts if any."""
    units = heirs_of(unit, on=on) or [unit]
    return [person for one in units for person in org.officers_of(one, on=on, posts=posts)]


def holds(user: User, posts: frozenset[str] | set[str], unit_id: int | None) -> bool:
    """Whether a person holds one of the posts in a unit or in one above it, or over its heir; an operator holds all."""
    if not user.is_active or unit_id is None:
        return False
    return user.is_superuser or (
        bool(posts_of(user) & posts) and Unit.objects.filter(pk__in=units_of(user, posts), pk=unit_id).exists()
    )


def seat_of(user: User) -> Unit | None:
    """The unit for which a person brings something into the editor: the one they act for, else the first they edit."""
    today = localdate()
    seats = Appointment.objects.filter(officer=user.pk, valid__contains=today, post__in=EDITING)
    acting = getattr(user, "acting_unit", None)
    units = [seat.unit for seat in seats.select_related("unit").order_by("pk")]
    return next((unit for unit in units if unit == acting), units[0] if units else None)


def _seats(user: User, posts: frozenset[str] | set[str]) -> QuerySet:
    return Appointment.objects.filter(officer=user.pk, valid__contains=localdate(), post__in=posts).values("unit_id")


def _standing(**seats) -> QuerySet:
    return UnitPath.objects.filter(valid_to=FOREVER, **seats).values("descendant_id")


def _with_inherited(standing: QuerySet) -> QuerySet:
    return standing.union(inherited_by(standing), all=True)
