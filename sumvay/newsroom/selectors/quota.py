"""
Which units sent what is expected of them in a month: a grassroots union of 100 members or more one item a month, the
unit above grassroots unions one item a week.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.utils.timezone import localdate, make_aware

from sumvay.newsroom.search_text import typed_words
from sumvay.newsroom.selectors.fees import following
from sumvay.org.models import Unit

LARGE = 100
MOST_BRANCHES = 12
# Each unit below that owes something or cannot be spoken of, once: with the newest figure of its members, the unit of
# the branch it lies in, and what it sent: items of the month, those published, and weeks in which it sent one or its
# desk published or lifted one. It is reckoned once, and gives both the sums and a page of lines.
QUOTA = """
WITH sent AS (
    SELECT unit_id,
        count(*) FILTER (WHERE sent_at >= %(since)s AND sent_at < %(until)s) AS items,
        count(*) FILTER (WHERE sent_at >= %(since)s AND sent_at < %(until)s AND state = 'published') AS published
    FROM newsroom_contribution
    WHERE sent_at >= %(since)s AND sent_at < %(until)s AND state NOT IN ('draft', 'withdrawn')
    GROUP BY unit_id
), active AS (
    SELECT unit_id, count(*) AS weeks FROM (
        SELECT unit_id, date_trunc('week', sent_at AT TIME ZONE %(zone)s) AS week FROM newsroom_contribution
        WHERE sent_at >= %(first)s AND sent_at < %(last)s AND state NOT IN ('draft', 'withdrawn')
        UNION SELECT desk_id, date_trunc('week', at AT TIME ZONE %(zone)s) FROM newsroom_contributionstep
        WHERE at >= %(first)s AND at < %(last)s AND (act = 'published' OR act = 'lifted')
    ) told GROUP BY unit_id
), sizes AS (
    SELECT DISTINCT ON (unit_id) unit_id, members FROM org_unitsize
    WHERE "on" <= %(on)s AND members IS NOT NULL ORDER BY unit_id, "on" DESC
), owed AS MATERIALIZED (
    SELECT u.id, u.sort_key, b.child_id AS branch_id, k.is_grassroots, z.members,
        coalesce(s.items, 0) AS items, coalesce(s.published, 0) AS published,
        CASE WHEN NOT k.is_grassroots THEN %(weeks)s WHEN z.members >= %(large)s THEN 1 ELSE 0 END AS asked,
        coalesce(CASE WHEN k.is_grassroots THEN s.items ELSE a.weeks END, 0) AS given,
        u.folded LIKE ALL (%(words)s::text[]) AS is_named
    FROM org_parentlink b
    JOIN org_unitpath p ON p.ancestor_id = b.child_id AND p.valid_from <= %(on)s AND p.valid_to > %(on)s
    JOIN org_unit u ON u.id = p.descendant_id JOIN org_unitkind k ON k.id = u.kind_id
    LEFT JOIN sizes z ON z.unit_id = u.id LEFT JOIN sent s ON s.unit_id = u.id
    LEFT JOIN active a ON a.unit_id = u.id
    WHERE b.parent_id = %(unit)s AND b.valid @> %(on)s::date AND (k.is_grassroots OR (
        SELECT true FROM org_parentlink l JOIN org_unit c ON c.id = l.child_id JOIN org_unitkind ck ON ck.id = c.kind_id
        WHERE l.parent_id = u.id AND l.valid @> %(on)s::date AND ck.is_grassroots LIMIT 1
    ))
), branches AS (
    SELECT branch_id, count(*) FILTER (WHERE asked > 0 AND given >= asked) AS met,
        count(*) FILTER (WHERE asked > given) AS wanting,
        coalesce(sum(items) FILTER (WHERE asked > 0), 0) AS items,
        coalesce(sum(published) FILTER (WHERE asked > 0), 0) AS published,
        count(*) FILTER (WHERE is_grassroots AND members IS NULL) AS unknown
    FROM owed GROUP BY branch_id
), wanted AS (
    SELECT * FROM owed
    WHERE asked > 0 AND is_named AND (%(which)s = '' OR (asked > given) = (%(which)s = 'missed'))
), page AS (
    SELECT *, row_number() OVER (ORDER BY greatest(asked - given, 0) DESC, sort_key, id) AS place FROM wanted
    ORDER BY greatest(asked - given, 0) DESC, sort_key, id LIMIT %(most)s OFFSET %(begin)s
)
SELECT (
    SELECT json_agg(json_build_array(u.name, met, wanting, items, published, unknown)
        ORDER BY wanting DESC, met DESC, u.sort_key, u.id)
    FROM branches JOIN org_unit u ON u.id = branch_id
), (
    SELECT json_agg(json_build_array(u.code, u.name, is_grassroots, members, asked, given, items, published)
        ORDER BY place)
    FROM page JOIN org_unit u ON u.id = page.id
), (SELECT count(*) FROM wanted)
"""
# The same of one unit, from the link to the unit above it
OF_ONE = QUOTA.replace("WHERE b.parent_id = %(unit)s", "WHERE b.child_id = %(unit)s AND u.id = %(unit)s")


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

    @property
    def missed(self) -> int:
        """How much is wanting."""
        return max(self.asked - self.given, 0)


class Branch(NamedTuple):
    """The units of a branch: how many gave what they owed, how many did not, of how many nobody knows the size."""

    name: str
    met: int
    wanting: int
    items: int
    published: int
    unknown: int


@dataclass(frozen=True)
class Quota:
    """
    What the units below a unit owed and gave, by the branches directly below it; the lines asked for, and how many
    there are of them on all pages.
    """

    branches: list[Branch]
    lines: list[Line]
    count: int

    def figures(self) -> dict[str, int]:
        """Units that owe something, those that missed something, items they sent and that were published."""
        sums = {name: sum(getattr(one, name) for one in self.branches) for name in Branch._fields[1:]}
        units = sums["met"] + sums["wanting"]
        return {"units": units, "missed": sums["wanting"], "items": sums["items"], "published": sums["published"]}

    @property
    def of_unknown_size(self) -> int:
        """Grassroots unions whose members nobody has counted."""
        return sum(one.unknown for one in self.branches)


def asked_in(month: datetime, *, today: date) -> Asked:
    """Weeks belong to the month in which their Sunday lies, so that each counts once; running ones do not count yet."""
    first, until = localdate(month), following(month)
    last = localdate(until) - timedelta(days=1)
    sunday = first + timedelta(days=6 - first.weekday())
    sundays = [sunday + timedelta(weeks=n) for n in range(6)]
    mondays = [one - timedelta(days=6) for one in sundays if one <= last and one < today]
    return Asked(month, until, max(min(last, today), first), mondays)


def quota_of(
    unit: Unit,
    month: datetime,
    *,
    today: date,
    which: str = "",
    text: str = "",
    begin: int = 0,
    most: int | None = None,
) -> Quota:
    """
    What the units below a unit owed and gave in a month, in one query; `month` is its first moment.

    Its lines are those that missed something ("missed"), that did not ("met"), or all, with the words of `text` in
    name or code, those wanting most first: at most `most` of them from the place `begin`, counted from 0.
    """
    words = [f"%{_as_written(word)}%" for word in typed_words(text)]
    asked = {"which": which if which in ("missed", "met") else "", "words": words, "begin": begin, "most": most}
    with connection.cursor() as cursor:
        cursor.execute(QUOTA, {**_span(unit, asked_in(month, today=today)), **asked})
        branches, lines, count = cursor.fetchone()
    return Quota([Branch(*row) for row in branches or ()], [Line(*row) for row in lines or ()], count)


def line_of(unit: Unit, month: datetime, *, today: date) -> Line | None:
    """What a unit itself owed and gave in a month; None of which nothing is expected."""
    asked = {"which": "", "words": [], "begin": 0, "most": 1}
    with connection.cursor() as cursor:
        cursor.execute(OF_ONE, {**_span(unit, asked_in(month, today=today)), **asked})
        _branches, lines, _count = cursor.fetchone()
    return Line(*lines[0]) if lines else None


def branches_shown(found: Quota) -> list[Branch]:
    """The branches with units that owe something; twelve at most, those most wanting first."""
    return [one for one in found.branches if one.met + one.wanting][:MOST_BRANCHES]


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
        "weeks": len(asked.mondays),
        "large": LARGE,
    }


def _as_written(word: str) -> str:
    """A word whose signs stand for themselves in LIKE."""
    return re.sub(r"([\\%_])", r"\\\1", word)


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, datetime.min.time()))
