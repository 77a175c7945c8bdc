"""What stands on the page of a consolidation, brought together."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.org import selectors as org
from sumvay.org.models import Unit
from sumvay.reporting import contributors, outliers, reach, selectors, totals
from sumvay.reporting.models import Consolidation, FormLine, PickedSentence, UnitReport
from sumvay.reporting.outliers import Outlier
from sumvay.reporting.sentences import Gathered, gathered
from sumvay.reporting.totals import Branch, Row, Totals

MOST_SHOWN = 50
MOST_GATHERED = 300


@dataclass
class Figure:
    """One row of the form with what it was the time before."""

    row: Row
    before: Decimal | None
    change: Decimal | None


@dataclass
class Missing:
    """A unit that has not reported, and whom to call."""

    unit: Unit | None
    name: str
    people: list


@dataclass
class Page:
    """A consolidation as it is shown."""

    totals: Totals
    figures: list[Figure]
    branches: list[tuple[Branch, Consolidation | None]]
    missing: list[Missing]
    missing_count: int
    changed: list[UnitReport]
    changed_count: int
    outliers: list[Outlier]
    outline: list[Gathered]
    picks: list[PickedSentence]
    compared_with: datetime | None

    @property
    def has_own_part(self) -> bool:
        """Whether the level has a part of its own to show beside those below."""
        return bool(self.totals.own)

    @property
    def coverage(self) -> list[dict]:
        """The bar of how many have reported."""
        return [{"tone": "leaf", "label": _("Reported"), "count": self.totals.reported}]


def page_of(held: Consolidation) -> Page:
    """Everything the page shows; a closed cut shows what was frozen, whatever came after."""
    on = contributors.day_of(held)
    now, before = contributors.totals_of(held), contributors.totals_before(held)
    versions = contributors.versions_of(held)
    missing, count = _missing(held, versions)
    changed = contributors.changed_since_look(held) if held.cut_at is None else UnitReport.objects.none()
    cuts = reach.cuts_of_children(held, on=on)
    picks = list(held.picks.select_related("report__unit").order_by("position", "pk"))
    below = versions.exclude(report__unit=held.unit_id)
    wrote = below.select_related("report__unit").order_by("report__unit__sort_key", "pk")
    return Page(
        totals=now,
        figures=[_figure(row, before) for row in now.rows()],
        branches=[(branch, cuts.get(branch.unit_id)) for branch in now.branches],
        missing=missing,
        missing_count=count,
        changed=list(changed[:MOST_SHOWN]),
        changed_count=changed.count(),
        outliers=_outliers(now, versions, on),
        outline=gathered(held.form.headings, wrote[:MOST_GATHERED], {(p.report_id, p.heading, p.text) for p in picks}),
        picks=picks,
        compared_with=(held.supplement_of.cut_at if held.supplement_of else held.looked_at) if before else None,
    )


def way_up(held: Consolidation, branch: Unit) -> list[Unit]:
    """The units between a branch and the top of the consolidation, from above."""
    above = list(org.ancestors_of(branch, on=contributors.day_of(held)))
    ids = [unit.pk for unit in above]
    return above[: ids.index(held.unit_id) + 1][::-1] if held.unit_id in ids else []


def own_part_of(held: Consolidation, lines: list[FormLine]) -> dict[str, Decimal | int]:
    """What the level itself has entered, as the fields of its form."""
    mine = selectors.report_of(held.form, held.unit, held.period)
    money = {line.pk for line in lines if line.indicator.is_money}
    given = mine.values.exclude(value=None).values_list("line_id", "value") if mine else []
    return {f"line-{pk}": int(value) if pk in money or value == int(value) else value for pk, value in given}


def _outliers(now, versions, on):
    """In very large branches each level below asks its own units."""
    if now.whole.reported > outliers.MOST_COMPARED:
        return []
    return outliers.outliers_in(versions, now.lines, on=on)[:MOST_SHOWN]


def _figure(row, before):
    known = before.whole.totals.get(row.line.pk) if before else None
    change = (row.total or 0) - (known or 0) if before and row.total != known else None
    return Figure(row, known, change)


def _missing(held, versions):
    """The first of those missing with their people; all of them are counted."""
    if held.cut_at:
        kept = held.coverage["missing"]
        units = Unit.objects.in_bulk([pk for pk, _name in kept[:MOST_SHOWN]])
        named = [(units.get(pk), name) for pk, name in kept[:MOST_SHOWN]]
        count = len(kept)
    else:
        waiting = totals.missing_below(held.form, versions, held.unit, on=contributors.day_of(held))
        named = [(duty.unit, duty.unit.name) for duty in waiting[:MOST_SHOWN]]
        count = waiting.count()
    people = org.contacts_of([unit.pk for unit, _name in named if unit], on=localdate())
    return [Missing(unit, name, people.get(unit.pk, [])[:2] if unit else []) for unit, name in named], count
