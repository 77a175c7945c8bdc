"""What the screens of units show: rows of a tree, and everything about one unit."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, IntegerField, OuterRef, Prefetch, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from sumvay.accounts.models import User
from sumvay.org import selectors
from sumvay.org.models import Appointment, ParentLink, Succession, Unit, UnitName, UnitSize

PAGE = 50


@dataclass
class Total:
    """A sum over a branch with what stands behind it: units that gave a figure, and units in all."""

    members: int | None
    known: int
    units: int


@dataclass
class Above:
    """A unit on the way up; those the officer may not see are named, not linked."""

    unit: Unit
    is_visible: bool


def as_rows(units: QuerySet[Unit], *, on: date) -> QuerySet[Unit]:
    """Units with what a row of the tree shows: `below` (units under them), `members`, `leaders`."""
    below = selectors.paths_on(on).filter(ancestor=OuterRef("pk"), depth__gt=0).order_by()
    counted = below.values("ancestor").annotate(number=Count("pk")).values("number")
    latest = UnitSize.objects.filter(unit=OuterRef("pk"), on__lte=on).order_by("-on").values("members")[:1]
    leaders = Appointment.objects.filter(post=Appointment.Post.CHAIR, valid__contains=on).select_related("officer")
    return (
        units.select_related("kind")
        .annotate(
            below=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
            members=Subquery(latest),
        )
        .prefetch_related(Prefetch("appointments", queryset=leaders.order_by("pk"), to_attr="leaders"))
    )


def way_up(officer: User, unit: Unit, *, on: date) -> list[Above]:
    """The units above one unit, the highest first."""
    above = list(selectors.ancestors_of(unit, on=on))
    seen = selectors.units_visible_to(officer, on=on).filter(pk__in=[each.pk for each in above])
    visible = set(seen.order_by().values_list("pk", flat=True))
    return [Above(each, each.pk in visible) for each in reversed(above)]


def total_below(unit: Unit, *, on: date) -> Total:
    """How many members the units below one unit have together, by the latest figure of each."""
    below = selectors.paths_on(on).filter(ancestor=unit, depth__gt=0)
    latest = (
        UnitSize.objects.filter(on__lte=on, members__isnull=False, unit__in=below.values("descendant_id"))
        .order_by("unit", "-on")
        .distinct("unit")
    )
    figures = UnitSize.objects.filter(pk__in=latest.values("pk")).aggregate(sum=Sum("members"), known=Count("pk"))
    return Total(figures["sum"], figures["known"], below.count())


def sizes_of(unit: Unit) -> QuerySet[UnitSize]:
    """The sizes written down for a unit, the newest first."""
    return UnitSize.objects.filter(unit=unit).order_by("-on")


def names_of(unit: Unit) -> QuerySet[UnitName]:
    """What a unit has been called, the newest first."""
    return UnitName.objects.filter(unit=unit).order_by("-valid")


def parents_of(unit: Unit) -> QuerySet[ParentLink]:
    """Under whom a unit has stood, the newest first."""
    return ParentLink.objects.filter(child=unit).select_related("parent").order_by("-valid")


def heirs_of(unit: Unit) -> QuerySet[Succession]:
    """Who took over from an ended unit."""
    return Succession.objects.filter(ended=unit).select_related("heir").order_by("heir__sort_key", "pk")


def inherited_by(unit: Unit) -> QuerySet[Succession]:
    """Which ended units a unit took over from."""
    return Succession.objects.filter(heir=unit).select_related("ended").order_by("-on", "pk")


def former_appointments(unit: Unit, *, on: date) -> QuerySet[Appointment]:
    """Who held which post before, the latest first."""
    ended = Appointment.objects.filter(unit=unit, valid__endswith__lte=on) | Appointment.objects.filter(
        unit=unit, valid__isempty=True
    )
    return ended.select_related("officer").order_by(F("valid").desc(), "pk")
