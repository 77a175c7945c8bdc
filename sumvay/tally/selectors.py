"""What has been counted, own, settled and fresh read in one statement so that no reader sees a count go backwards."""

from collections.abc import Iterable
from decimal import Decimal

from django.db import connection

from sumvay.org.models import FOREVER

# Each fresh fact climbs its own path, one look-up in `path_up`; asked for its place among all the units wanted, it
# would be looked up once for each of them, and asked from above, a nation's 476,669 paths would be read
TOTALS = """
WITH risen AS MATERIALIZED (
    SELECT above.ancestor_id AS unit_id, fresh.measures, fresh.amounts
    FROM tally_tallydelta fresh, LATERAL (
        SELECT p.ancestor_id FROM org_unitpath p
        WHERE p.descendant_id = fresh.unit_id AND p.valid_to = %(forever)s
        OFFSET 0
    ) above
    WHERE fresh.subject = %(subject)s AND NOT fresh.folded AND above.ancestor_id = ANY(%(units)s)
)
SELECT unit_id, measure, sum(value) FROM (
    SELECT unit_id, measure, value FROM tally_tally
    WHERE subject = %(subject)s AND unit_id = ANY(%(units)s)
      AND (%(measures)s::text[] IS NULL OR measure = ANY(%(measures)s))
    UNION ALL
    SELECT unit_id, fact.measure, fact.amount FROM tally_tallydelta, unnest(measures, amounts) fact (measure, amount)
    WHERE unit_id = ANY(%(units)s) AND subject = %(subject)s AND folded
      AND (%(measures)s::text[] IS NULL OR fact.measure = ANY(%(measures)s))
    UNION ALL
    {fresh}
) counted GROUP BY unit_id, measure
"""
ALL_FRESH = "SELECT unit_id, fact.measure, fact.amount FROM risen, unnest(measures, amounts) fact (measure, amount)"
# A screen that shows two measures looks each up in a report's row of twenty instead of opening them all
SOME_FRESH = """
    SELECT unit_id, asked.measure, amounts[array_position(measures, asked.measure)]
    FROM risen, unnest(%(measures)s::varchar[]) asked (measure)
    WHERE measures @> ARRAY[asked.measure]
"""


def totals(
    *, subject: str, unit_ids: Iterable[int], measures: list[str] | None = None
) -> dict[int, dict[str, Decimal]]:
    """Sums over each unit and all below it: {unit id: {measure: value}}; what was never counted is absent.

    `measures` limits what is added up to what a screen shows.
    """
    with connection.cursor() as cursor:
        asked = {"subject": subject, "units": list(unit_ids), "measures": measures, "forever": FOREVER}
        cursor.execute(TOTALS.format(fresh=ALL_FRESH if measures is None else SOME_FRESH), asked)
        found: dict[int, dict[str, Decimal]] = {}
        for unit_id, measure, value in cursor.fetchall():
            found.setdefault(unit_id, {})[measure] = value
    return found
