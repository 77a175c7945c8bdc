"""What stands behind a consolidation: its figures, who gave each of them, and what differs from the time before."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.timezone import localdate

from sumvay.org import selectors as org
from sumvay.org.models import Unit
from sumvay.reporting import totals
from sumvay.reporting.frozen_totals import thawed
from sumvay.reporting.models import Consolidation, ReportVersion, UnitReport
from sumvay.reporting.totals import Line, Totals


@dataclass
class Contributor:
    """One branch behind a number: what it gave, what it had given before, and the unit's own report."""

    unit: Unit
    total: Decimal | None
    given: int
    reported: int
    before: Decimal | None = None
    version: ReportVersion | None = None
    own: Decimal | None = None
    earlier: Decimal | None = None

    @property
    def change(self) -> Decimal | None:
        """How much it differs from the time before; None when there is nothing to compare."""
        return None if self.before is None or self.total is None else self.total - self.before


def day_of(consolidation: Consolidation) -> date:
    """The day whose tree holds: that of the cut, today while it is open."""
    return localdate(consolidation.cut_at) if consolidation.cut_at else localdate()


def versions_of(consolidation: Consolidation) -> QuerySet[ReportVersion]:
    """The submissions a consolidation is made of: the parts of the cut, or what counts by now."""
    if consolidation.cut_at:
        return ReportVersion.objects.filter(cuts__consolidation=consolidation)
    counted = totals.counted_versions(consolidation.form, consolidation.period)
    return totals.versions_below(counted, consolidation.unit, on=day_of(consolidation))


def totals_of(consolidation: Consolidation) -> Totals:
    """The figures as they were frozen, or as they stand now."""
    if consolidation.cut_at:
        return thawed(consolidation.figures)
    return totals.live_totals(consolidation.form, consolidation.period, consolidation.unit, on=day_of(consolidation))


def totals_before(consolidation: Consolidation) -> Totals | None:
    """What a supplement is compared with: the cut before; for others what was seen at the last look."""
    if consolidation.supplement_of:
        return thawed(consolidation.supplement_of.figures)
    return None if consolidation.cut_at else thawed(consolidation.figures)


def contributors(consolidation: Consolidation, line: Line, branch: Unit) -> list[Contributor]:
    """A unit's own part, then each branch below it, the largest first."""
    on = day_of(consolidation)
    units = [branch, *org.children_of(branch, on=on)]
    ids = [unit.pk for unit in units]
    versions = versions_of(consolidation)
    read = totals.figures_by_unit(versions, ids, [line], on=on)
    reported = totals.reports_by_unit(versions, ids, on=on)
    sent = {version.report.unit_id: version for version in _sent_by(versions, ids)}
    before = _before(consolidation, line) if branch.pk == consolidation.unit_id else {}
    earlier = _earlier(sent.values(), line)
    rows = [
        Contributor(
            unit=unit,
            total=read.get(unit.pk, {}).get(line.pk, (0, None))[1],
            given=read.get(unit.pk, {}).get(line.pk, (0, None))[0],
            reported=reported.get(unit.pk, 0),
            before=before.get(unit.pk),
            version=sent.get(unit.pk),
            own=value_in(sent.get(unit.pk), line),
            earlier=earlier.get(unit.pk),
        )
        for unit in units
    ]
    return [rows[0], *sorted(rows[1:], key=lambda row: (row.total is None, -(row.total or 0)))]


def changed_since_look(consolidation: Consolidation) -> QuerySet[UnitReport]:
    """Reports of the branch sent again, or returned, after the officer last looked; newest first."""
    branch = org.descendants_of(consolidation.unit, on=day_of(consolidation), include_self=True).order_by()
    since = UnitReport.objects.filter(
        form=consolidation.form_id,
        period=consolidation.period,
        unit__in=branch.values("pk"),
        submitted_at__isnull=False,
        changed_at__gt=consolidation.looked_at or consolidation.created_at,
    ).exclude(state=UnitReport.State.DRAFT)
    return since.select_related("unit").order_by("-changed_at", "-pk")


def value_in(version: ReportVersion | None, line: Line) -> Decimal | None:
    """What a submission says on a line."""
    entry = version.values.get(str(line.pk)) if version else None
    return Decimal(entry["value"]) if entry and entry["value"] is not None else None


def _sent_by(versions, ids):
    return versions.filter(report__unit__in=ids).select_related("report")


def _before(consolidation, line):
    known = totals_before(consolidation)
    branches = [known.whole, *known.branches] if known else []
    return {branch.unit_id: branch.totals.get(line.pk, Decimal(0)) for branch in branches}


def _earlier(versions, line):
    """What each unit had said in the submission before, where it says something else now."""
    last = {version.report_id: version for version in versions if version.version > 1}
    found = {}
    for before in ReportVersion.objects.filter(report__in=last).order_by("version"):
        now = last[before.report_id]
        if before.version == now.version - 1 and value_in(before, line) != value_in(now, line):
            found[now.report.unit_id] = value_in(before, line)
    return found
