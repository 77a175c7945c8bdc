"""What members wrote to a unit and all below it during a period, in figures that speak of nobody alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.db.models import (
    Aggregate,
    Avg,
    CharField,
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models import Case as Choose
from django.db.models.functions import Coalesce, Least, TruncDate, TruncMonth, TruncWeek
from django.utils.timezone import localdate, make_aware

from sumvay.feedback.clock import FIRST_ANSWER, URGENT
from sumvay.feedback.fewest import FEWEST
from sumvay.feedback.models import Case, Category, Issue, Kind, ServiceTime
from sumvay.feedback.reading.personal_data import masked
from sumvay.feedback.selectors.periods import Period
from sumvay.feedback.selectors.service_times import heard_of
from sumvay.feedback.selectors.veils import Heap, Told, veil_heaps, veil_parts
from sumvay.feedback.selectors.writers import Writer
from sumvay.org.models import SideLink, Unit, UnitPath

MOST_PLACES, MOST_ISSUES = 12, 10
KEPT, LATE, WAITING = "kept", "late", "waiting"
# Longer than any place that is read from a message
OTHER_PLACES = "*"
ISSUES = f"""
    WITH RECURSIVE told AS MATERIALIZED (%s), within AS MATERIALIZED (
        SELECT descendant_id, max(valid_to) AS valid_to
        FROM {UnitPath._meta.db_table} WHERE ancestor_id = %%s GROUP BY 1
    ), line AS (
        SELECT start.id AS start, start.id, start.id AS child, 0 AS depth, day
        FROM (SELECT issue_id, max(came_on) AS day FROM told GROUP BY 1) newest
            JOIN {Issue._meta.db_table} start ON start.id = newest.issue_id
        WHERE start.unit_id IN (SELECT descendant_id FROM within WHERE valid_to > day)
        UNION
        SELECT line.start, above.id, line.id, line.depth + 1, line.day
        FROM line JOIN {Issue._meta.db_table} below ON below.id = line.id
            JOIN {Issue._meta.db_table} above ON above.id = below.above_id
        WHERE line.depth < 20 AND above.unit_id IN (SELECT descendant_id FROM within WHERE valid_to > line.day)
    ), top AS (SELECT DISTINCT ON (start) start, id, child FROM line ORDER BY start, depth DESC
    ), counted AS (
        SELECT top.id, count(*) AS cases, count(DISTINCT told.writer) AS members,
            count(DISTINCT told.about_unit_id) AS units
        FROM told JOIN top ON top.start = told.issue_id GROUP BY top.id, top.child
    )
    SELECT id, sum(cases)::int, sum(members)::int, sum(units)::int FROM counted
    WHERE members >= %%s GROUP BY id ORDER BY 3 DESC, 2 DESC, 1 LIMIT %%s
"""  # noqa: S608


@dataclass(frozen=True)
class Line:
    """One group during the period and during the one before."""

    key: str
    now: Told
    before: Told

    @property
    def change(self) -> int | None:
        """How many messages more than before; None where either figure is veiled."""
        now, before = self.now.cases, self.before.cases
        return None if now is None or before is None else now - before


@dataclass(frozen=True)
class TopIssue:
    """An issue, titled without anybody's data, and who is behind it: messages, members (five at least), their units."""

    pk: int
    title: str
    category: str
    unit_id: int
    unit: str
    cases: int
    members: int
    units: int

    @property
    def about(self) -> str:
        """What it is about, in words."""
        return str(Category(self.category).label)


@dataclass(frozen=True)
class Synthesis:
    """
    Every figure of a unit and period. `lines` holds the groups by "category", "kind", "place", "unit_kind", "sector",
    "door" and "answer"; `steps` pairs each Monday (or first of a month, see `Period.steps`) with what came from then;
    `content` is the mean of 1 to 5, None under five voices.
    """

    total: Line
    lines: dict[str, list[Line]]
    steps: list[tuple[date, Told]]
    issues: list[TopIssue]
    content: float | None


def synthesis_of(unit: Unit, period: Period) -> Synthesis:
    """
    Messages about a unit or any below it that are handled there, by the tree of the day each came; what was put aside
    is left out.

    Sealed messages are no part of it. No figure is told of fewer than five people (see `veils`).
    """
    both = cases_told_of(unit, period.before.since, period.until)
    during = both.filter(received_at__gte=begin_of(period.since))
    (total,) = _veiled([both.aggregate(**_counts(period)) | {"group": ""}], period)
    groups = {
        "category": _by(both, F("category"), period, Category.values),
        "kind": _by(both, F("kind"), period, Kind.values),
        "place": _by(both, _place(during), period, ()),
        "unit_kind": _by(both, F("about_unit__kind__name"), period, ()),
        "sector": _by(both, _sector(), period, ()),
        "door": _by(both, F("door"), period, Case.Door.values),
        "answer": _by(both, _answered(), period, (KEPT, LATE, WAITING)),
    }
    return Synthesis(total, groups, _steps(during, period), _top_issues(unit, during), _content(during))


def cases_told_of(unit: Unit, since: date, until: date) -> QuerySet[Case]:
    """
    The messages behind the figures, each with the day it came on and a `writer` by which people are counted.

    What was written over a unit's head, to be handled above it, is no part of its figures: what is left of them
    without its own queue would tell how many did so.
    """
    came = TruncDate("received_at")
    day = OuterRef("came_on")
    below = UnitPath.objects.filter(
        ancestor=unit, descendant=OuterRef("about_unit"), valid_from__lte=day, valid_to__gt=day
    )
    within = Case.objects.filter(
        put_aside_at=None, received_at__gte=begin_of(since), received_at__lt=begin_of(until + timedelta(days=1))
    )
    # On the day or since: an heir that handles them now may be younger than they are
    handled_here = UnitPath.objects.filter(ancestor=unit, descendant=OuterRef("unit"), valid_to__gt=day)
    return within.annotate(came_on=came, writer=Writer()).filter(Exists(below), Exists(handled_here))


def begin_of(day: date) -> datetime:
    """Its first moment."""
    return make_aware(datetime.combine(day, time.min))


def _counts(period: Period) -> dict[str, Count]:
    """Messages and people of a period, of the one before, and of all the shorter ones that make them up."""
    counts = {}
    for one in (*_all_of(period), *_all_of(period.before)):
        ends = begin_of(one.until + timedelta(days=1))
        within = Q(received_at__gte=begin_of(one.since), received_at__lt=ends)
        counts[f"cases_{_name(one)}"] = Count("pk", filter=within)
        counts[f"people_{_name(one)}"] = Count("writer", filter=within, distinct=True)
    return counts


def _all_of(period: Period) -> list[Period]:
    return [period, *(one for part in period.parts for one in _all_of(part))]


def _name(period: Period) -> str:
    return f"{period.span}_{period.since:%Y%m%d}"


def _heap(row: dict, period: Period) -> Heap:
    whole = Told(row[f"cases_{_name(period)}"], row[f"people_{_name(period)}"])
    return Heap(whole, [_heap(row, part) for part in period.parts])


def _by(cases: QuerySet[Case], group, period: Period, order: Sequence[str]) -> list[Line]:
    """In the order given, else the most people first."""
    grouped = cases.annotate(group=group).order_by("group").values("group").annotate(**_counts(period))
    rows: list[dict[str, Any]] = [dict(row) for row in grouped]
    most = f"people_{_name(period)}"
    rows.sort(key=lambda row: (order.index(row["group"]) if order else 0, -row[most]))
    return _veiled(rows, period)


def _veiled(rows: Sequence[dict], period: Period) -> list[Line]:
    """The lines of one table, this period and the one before each veiled by itself."""
    now, before = (veil_heaps([_heap(row, one) for row in rows]) for one in (period, period.before))
    return [Line(row["group"], *told) for row, *told in zip(rows, now, before, strict=True)]


class MostWritten(Aggregate):
    """The commonest value of a column."""

    function = "mode"
    template = "%(function)s() WITHIN GROUP (ORDER BY %(expressions)s)"


def _place(during: QuerySet[Case]) -> Choose:
    """Places that five people named, however they wrote them; the others go together, so that no name points at one."""
    named = during.exclude(place_key="").order_by("place_key").values("place_key")
    counted = named.annotate(people=Count("writer", distinct=True), name=MostWritten("place"))
    told = counted.filter(people__gte=FEWEST).order_by("-people", "place_key")[:MOST_PLACES]
    names = [When(place_key=row["place_key"], then=Value(row["name"])) for row in told]
    nowhere = When(place_key="", then=Value(""))
    return Choose(nowhere, *names, default=Value(OTHER_PLACES), output_field=CharField())


def _sector() -> Coalesce:
    """The sector union beside the writer's own unit on the day of writing."""
    beside = SideLink.objects.filter(
        unit=OuterRef("about_unit"), kind=SideLink.Kind.SECTOR, valid__contains=OuterRef("came_on")
    )
    return Coalesce(Subquery(beside.values("beside__name")[:1]), Value(""), output_field=CharField())


def _answered() -> Choose:
    """Whether the first answer came within what the handling unit promises for such a message."""
    kept = Q(first_answered_at__lte=heard_of() + _promised())
    return Choose(
        When(first_answered_at=None, then=Value(WAITING)), When(kept, then=Value(KEPT)), default=Value(LATE),
        output_field=CharField(),
    )  # fmt: skip


def _promised() -> Choose:
    """As `service_times.times_of` says for one message: the nearest unit's word, else what is usual."""
    said = ServiceTime.objects.filter(
        kind=OuterRef("kind"), unit__paths_down__descendant=OuterRef("unit"),
        unit__paths_down__valid_from__lte=OuterRef("came_on"), unit__paths_down__valid_to__gt=OuterRef("came_on"),
    ).order_by("unit__paths_down__depth")  # fmt: skip
    hours = ExpressionWrapper(
        Subquery(said.values("first_answer_hours")[:1]) * Value(timedelta(hours=1)), output_field=DurationField()
    )
    promised = Coalesce(hours, Value(FIRST_ANSWER), output_field=DurationField())
    return Choose(When(is_urgent=True, then=Least(promised, Value(URGENT))), default=promised)


def _steps(during: QuerySet[Case], period: Period) -> list[tuple[date, Told]]:
    trunc = TruncMonth if period.goes_by_month else TruncWeek
    rows = during.annotate(step=trunc("received_at")).order_by("step").values("step")
    counted = rows.annotate(cases=Count("pk"), people=Count("writer", distinct=True))
    came = {localdate(row["step"]): Told(row["cases"], row["people"]) for row in counted}
    return list(zip(period.steps, veil_parts(came.get(day, Told()) for day in period.steps), strict=True))


def _content(during: QuerySet[Case]) -> float | None:
    said = during.exclude(satisfied=None).aggregate(mean=Avg("satisfied"), people=Count("writer", distinct=True))
    return said["mean"] if said["people"] >= FEWEST else None


def _top_issues(unit: Unit, during: QuerySet[Case]) -> list[TopIssue]:
    """
    Counted at the highest level within the unit to which they were raised, by the tree since the newest of them came.

    A line from below that speaks for fewer than five is left out, as on the issue's own page: the two would tell it.
    """
    grouped = during.filter(issue__isnull=False).values("issue_id", "about_unit_id", "writer", "came_on")
    told, params = grouped.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(ISSUES % told, [*params, unit.pk, FEWEST, MOST_ISSUES])
        rows = cursor.fetchall()
    issues = Issue.objects.select_related("unit").in_bulk([pk for pk, *_counts in rows])
    return [_top(issues[pk], *counted) for pk, *counted in rows]


def _top(issue: Issue, *counted: int) -> TopIssue:
    return TopIssue(issue.pk, masked(issue.title), issue.category, issue.unit_id, issue.unit.name, *counted)
