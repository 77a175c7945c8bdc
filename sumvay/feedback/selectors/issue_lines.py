"""The line of an issue: what hangs below it, what it hangs below, how many people are behind it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import connection

from sumvay.feedback.fewest import FEWEST
from sumvay.feedback.models import Case, Issue
from sumvay.feedback.selectors.writers import writer_of

# UNION and not UNION ALL: a line that closed upon itself would still end
BELOW = f"""
    WITH RECURSIVE line AS (
        SELECT id AS root, id AS child, id, 0 AS depth FROM {Issue._meta.db_table} WHERE id = ANY(%s)
        UNION
        SELECT line.root, CASE line.depth WHEN 0 THEN below.id ELSE line.child END, below.id, line.depth + 1
        FROM {Issue._meta.db_table} below JOIN line ON below.above_id = line.id WHERE line.depth < 20
    )
"""  # noqa: S608
IN_LINE = f"{BELOW} SELECT id, min(depth) FROM line GROUP BY id ORDER BY 2, 1"  # noqa: S608
COUNTED = f"""{BELOW}
    SELECT line.root, line.child, count(told.id),
        count(DISTINCT {writer_of("told.phone", "told.email", "told.folded")}),
        count(DISTINCT told.about_unit_id)
    FROM line LEFT JOIN {Case._meta.db_table} told ON told.issue_id = line.id AND told.put_aside_at IS NULL
    GROUP BY line.root, line.child
"""  # noqa: S608


@dataclass
class Behind:
    """
    Who is behind an issue as the level that has it may know it.

    The level's own messages count as they are; a line raised from below counts once it speaks for five people, else it
    is one of the `veiled`.
    """

    cases: int = 0
    members: int = 0
    units: int = 0
    veiled: int = 0


def behind(pks: Collection[int]) -> dict[int, Behind]:
    """How many messages, members and units stand behind each issue, its own and those raised to it, at any depth."""
    found = {pk: Behind() for pk in pks}
    for root, child, cases, members, units in _rows(COUNTED, pks):
        told = found[root]
        if child != root and members < FEWEST:
            told.veiled += 1
            continue
        told.cases, told.members, told.units = told.cases + cases, told.members + members, told.units + units
    return found


def behind_raised(pks: Collection[int]) -> dict[int, Behind]:
    """The same of issues raised from below, each as the level above may know it."""
    found = {pk: Behind() for pk in pks}
    for root, _child, cases, members, units in _rows(COUNTED, pks):
        told = found[root]
        told.cases, told.members, told.units = told.cases + cases, told.members + members, told.units + units
    return {pk: told if told.members >= FEWEST else Behind(veiled=1) for pk, told in found.items()}


def line_below(pks: Iterable[int]) -> list[tuple[int, int]]:
    """The issues themselves and all that were raised to them: id and how deep below, the nearest first."""
    return _rows(IN_LINE, list(pks))


def line_above(issue: Issue) -> list[Issue]:
    """The issue and those it was raised to, level by level, the highest last."""
    line, seen = [issue], {issue.pk}
    while (above_id := line[-1].above_id) and above_id not in seen:
        line.append(Issue.objects.select_related("unit", "answered_unit").get(pk=above_id))
        seen.add(above_id)
    return line


def _rows(sql: str, pks: Collection[int]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(pks)])
        return cursor.fetchall()
