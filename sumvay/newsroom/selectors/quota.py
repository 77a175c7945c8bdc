"""
Which units sent what is expected of them in a month: a grassroots union of 100 members or more one item a month, the
unit above grassroots unions one item a week.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.utils.timezone import localdate, make_aware

from sumvay.newsroom.selectors.fees import following
from sumvay.org.models import Unit

LARGE = 100
MOST_BRANCHES = 12
# Each unit below once, with the newest figure of its members, whether grassroots unions stand directly below it, the
# unit of the branch it lies in, and what it sent: items of the month, those published, and weeks with an item
BELOW = """
WITH below AS (
    SELECT u.id, u.code, u.name, u.sort_key, k.is_grassroots, up.ancestor_id AS branch_id, EXISTS (
        SELECT FROM org_parentlink l JOIN org_unit c ON c.id = l.child_id JOIN org_unitkind ck ON ck.id = c.kind_id
        WHERE l.parent_id = u.id AND l.valid @> %(on)s::date AND ck.is_grassroots
    ) AS stands_over, (
        SELECT members FROM org_unitsize z WHERE z.unit_id = u.id AND z."on" <= %(on)s AND z.members IS NOT NULL
        ORDER BY z."on" DESC LIMIT 1
    ) AS members
    FROM org_unitpath p JOIN org_unit u ON u.id = p.descendant_id JOIN org_unitkind k ON k.id = u.kind_id
    JOIN org_unitpath up ON up.descendant_id = u.id AND up.depth = p.depth - 1
        AND up.valid_from <= %(on)s AND up.valid_to > %(on)s
    WHERE p.ancestor_id = %(unit)s AND p.depth > 0 AND p.valid_from <= %(on)s AND p.valid_to > %(on)s
), sent AS (
    SELECT unit_id,
        count(*) FILTER (WHERE sent_at >= %(since)s AND sent_at < %(until)s) AS items,
        count(*) FILTER (WHERE sent_at >= %(since)s AND sent_at < %(until)s AND state = 'published') AS published,
        count(DISTINCT date_trunc('week', sent_at AT TIME ZONE %(zone)s))
            FILTER (WHERE sent_at >= %(first)s AND sent_at < %(last)s) AS weeks
    FROM newsroom_contribution
    WHERE sent_at >= LEAST(%(since)s, %(first)s) AND sent_at < %(until)s AND state NOT IN ('draft', 'withdrawn')
    GROUP BY unit_id
)
SELECT b.code, b.name, b.is_grassroots, b.stands_over, b.members, coalesce(s.items, 0), coalesce(s.published, 0),
    coalesce(s.weeks, 0), branch.name
FROM below b LEFT JOIN sent s ON s.unit_id = b.id JOIN org_unit branch ON branch.id = b.branch_id
WHERE b.is_grassroots OR b.stands_over
ORDER BY b.sort_key, b.id
"""


@dataclass(frozen=True)
class Asked:
    """A month as the quota counts it: the day whose tree and sizes hold, and the Mondays of the weeks that are over."""

    since: datetime
    until: datetime
    on: date
    mondays: list[date]


class Line(NamedTuple):
    """What one unit owed and gave: items for a grassroots union, weeks with an item for a unit above such unions."""

    code: str
    name: str
    is_grassroots: bool
    members: int | None
    asked: int
    given: int
    items: int
    published: int
    branch: str

    @property
    def missed(self) -> int:
        """How much is wanting."""
        return max(self.asked - self.given, 0)


@dataclass(frozen=True)
class Quota:
    """The lines of all units that owe something, those wanting most first, and how many nobody can speak of."""

    lines: list[Line]
    of_unknown_size: int

    def figures(self) -> dict[str, int]:
        """Units, those that missed something, items sent and published."""
        return {
            "units": len(self.lines),
            "missed": sum(line.missed > 0 for line in self.lines),
            "items": sum(line.items for line in self.lines),
            "published": sum(line.published for line in self.lines),
        }

    def only(self, which: str) -> list[Line]:
        """The lines that missed something ("missed"), that did not ("met"), or all."""
        wanted = {"missed": True, "met": False}
        return [line for line in self.lines if which not in wanted or (line.missed > 0) == wanted[which]]


def asked_in(month: datetime, *, today: date) -> Asked:
    """Weeks belong to the month in which their Sunday lies, so that each counts once; running ones do not count yet."""
    first, until = localdate(month), following(month)
    last = localdate(until) - timedelta(days=1)
    sunday = first + timedelta(days=6 - first.weekday())
    sundays = [sunday + timedelta(weeks=n) for n in range(6)]
    mondays = [one - timedelta(days=6) for one in sundays if one <= last and one < today]
    return Asked(month, until, max(min(last, today), first), mondays)


def quota_of(unit: Unit, month: datetime, *, today: date) -> Quota:
    """What the units below a unit owed and gave in a month; `month` is its first moment. One query, however many."""
    asked = asked_in(month, today=today)
    with connection.cursor() as cursor:
        cursor.execute(BELOW, _span(unit, asked))
        rows = cursor.fetchall()
    lines = [_line(row, len(asked.mondays)) for row in rows]
    owing = sorted((line for line in lines if line.asked), key=lambda line: -line.missed)
    return Quota(owing, sum(line.is_grassroots and line.members is None for line in lines))


def by_branch(lines: Iterable[Line]) -> list[dict]:
    """The lines by the unit directly below in whose branch they lie; twelve at most, those most wanting first."""
    branches: dict[str, dict] = defaultdict(lambda: {"met": 0, "wanting": 0, "total": 0})
    for line in lines:
        branch = branches[line.branch]
        branch["wanting" if line.missed else "met"] += 1
        branch["total"] += line.items
    rows = [{"branch": name, **counted} for name, counted in branches.items()]
    return sorted(rows, key=lambda row: (-row["wanting"], -row["met"]))[:MOST_BRANCHES]


def _line(row: tuple, weeks_asked: int) -> Line:
    code, name, is_grassroots, _stands_over, members, items, published, weeks, branch = row
    is_large = members is not None and members >= LARGE
    asked = int(is_large) if is_grassroots else weeks_asked
    given = items if is_grassroots else weeks
    return Line(code, name, is_grassroots, members, asked, given, items, published, branch)


def _span(unit: Unit, asked: Asked) -> dict:
    first = asked.mondays[0] if asked.mondays else asked.on
    last = asked.mondays[-1] + timedelta(days=7) if asked.mondays else asked.on
    return {
        "unit": unit.pk,
        "on": asked.on,
        "since": asked.since,
        "until": asked.until,
        "first": _midnight(first),
        "last": _midnight(last),
        "zone": settings.TIME_ZONE,
    }


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, datetime.min.time()))
