"""What the reports of a branch add up to: live from the tallies, at a cut from the very versions that went into it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import connection
from django.db.models import Count, F, QuerySet

from sumvay.directives import selectors as directives
from sumvay.directives.models import Dispatch
from sumvay.org import selectors as org
from sumvay.org.models import Unit
from sumvay.reporting import selectors
from sumvay.reporting.models import FormLine, Indicator, ReportForm, ReportVersion
from sumvay.tally import selectors as tally

AddsUp = Indicator.AddsUp
NOT_ASKED = f"state:{Dispatch.State.NOT_APPLICABLE}"

FIGURES = """
SELECT p.ancestor_id, f.line, count(*), sum(f.value), max(f.value)
FROM ({versions}) v (unit_id, figures)
CROSS JOIN LATERAL (SELECT key::bigint, (value->>'value')::numeric FROM jsonb_each(v.figures)) f (line, value)
JOIN org_unitpath p ON p.descendant_id = v.unit_id AND p.valid_from <= %s AND p.valid_to > %s
WHERE p.ancestor_id = ANY(%s) AND f.line = ANY(%s) AND f.value IS NOT NULL
GROUP BY p.ancestor_id, f.line
"""


@dataclass(frozen=True)
class Line:
    """One line of a form as it was called when it was read."""

    pk: int
    code: str
    span: str
    name: str
    measure: str
    adds_up: str
    is_money: bool
    is_estimate: bool

    @classmethod
    def of(cls, line: FormLine) -> "Line":
        """The line of a form, with its indicator at hand."""
        said = line.indicator
        return cls(
            line.pk, said.code, line.span, said.name, said.measure, said.adds_up, said.is_money, line.is_estimate
        )

    @property
    def key(self) -> str:
        """What the line is called in files that leave the house and come back: "suat-qua", "suat-qua:cumulative"."""
        return self.code if self.span == FormLine.Span.PERIOD else f"{self.code}:{self.span}"


@dataclass
class Branch:
    """A unit and everything below it: how many were asked, how many reported, and what it adds up to by line id."""

    unit_id: int
    name: str
    expected: int = 0
    reported: int = 0
    totals: dict[int, Decimal] = field(default_factory=dict)
    given: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """One line with a level's own part beside the total of those below; None is not known, never 0."""

    line: Line
    own: Decimal | None
    below: Decimal | None
    total: Decimal | None
    given: int


@dataclass
class Totals:
    """The figures of one unit's branch; `expected` and `reported` count the units below it, never itself."""

    lines: list[Line]
    whole: Branch
    branches: list[Branch]
    own: dict[int, Decimal]
    expected: int
    reported: int

    def rows(self) -> list[Row]:
        """Every line of the form, in its order."""
        return [
            Row(
                line,
                self.own.get(line.pk),
                self._below(line),
                self.whole.totals.get(line.pk),
                self.whole.given.get(line.pk, 0),
            )
            for line in self.lines
        ]

    def _below(self, line):
        if line.adds_up == AddsUp.MAX:
            return max((b.totals[line.pk] for b in self.branches if line.pk in b.totals), default=None)
        below = self.whole.given.get(line.pk, 0) - (line.pk in self.own)
        if line.adds_up == AddsUp.NONE or not below:
            return None
        return self.whole.totals[line.pk] - self.own.get(line.pk, 0)


def tally_subject(form: ReportForm, period: date | None) -> str:
    """What the figures of one form and period are counted under."""
    return f"form:{form.pk}:{period.isoformat() if period else ''}"


def live_totals(form: ReportForm, period: date | None, unit: Unit, *, on: date) -> Totals:
    """How a branch stands this moment: sums from one reading of the tallies, what does not add up from the reports."""
    lines = [Line.of(line) for line in selectors.lines_of(form)]
    children = list(org.children_of(unit, on=on))
    ids = [unit.pk, *(child.pk for child in children)]
    counted = tally.totals(subject=tally_subject(form, period), unit_ids=ids)
    versions = counted_versions(form, period)
    odd = [line.pk for line in lines if line.adds_up != AddsUp.SUM]
    read = figures_by_unit(versions, ids, lines, only=odd, on=on) if odd else {}
    summed = [line.pk for line in lines if line.adds_up == AddsUp.SUM]
    for unit_id, measures in counted.items():
        given = {line_id: int(measures.get(f"n:{line_id}", 0)) for line_id in summed}
        sums = {line_id: (n, measures.get(f"line:{line_id}", Decimal(0))) for line_id, n in given.items() if n}
        read.setdefault(unit_id, {}).update(sums)
    reported = {unit_id: int(measures.get("reports", 0)) for unit_id, measures in counted.items()}
    return _assembled(form, lines, [unit, *children], read, reported, _own(versions, unit))


def totals_of_versions(form: ReportForm, versions: QuerySet[ReportVersion], unit: Unit, *, on: date) -> Totals:
    """What exactly these versions of reports add up to over a branch, as the tree was on a day."""
    lines = [Line.of(line) for line in selectors.lines_of(form)]
    children = list(org.children_of(unit, on=on))
    ids = [unit.pk, *(child.pk for child in children)]
    read = figures_by_unit(versions, ids, lines, on=on)
    return _assembled(form, lines, [unit, *children], read, reports_by_unit(versions, ids, on=on), _own(versions, unit))


def counted_versions(form: ReportForm, period: date | None) -> QuerySet[ReportVersion]:
    """The submission each report counts by now; drafts and returned reports count for nothing."""
    return ReportVersion.objects.filter(
        report__form=form, report__period=period, report__state__in=selectors.COUNTS, version=F("report__version")
    )


def versions_below(versions: QuerySet[ReportVersion], unit: Unit, *, on: date) -> QuerySet[ReportVersion]:
    """Those of a branch, the unit itself included."""
    branch = org.descendants_of(unit, on=on, include_self=True).order_by()
    return versions.filter(report__unit__in=branch.values("pk"))


def figures_by_unit(
    versions: QuerySet[ReportVersion],
    unit_ids: Iterable[int],
    lines: Iterable[Line],
    *,
    on: date,
    only: Iterable[int] | None = None,
) -> dict[int, dict[int, tuple[int, Decimal | None]]]:
    """Over each unit's branch and each line: how many gave a figure, and what it comes to.

    Sums are added, and so are the latest figures of units (a stock, such as firms in arrears); else the largest counts.
    """
    adds_up = {line.pk: line.adds_up for line in lines}
    wanted = list(adds_up if only is None else only)
    sql, parameters = versions.order_by().values_list("report__unit_id", "values").query.sql_with_params()
    found: dict[int, dict[int, tuple[int, Decimal | None]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(FIGURES.format(versions=sql), [*parameters, on, on, list(unit_ids), wanted])
        for unit_id, line_id, given, total, largest in cursor.fetchall():
            values = {AddsUp.MAX: largest, AddsUp.NONE: None}
            found.setdefault(unit_id, {})[line_id] = (given, values.get(adds_up[line_id], total))
    return found


def reports_by_unit(versions: QuerySet[ReportVersion], unit_ids: Iterable[int], *, on: date) -> dict[int, int]:
    """How many reports each unit's branch has among these versions."""
    inside = versions.order_by().filter(
        report__unit__paths_up__ancestor__in=list(unit_ids),
        report__unit__paths_up__valid_from__lte=on,
        report__unit__paths_up__valid_to__gt=on,
    )
    return dict(inside.values_list("report__unit__paths_up__ancestor").annotate(n=Count("pk")))


def missing_below(form: ReportForm, versions: QuerySet[ReportVersion], unit: Unit, *, on: date) -> QuerySet[Dispatch]:
    """Who below a unit was asked and is not among these reports, in alphabetical order."""
    branch = org.descendants_of(unit, on=on).order_by()
    return (
        directives.lineage_dispatches(form.directive)
        .filter(unit__in=branch.values("pk"))
        .exclude(state=Dispatch.State.NOT_APPLICABLE)
        .exclude(unit__in=versions.order_by().values("report__unit_id"))
        .select_related("unit", "directive")
        .order_by("unit__sort_key", "pk")
    )


def _own(versions, unit):
    mine = versions.filter(report__unit=unit).first()
    given = mine.values.items() if mine else ()
    return mine, {int(key): Decimal(entry["value"]) for key, entry in given if entry["value"] is not None}


def _assembled(form, lines, units, read, reported, own):
    asked = tally.totals(subject=form.directive.tally_subject, unit_ids=[unit.pk for unit in units])
    whole, *branches = [_branch(unit, asked, read, reported) for unit in units]
    mine, figures = own
    duty = directives.nearest_dispatch(form.directive, units[0])
    asked_itself = duty is not None and duty.state != Dispatch.State.NOT_APPLICABLE
    given = whole.reported - (mine is not None)
    return Totals(lines, whole, branches, figures, max(whole.expected - asked_itself, given), given)


def _branch(unit, asked, read, reported):
    states = asked.get(unit.pk, {})
    expected = sum(n for state, n in states.items() if state.startswith("state:") and state != NOT_ASKED)
    given = reported.get(unit.pk, 0)
    known = read.get(unit.pk, {})
    return Branch(
        unit.pk,
        unit.name,
        max(int(expected), given),
        given,
        {line_id: value for line_id, (_n, value) in known.items() if value is not None},
        {line_id: n for line_id, (n, _value) in known.items()},
    )
