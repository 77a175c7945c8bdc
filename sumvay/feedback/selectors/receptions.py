"""The register of receptions as one officer may read it, and the chair's days in a month."""

from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from sumvay.accounts.models import User
from sumvay.feedback.models import Kind, Reception, ReceptionDay
from sumvay.feedback.selectors.cases import is_designated, units_handled_by
from sumvay.org.models import Unit


def receptions_kept_by(officer: User, *, on: date) -> QuerySet[Reception]:
    """
    Lines of the registers of the units an officer works for and of those they took over from, the newest first.

    Denunciations only for designated people, and for whoever received them.
    """
    held = Reception.objects.annotate(holder=Coalesce("keeper_id", "unit_id"))
    handled = held.filter(holder__in=units_handled_by(officer, on=on))
    readable = ~Q(kind=Kind.DENUNCIATION) | is_designated(officer, on=on, unit="holder") | Q(received_by=officer)
    seen = handled.filter(readable).select_related("unit", "keeper", "received_by", "instructed_by")
    return seen.order_by("-at", "-pk")


def books_of(unit: Unit) -> QuerySet[Unit]:
    """The unit and the ended ones whose registers it keeps, by name."""
    kept = Reception.objects.filter(keeper=unit).values("unit_id")
    return Unit.objects.filter(Q(pk=unit.pk) | Q(pk__in=kept)).order_by("sort_key", "pk")


def chair_days(unit: Unit, *, year: int, month: int) -> list[date]:
    """On which days of a month the chair received people."""
    days = ReceptionDay.objects.filter(unit=unit, day__year=year, day__month=month)
    return list(days.order_by("day").values_list("day", flat=True))


def days_owed(unit: Unit) -> int:
    """
    On how many days a month the chair receives people: one at upper levels.

    (Quy định 04/QĐ-TLĐ, 30/12/2024; a grassroots union receives as its charter says.)
    """
    return 0 if unit.kind.is_grassroots else 1
