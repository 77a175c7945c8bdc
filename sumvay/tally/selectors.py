"""What has been counted, settled and fresh read in one statement so that no reader sees a count go backwards."""

from collections.abc import Iterable
from decimal import Decimal

from django.db import connection

from sumvay.org.models import FOREVER

TOTALS = """
SELECT unit_id, measure, sum(value) FROM (
    SELECT unit_id, measure, value FROM tally_tally WHERE subject = %(subject)s AND unit_id = ANY(%(units)s)
    UNION ALL
    SELECT p.ancestor_id, d.measure, d.amount
    FROM tally_tallydelta d JOIN org_unitpath p ON p.descendant_id = d.unit_id AND p.valid_to = %(forever)s
    WHERE d.subject = %(subject)s AND p.ancestor_id = ANY(%(units)s)
) counted GROUP BY unit_id, measure
"""


def totals(*, subject: str, unit_ids: Iterable[int]) -> dict[int, dict[str, Decimal]]:
    """Sums over each unit and all below it: {unit id: {measure: value}}; what was never counted is absent."""
    with connection.cursor() as cursor:
        cursor.execute(TOTALS, {"subject": subject, "units": list(unit_ids), "forever": FOREVER})
        found: dict[int, dict[str, Decimal]] = {}
        for unit_id, measure, value in cursor.fetchall():
            found.setdefault(unit_id, {})[measure] = value
    return found
