"""
What early warnings are made of, and who sees them.

Counted are people, not messages (see `writers`), and nobody's name is read. Left out are what was put aside, erased at
the writer's wish or reserved for designated handlers, thanks, advertising, and surveys, which are answers to a question
of ours. Sealed messages stand in tables that are not looked at.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from sumvay.accounts.models import User
from sumvay.feedback.fewest import FEWEST
from sumvay.feedback.models import Category, Handler, Warning
from sumvay.feedback.selectors.cases import units_handled_by
from sumvay.feedback.selectors.writers import writer_of
from sumvay.feedback.unusual import FORTNIGHT, FORTNIGHTS
from sumvay.feedback.who_reads import NATIONAL
from sumvay.org import permissions as org_permissions
from sumvay.org import selectors as org
from sumvay.org.models import FOREVER, Appointment, Unit

WATCHED = [Category.WAGES, Category.TET_BONUS, Category.INSURANCE, Category.SAFETY]
OPEN = [Warning.State.NEW, Warning.State.SEEN, Warning.State.ACTING]
WRITER = writer_of("told.phone", "told.email", "told.folded")
COUNTED = """
    told.put_aside_at IS NULL AND told.erased_at IS NULL AND NOT told.is_reserved
    AND told.kind NOT IN ('spam', 'cam_on') AND told.door <> 'sheet'
"""
# A name is one within a province or sector, and another enterprise's in the next: its branch is the highest unit above
# that is not the confederation
BRANCH = """
    SELECT DISTINCT ON (path.descendant_id) path.descendant_id AS unit_id, path.ancestor_id AS branch_id
    FROM org_unitpath path
        JOIN org_unit unit ON unit.id = path.ancestor_id JOIN org_unitkind kind ON kind.id = unit.kind_id
    WHERE path.valid_to = %(forever)s AND (kind.code <> %(national)s OR path.depth = 0)
        AND path.descendant_id IN (SELECT unit_id FROM told UNION SELECT unit_id FROM warned)
    ORDER BY path.descendant_id, path.depth DESC
"""
SPOKEN = f"""
    WITH told AS MATERIALIZED (
        SELECT told.id, told.unit_id, told.received_at, {WRITER} AS writer, named.*, subject.category
        FROM feedback_case told JOIN org_unit workplace ON workplace.id = told.about_unit_id
            CROSS JOIN LATERAL (VALUES
                ('enterprise', told.enterprise_key, coalesce(nullif(told.enterprise, ''), workplace.name)),
                ('place', told.place_key, told.place)) named (about, key, name)
            CROSS JOIN LATERAL unnest(told.categories) subject (category)
        WHERE told.received_at > %(since)s AND told.received_at <= %(now)s
            AND NOT (told.enterprise_key = '' AND told.place_key = '') AND {COUNTED}
            AND named.key <> '' AND subject.category = ANY(%(watched)s)
    ), warned AS (
        SELECT unit_id, about, key, category, made_at FROM feedback_warning WHERE made_at > %(since)s
    ), branch AS MATERIALIZED ({BRANCH}), warned_last AS (
        SELECT branch.branch_id, about, key, category, max(made_at) AS at
        FROM warned JOIN branch USING (unit_id) GROUP BY 1, 2, 3, 4
    )
    SELECT branch.branch_id, told.about, told.key, told.category, count(DISTINCT told.id), count(DISTINCT told.writer),
        array_agg(DISTINCT told.unit_id), mode() WITHIN GROUP (ORDER BY told.name)
    FROM told JOIN branch USING (unit_id) LEFT JOIN warned_last last ON last.branch_id = branch.branch_id
        AND (last.about, last.key, last.category) = (told.about, told.key, told.category)
    GROUP BY 1, 2, 3, 4
    HAVING count(DISTINCT told.writer) >= %(fewest)s AND %(fewest)s <=
        count(DISTINCT told.writer) FILTER (WHERE last.at IS NULL OR told.received_at > last.at)
    ORDER BY 1, 2, 3, 4
"""  # noqa: S608
# How many people spoke of each matter, by how many fortnights before the last one, and in all of them
PAST = f"""
    SELECT matter.nr, fortnight.back, count(DISTINCT {WRITER})
    FROM unnest(%(numbers)s::int[], %(branches)s::bigint[], %(keys)s::text[], %(categories)s::text[])
            matter (nr, branch_id, key, category)
        JOIN feedback_case told ON told.KEY = matter.key AND told.KEY <> '' CROSS JOIN LATERAL
            (SELECT floor(extract(epoch FROM %(since)s - told.received_at) / %(seconds)s)::int) fortnight (back)
    WHERE told.received_at > %(first)s AND told.received_at <= %(since)s
        AND told.categories @> ARRAY[matter.category::varchar] AND {COUNTED}
        AND EXISTS (SELECT FROM org_unitpath path WHERE path.ancestor_id = matter.branch_id
            AND path.descendant_id = told.unit_id AND path.valid_to = %(forever)s)
    GROUP BY GROUPING SETS ((1, 2), (1))
"""  # noqa: S608
PAST_OF = {"enterprise": PAST.replace("KEY", "enterprise_key"), "place": PAST.replace("KEY", "place_key")}
SINCE_WHEN = """
    SELECT unit.id, (SELECT received_at FROM feedback_case WHERE unit_id = unit.id ORDER BY received_at, id LIMIT 1)
    FROM unnest(%s::bigint[]) unit (id)
"""
# The common ancestors of some units are one line; the lowest is the nearest to any of them
LOWEST = """
    SELECT DISTINCT ON (asked.nr) asked.nr, path.ancestor_id
    FROM unnest(%(numbers)s::int[], %(units)s::bigint[], %(sizes)s::int[]) asked (nr, unit_id, size)
        JOIN org_unitpath path ON path.descendant_id = asked.unit_id AND path.valid_to = %(forever)s
    GROUP BY asked.nr, asked.size, path.ancestor_id HAVING count(*) = asked.size
    ORDER BY asked.nr, min(path.depth)
"""


@dataclass(frozen=True)
class Matter:
    """
    An enterprise or place and a subject of which five people at least wrote within 14 days, in one branch of the tree.

    `units` handle these messages; `past` holds how many people wrote in each fortnight before, the oldest first, as far
    back as these units were listening and 13 at most; `people_before` in any of the 13.
    """

    branch: int
    about: str
    key: str
    category: str
    cases: int
    people: int
    units: list[int]
    # As most of the messages write it, or the name of the union at the workplace
    name: str
    past: tuple[int, ...] = ()
    people_before: int = 0


def matters_spoken_of(*, now: datetime) -> list[Matter]:
    """What five people or more have spoken of within the last 14 days, and five or more since it was last warned of."""
    asked = {"since": now - FORTNIGHT, "now": now, "watched": WATCHED, "fewest": FEWEST, "national": NATIONAL}
    matters = [Matter(*row) for row in _rows(SPOKEN, {**asked, "forever": FOREVER})]
    past, listened = _past(matters, now), _listened(matters, now)
    return [
        replace(
            one,
            past=tuple(past.get((at, back), 0) for back in reversed(range(listened[at]))),
            people_before=past.get((at, None), 0),
        )
        for at, one in enumerate(matters)
    ]


def lowest_units_over(groups: Sequence[Collection[int]]) -> list[int]:
    """For each group of units the lowest one that has all of them at or below it."""
    asked = [(at, unit, len(units)) for at, units in enumerate(groups) for unit in units]
    lists = {name: [row[place] for row in asked] for place, name in enumerate(("numbers", "units", "sizes"))}
    found = dict(_rows(LOWEST, {**lists, "forever": FOREVER}))
    return [found[at] for at in range(len(groups))]


def levels_above(unit_ids: Collection[int], *, on: date) -> dict[int, int]:
    """For each unit the next one above with officers to work for it; the confederation looks after no workplaces."""
    staffed = Appointment.objects.filter(
        unit=OuterRef("ancestor_id"), post__in=org_permissions.ACTING, valid__contains=on, officer__is_active=True
    )
    above = org.paths_on(on).filter(Exists(staffed), descendant__in=unit_ids, depth__gt=0)
    nearest = above.exclude(ancestor__kind__code=NATIONAL).order_by("descendant_id", "depth").distinct("descendant_id")
    return dict(nearest.values_list("descendant_id", "ancestor_id"))


def officers_to_warn(unit: Unit, *, on: date) -> QuerySet[User]:
    """Who works for a unit, but for those marked there as tied to the employer."""
    tied = Handler.objects.filter(unit=unit, tied_to_employer=True, ended_on=None)
    officers = org.officers_of(unit, on=on, posts=org_permissions.ACTING)
    return officers.exclude(pk__in=tied.values("officer_id"))


def warnings_seen_by(officer: User, *, on: date) -> QuerySet[Warning]:
    """Warnings told to units whose messages an officer handles, but for those where tied to the employer; the newest
    first."""
    tied = Handler.objects.filter(officer=officer, tied_to_employer=True, ended_on=None)
    handled = units_handled_by(officer, on=on).exclude(pk__in=tied.values("unit_id")).values("pk")
    seen = Warning.objects.filter(Q(unit__in=handled) | Q(above__in=handled))
    return seen.select_related("unit", "above", "changed_by").order_by("-made_at", "-people", "-pk")


def newest_of_each(warnings: QuerySet[Warning]) -> QuerySet[Warning]:
    """Of each matter what was counted last; weeks before it stand on its page."""
    return warnings.filter(~Exists(_of_one_matter(OuterRef).filter(week__gt=OuterRef("week"))))


def weeks_before(warning: Warning) -> QuerySet[Warning]:
    """What was counted of the same matter in earlier weeks, the newest first."""
    return _of_one_matter(lambda name: getattr(warning, name)).filter(week__lt=warning.week).order_by("-week")


def _of_one_matter(value) -> QuerySet[Warning]:
    return Warning.objects.filter(unit=value("unit_id"), **{name: value(name) for name in ("about", "key", "category")})


def _past(matters: list[Matter], now: datetime) -> dict[tuple[int, int | None], int]:
    """How many people, by the number of the matter and of the fortnight: 0 is the one before the last, None all."""
    since = now - FORTNIGHT
    span = {"since": since, "first": since - FORTNIGHTS * FORTNIGHT, "seconds": FORTNIGHT.total_seconds()}
    found: dict[tuple[int, int | None], int] = {}
    for about, sql in PAST_OF.items():
        asked = [(at, one.branch, one.key, one.category) for at, one in enumerate(matters) if one.about == about]
        names = ("numbers", "branches", "keys", "categories")
        lists = {name: [row[place] for row in asked] for place, name in enumerate(names)}
        rows = _rows(sql, {**span, **lists, "forever": FOREVER})
        found |= {(at, back): people for at, back, people in rows}
    return found


def _listened(matters: list[Matter], now: datetime) -> list[int]:
    """For each matter, for how many whole fortnights before the last one its units have had messages."""
    began = dict(_rows(SINCE_WHEN, [sorted({unit for one in matters for unit in one.units})]))
    since = now - FORTNIGHT
    spans = [(since - min(began[unit] for unit in one.units)) // FORTNIGHT for one in matters]
    return [min(max(span, 0), FORTNIGHTS) for span in spans]


def _rows(sql: str, asked: dict | list) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return cursor.fetchall()
