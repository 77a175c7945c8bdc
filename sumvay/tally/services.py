"""Appending facts, folding them up the path, and carrying a branch's counts along when it moves."""

import logging
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import QuerySet

from sumvay.org.models import FOREVER, Unit
from sumvay.tally.models import TallyDelta

log = logging.getLogger(__name__)
FOLD_LOCK = 7_042_001
BACKLOG_ALARM = 200_000

# A unit's own rows stay as they are; what rises is added up at the parents first, which are few
FOLD = """
WITH taken AS (
    UPDATE tally_tallydelta SET folded = true WHERE id IN (
        SELECT id FROM tally_tallydelta WHERE NOT folded LIMIT %(limit)s
    ) RETURNING subject, unit_id, measures, amounts
), parents AS (
    SELECT t.subject, fact.measure, p.ancestor_id AS unit_id, sum(fact.amount) AS amount
    FROM taken t
    JOIN org_unitpath p ON p.descendant_id = t.unit_id AND p.valid_to = %(forever)s AND p.depth = 1
    CROSS JOIN unnest(t.measures, t.amounts) fact (measure, amount)
    GROUP BY 1, 2, 3
), risen AS (
    INSERT INTO tally_tally (subject, measure, unit_id, value)
    SELECT s.subject, s.measure, p.ancestor_id, sum(s.amount)
    FROM parents s JOIN org_unitpath p ON p.descendant_id = s.unit_id AND p.valid_to = %(forever)s
    GROUP BY 1, 2, 3
    ON CONFLICT (subject, measure, unit_id) DO UPDATE SET value = tally_tally.value + excluded.value
)
SELECT count(*) FROM taken
"""

SETTLE = """
WITH chosen (id) AS MATERIALIZED ({units}), own AS (
    INSERT INTO tally_tallydelta (subject, unit_id, measures, amounts, folded)
    SELECT %s, id, ARRAY[%s], ARRAY[1], true FROM chosen
)
INSERT INTO tally_tally (subject, measure, unit_id, value)
SELECT %s, %s, p.ancestor_id, count(*)
FROM chosen JOIN org_unitpath p ON p.descendant_id = chosen.id AND p.valid_to = %s AND p.depth > 0
GROUP BY p.ancestor_id
"""

CARRY = """
WITH branch AS (
    SELECT subject, measure, value FROM tally_tally WHERE unit_id = %(unit)s
    UNION ALL
    SELECT subject, fact.measure, fact.amount
    FROM tally_tallydelta, unnest(measures, amounts) fact (measure, amount) WHERE unit_id = %(unit)s AND folded
)
INSERT INTO tally_tally (subject, measure, unit_id, value)
SELECT subject, measure, gainer.id, sum(value) * %(sign)s
FROM branch CROSS JOIN unnest(%(ancestors)s::bigint[]) gainer (id)
GROUP BY 1, 2, 3
ON CONFLICT (subject, measure, unit_id) DO UPDATE SET value = tally_tally.value + excluded.value
"""


class Fact(NamedTuple):
    """One change of one measure at one unit."""

    measure: str
    unit_id: int
    amount: Decimal | int


def append_facts(*, subject: str, facts: Iterable[Fact]) -> None:
    """Write facts about a subject down, in the caller's transaction; nothing is added up here."""
    by_unit: dict[int, dict[str, Decimal | int]] = {}
    for fact in facts:
        own = by_unit.setdefault(fact.unit_id, {})
        own[fact.measure] = own.get(fact.measure, 0) + fact.amount
    changed = {unit_id: {m: a for m, a in own.items() if a} for unit_id, own in by_unit.items()}
    # Each measure once a row: readers look a measure up by its place
    TallyDelta.objects.bulk_create(
        TallyDelta(subject=subject, unit_id=unit_id, measures=list(own), amounts=list(own.values()))
        for unit_id, own in changed.items()
        if own
    )


@transaction.atomic
def settle_new_subject(*, subject: str, measure: str, units: QuerySet[Unit]) -> None:
    """Count one for each of `units` under a subject nobody else counts yet, settled at once for all ancestors."""
    sql, parameters = units.order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        # The queryset brings its parameters by place, so ours come by place too
        cursor.execute(SETTLE.format(units=sql), (*parameters, subject, measure, subject, measure, FOREVER))


@transaction.atomic
def fold_deltas(*, limit: int = 20_000) -> int:
    """Fold the oldest facts into the tallies of every ancestor; returns how many, 0 when another folds now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [FOLD_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(FOLD, {"limit": limit, "forever": FOREVER})
        return cursor.fetchone()[0]


def fold_all(*, most_rounds: int = 50) -> int:
    """Fold until nothing waits or the rounds are used up; shouts in the log when too much waits."""
    folded = 0
    for _round in range(most_rounds):
        count = fold_deltas()
        folded += count
        if not count:
            return folded
    waiting = TallyDelta.objects.filter(folded=False).count()
    if waiting > BACKLOG_ALARM:
        log.error("tally backlog", extra={"waiting": waiting})
    return folded


@transaction.atomic
def move_branch(*, unit_id: int, old_ancestor_ids: Iterable[int], new_ancestor_ids: Iterable[int]) -> None:
    """Take a branch's settled counts from the ancestors it leaves and give them to those it joins.

    Runs under the folder's lock. Facts not folded yet need nothing: they will rise along the new path.
    """
    old, new = set(old_ancestor_ids), set(new_ancestor_ids)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FOLD_LOCK])
        for sign, ancestors in ((-1, old - new), (1, new - old)):
            cursor.execute(CARRY, {"sign": sign, "ancestors": sorted(ancestors), "unit": unit_id})
