"""The closure of the parent links, kept true by set-based SQL; only the services that write links may call this."""

from collections.abc import Sequence
from datetime import date

from django.db import connection

from sumvay.org.models import FOREVER

# Any fixed number: writers of the tree take turns, so two moves can never close a circle between them.
TREE_LOCK = 7_302_026

GROW = """
INSERT INTO org_unitpath (ancestor_id, descendant_id, depth, valid_from, valid_to)
SELECT %(unit)s, %(unit)s, 0, %(on)s, %(forever)s
UNION ALL
SELECT ancestor_id, %(unit)s, depth + 1, greatest(valid_from, %(on)s), valid_to
FROM org_unitpath WHERE descendant_id = %(parent)s AND valid_to > %(on)s
"""
CROSSING = """
descendant_id IN (SELECT descendant_id FROM org_unitpath WHERE ancestor_id = %(unit)s AND valid_to = %(forever)s)
AND ancestor_id IN
    (SELECT ancestor_id FROM org_unitpath WHERE descendant_id = %(unit)s AND depth > 0 AND valid_to = %(forever)s)
AND valid_to = %(forever)s
"""
FORGET_CROSSING = f"DELETE FROM org_unitpath WHERE valid_from >= %(on)s AND {CROSSING}"  # noqa: S608
CLOSE_CROSSING = f"UPDATE org_unitpath SET valid_to = %(on)s WHERE {CROSSING}"  # noqa: S608
JOIN_BRANCH = """
INSERT INTO org_unitpath (ancestor_id, descendant_id, depth, valid_from, valid_to)
SELECT above.ancestor_id, below.descendant_id, above.depth + below.depth + 1, %(on)s, %(forever)s
FROM org_unitpath above, org_unitpath below
WHERE above.descendant_id = %(parent)s AND above.valid_to = %(forever)s
  AND below.ancestor_id = %(unit)s AND below.valid_to = %(forever)s
"""
LAST_CHANGE = """
SELECT max(CASE WHEN valid_to < %(forever)s THEN valid_to ELSE valid_from END)
FROM org_unitpath
WHERE (valid_from > %(on)s OR (valid_to > %(on)s AND valid_to < %(forever)s))
  AND descendant_id IN (
    SELECT descendant_id FROM org_unitpath WHERE ancestor_id = %(unit)s AND valid_to > %(on)s
    UNION ALL SELECT %(parent)s::bigint)
"""
# Each step keeps only the days both the path so far and the next link are valid: the whole history in one walk.
GROW_MANY = """
INSERT INTO org_unitpath (descendant_id, ancestor_id, depth, valid_from, valid_to)
WITH RECURSIVE path (descendant_id, ancestor_id, depth, valid_from, valid_to) AS (
  SELECT id, id, 0, lower(lifetime), coalesce(upper(lifetime), %(forever)s)
  FROM org_unit WHERE id BETWEEN %(first)s AND %(last)s
  UNION ALL
  SELECT p.descendant_id, l.parent_id, p.depth + 1,
         greatest(p.valid_from, lower(l.valid)), least(p.valid_to, coalesce(upper(l.valid), %(forever)s))
  FROM path p JOIN org_parentlink l
    ON l.child_id = p.ancestor_id
   AND lower(l.valid) < p.valid_to AND coalesce(upper(l.valid), %(forever)s) > p.valid_from
)
SELECT descendant_id, ancestor_id, depth, valid_from, valid_to FROM path
"""


def hold_tree() -> None:
    """Wait for any other change of the tree and keep others waiting until this transaction ends."""
    _run("SELECT pg_advisory_xact_lock(%(lock)s)", lock=TREE_LOCK)


def grow(unit_id: int, parent_id: int | None, on: date) -> None:
    """Open the paths of a new unit without children, from itself and from everything above its parent."""
    _run(GROW, unit=unit_id, parent=parent_id, on=on)


def grow_many(first_id: int, last_id: int) -> None:
    """Open the paths of every unit with an id from FIRST_ID to LAST_ID, whose links are already written."""
    _run(GROW_MANY, first=first_id, last=last_id)


def move(unit_id: int, parent_id: int, on: date) -> None:
    """Close the paths between a branch and what it leaves, open those to what it joins; ON is the first new day."""
    _run(FORGET_CROSSING, unit=unit_id, on=on)
    _run(CLOSE_CROSSING, unit=unit_id, on=on)
    _run(JOIN_BRANCH, unit=unit_id, parent=parent_id, on=on)


def cut(unit_id: int, on: date) -> None:
    """Close every open path of a unit without children; ON is the first day without it."""
    _run("DELETE FROM org_unitpath WHERE descendant_id = %(unit)s AND valid_from >= %(on)s", unit=unit_id, on=on)
    _run(
        "UPDATE org_unitpath SET valid_to = %(on)s WHERE descendant_id = %(unit)s AND valid_to = %(forever)s",
        unit=unit_id,
        on=on,
    )


def last_change_after(unit_id: int, parent_id: int | None, on: date) -> date | None:
    """The day of the last change in the branch of a unit, or above a parent, that came after ON; None when none did."""
    return _run(LAST_CHANGE, unit=unit_id, parent=parent_id, on=on)[0][0]


def _run(statement: str, **values) -> Sequence[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"forever": FOREVER, **values})
        return cursor.fetchall() if cursor.description else []
