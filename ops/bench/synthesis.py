"""What members wrote about in a period, added up: the messages of `triage` must be loaded."""

from django.utils import timezone

from ops.bench.timing import Row, counted, seconds, told
from ops.bench.triage import busiest
from sumvay.feedback import selectors
from sumvay.feedback.selectors.periods import MONTH, QUARTER, YEAR, period_of
from sumvay.feedback.selectors.synthesis import cases_told_of


def synthesis() -> list[Row]:
    """A month, a quarter and a year of the unit that has most."""
    unit, today = busiest(), timezone.localdate()
    rows = []
    for span in (MONTH, QUARTER, YEAR):
        period = period_of(span, today).before
        messages = cases_told_of(unit, period.before.since, period.until).count()
        taken = seconds(lambda period=period: selectors.synthesis_of(unit, period))
        queries = counted(lambda period=period: selectors.synthesis_of(unit, period))
        what = f"synthesis of a {span} with the one before, {messages:,} messages of {unit.name}"
        rows.append(Row(what, told(taken), f"{queries} queries", "10,000 in < 30 s"))
    return rows
