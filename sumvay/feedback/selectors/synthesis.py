"""What members wrote to a unit and all below it during a period, in figures that speak of nobody alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.db.models import Avg, CharField, Count, Exists, F, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models import Case as Choose
from django.db.models.functions import Cast, Coalesce, NullIf, TruncDate, TruncWeek
from django.utils.timezone import localdate, make_aware

from sumvay.feedback.models import Case, Category, Issue, Kind
from sumvay.feedback.periods import Period
from sumvay.feedback.selectors.unit_figures import FEWEST
from sumvay.feedback.selectors.veils import Told, veil_one, veil_parts
from sumvay.org.models import Unit, UnitPath

MOST_PLACES, MOST_ISSUES = 12, 10
KEPT, LATE, WAITING = "kept", "late", "waiting"
# Longer than any place that is read from a message
OTHER_PLACES = "*"
# Whoever wrote twice from one phone or address is one person
WRITER = Coalesce(
    NullIf("phone", Value("")), NullIf("email", Value("")), Cast("pk", TextField()), output_field=TextField()
)
ISSUES = f"""
    WITH RECURSIVE told AS MATERIALIZED (%s), line AS (
        SELECT DISTINCT issue_id AS start, issue_id AS id, issue_id AS child, 0 AS depth FROM told
        UNION
        SELECT line.start, above.id, line.id, line.depth + 1
        FROM line JOIN {Issue._meta.db_table} below ON below.id = line.id
            JOIN {Issue._meta.db_table} above ON above.id = below.above_id
        WHERE line.depth < 20 AND EXISTS (
            SELECT FROM {UnitPath._meta.db_table} path
            WHERE path.ancestor_id = %%s AND path.descendant_id = above.unit_id)
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
    """An issue and who is behind it: messages, members (five at least) and the units they work in."""

    issue: Issue
    cases: int
    members: int
    units: int


@dataclass(frozen=True)
class Synthesis:
    """
    Every figure of a unit and period. `lines` holds the groups by "category", "kind", "place", "door" and "answer";
    `weeks` pairs each Monday with what came that week; `content` is the mean of 1 to 5, None under five voices.
    """

    total: Line
    lines: dict[str, list[Line]]
    weeks: list[tuple[date, Told]]
    issues: list[TopIssue]
    content: float | None


def synthesis_of(unit: Unit, period: Period) -> Synthesis:
    """
    Messages about a unit or any below it, by the tree of the day each came; what was put aside is left out.

    Sealed messages are no part of it. No figure is told of fewer than five people (see `veils`).
    """
    both = _cases(unit, period.before.since, period.until)
    during = both.filter(received_at__gte=_begin(period.since))
    counts = _counts(period)
    total = _line("", both.aggregate(**counts))
    shown = Line("", veil_one(total.now), veil_one(total.before))
    groups = {
        "category": _by(both, F("category"), counts, Category.values),
        "kind": _by(both, F("kind"), counts, Kind.values),
        "place": _by(both, _place(during), counts, ()),
        "door": _by(both, F("door"), counts, Case.Door.values),
        "answer": _by(both, _answered(), counts, (KEPT, LATE, WAITING)),
    }
    return Synthesis(shown, groups, _weeks(during, period), _top_issues(unit, during), _content(during))


def _cases(unit: Unit, since: date, until: date) -> QuerySet[Case]:
    came = TruncDate("received_at")
    day = OuterRef("came_on")
    below = UnitPath.objects.filter(
        ancestor=unit, descendant=OuterRef("about_unit"), valid_from__lte=day, valid_to__gt=day
    )
    within = Case.objects.filter(
        put_aside_at=None, received_at__gte=_begin(since), received_at__lt=_begin(until + timedelta(days=1))
    )
    return within.annotate(came_on=came, writer=WRITER).filter(Exists(below))


def _begin(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))


def _counts(period: Period) -> dict[str, Count]:
    now, before = Q(received_at__gte=_begin(period.since)), Q(received_at__lt=_begin(period.since))
    return {
        "cases": Count("pk", filter=now), "people": Count("writer", filter=now, distinct=True),
        "cases_before": Count("pk", filter=before), "people_before": Count("writer", filter=before, distinct=True),
    }  # fmt: skip


def _line(key: str, row: dict) -> Line:
    return Line(key, Told(row["cases"], row["people"]), Told(row["cases_before"], row["people_before"]))


def _by(cases: QuerySet[Case], group, counts: dict[str, Count], order: Sequence[str]) -> list[Line]:
    """In the order given, else the most people first; each period veiled by itself."""
    rows = cases.annotate(group=group).order_by("group").values("group").annotate(**counts)
    found = [_line(row["group"], dict(row)) for row in rows]
    found.sort(key=lambda line: (order.index(line.key) if order else 0, -(line.now.people or 0)))
    now, before = (veil_parts(getattr(line, name) for line in found) for name in ("now", "before"))
    return [Line(line.key, *told) for line, *told in zip(found, now, before, strict=True)]


def _place(during: QuerySet[Case]) -> Choose:
    """Places that five people named; the others go together, so that a name alone points at nobody."""
    named = during.exclude(place="").order_by("place").values("place").annotate(people=Count("writer", distinct=True))
    told = named.filter(people__gte=FEWEST).order_by("-people", "place")[:MOST_PLACES]
    places = [row["place"] for row in told]
    return Choose(When(place__in=["", *places], then=F("place")), default=Value(OTHER_PLACES), output_field=CharField())


def _answered() -> Choose:
    """Whether the first answer came within 24 hours, two where it was urgent."""
    day, urgent = (F("received_at") + timedelta(hours=hours) for hours in (24, 2))
    kept = Q(is_urgent=True, first_answered_at__lte=urgent) | Q(is_urgent=False, first_answered_at__lte=day)
    return Choose(
        When(kept, then=Value(KEPT)), When(first_answered_at=None, then=Value(WAITING)), default=Value(LATE),
        output_field=CharField(),
    )  # fmt: skip


def _weeks(during: QuerySet[Case], period: Period) -> list[tuple[date, Told]]:
    rows = during.annotate(week=TruncWeek("received_at")).order_by("week").values("week")
    counted = rows.annotate(cases=Count("pk"), people=Count("writer", distinct=True))
    came = {localdate(row["week"]): Told(row["cases"], row["people"]) for row in counted}
    return list(zip(period.weeks, veil_parts(came.get(day, Told()) for day in period.weeks), strict=True))


def _content(during: QuerySet[Case]) -> float | None:
    said = during.exclude(satisfied=None).aggregate(mean=Avg("satisfied"), people=Count("writer", distinct=True))
    return said["mean"] if said["people"] >= FEWEST else None


def _top_issues(unit: Unit, during: QuerySet[Case]) -> list[TopIssue]:
    """
    Counted at the highest level within the unit to which they were raised.

    A line from below that speaks for fewer than five is left out, as on the issue's own page: the two would tell it.
    """
    grouped = during.filter(issue__isnull=False).values("issue_id", "about_unit_id", "writer")
    told, params = grouped.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(ISSUES % told, [*params, unit.pk, FEWEST, MOST_ISSUES])
        rows = cursor.fetchall()
    issues = Issue.objects.select_related("unit").in_bulk([pk for pk, *_counts in rows])
    return [TopIssue(issues[pk], *counted) for pk, *counted in rows]
