"""What levels owe and have kept, in numbers alone: for everybody to read."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate

from sumvay.feedback.models import ApprovedAnswer, Issue
from sumvay.feedback.selectors.answers import public_answers
from sumvay.org import selectors as org
from sumvay.org.models import Unit
from sumvay.vietnamese import fold

State = Issue.State


@dataclass(frozen=True)
class Kept:
    """
    What was raised to a unit and what it did: `on_time` of the `answered` came by the day they were owed, `kept` of the
    `promised` by the day that was named; `since` is when the oldest that waits was raised.
    """

    raised: int
    answered: int
    on_time: int
    promised: int
    kept: int
    since: datetime | None

    @property
    def waiting(self) -> int:
        """What has no answer yet."""
        return self.raised - self.answered


def commitments_of(unit: Unit) -> Kept:
    """What was raised to one unit and what it promised."""
    return Kept(**_asked().filter(unit=unit).aggregate(**_counts()))


def commitments_by_category(unit: Unit) -> list[tuple[str, Kept]]:
    """The same by what it is about, the most often raised first."""
    rows = _asked().filter(unit=unit).values("category").annotate(**_counts()).order_by("-raised", "category")
    return [(row.pop("category"), Kept(**row)) for row in rows]


def units_with_commitments(*, below: Unit | None, on: date) -> QuerySet[Unit]:
    """Units to which something was raised or that promised something, by name; only those below one when given."""
    units = org.descendants_of(below, on=on) if below else Unit.objects.all()
    return units.filter(Exists(_asked().filter(unit=OuterRef("pk")))).order_by("sort_key", "pk")


def commitments_by_unit(units: list[Unit]) -> dict[int, Kept]:
    """The numbers of several units, by their ids."""
    rows = _asked().filter(unit__in=units).values("unit_id").annotate(**_counts()).order_by("unit_id")
    return {row.pop("unit_id"): Kept(**row) for row in rows}


def public_answers_found(*, text: str, category: str, unit: Unit | None, on: date) -> QuerySet[ApprovedAnswer]:
    """What readers see of what was typed, every word with or without accents; of a unit, and of those above it."""
    found = public_answers(on=on)
    for word in fold(text).split():
        found = found.filter(public_folded__contains=word)
    if category:
        found = found.filter(category=category)
    if unit:
        found = found.filter(unit__in=org.paths_on(on).filter(descendant=unit).values("ancestor_id"))
    return found


def _asked() -> QuerySet[Issue]:
    raised_here = Exists(Issue.objects.filter(above=OuterRef("pk")))
    stands = Issue.objects.exclude(state=State.DISMISSED)
    asked = stands.annotate(was_raised=raised_here).filter(Q(was_raised=True) | Q(promised_on__isnull=False))
    return asked.annotate(day=TruncDate("answered_at"), owed=Coalesce("owed_on", "promised_on"))


def _counts() -> dict:
    raised, answered = Q(was_raised=True), Q(state=State.ANSWERED)
    return {
        "raised": Count("pk", filter=raised),
        "answered": Count("pk", filter=raised & answered),
        "on_time": Count("pk", filter=raised & answered & (Q(owed=None) | Q(day__lte=F("owed")))),
        "promised": Count("promised_on"),
        "kept": Count("pk", filter=answered & Q(promised_on__isnull=False, day__lte=F("promised_on"))),
        "since": Min("created_at", filter=raised & ~answered),
    }
