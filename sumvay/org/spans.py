"""Spans of days as the database keeps them: from a day on, and until a day."""

from datetime import date

from django.contrib.postgres.fields import DateRangeField
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import DateField, F, Func, Value
from django.db.models.functions import Greatest


def since(on: date) -> DateRange:
    """From a day on, with no end in sight."""
    return DateRange(on, None)


def ended(column: str, on: date) -> Func:
    """The value of a span column that now ends before a day; empty when it had not begun by then."""
    first = Func(F(column), function="lower", output_field=DateField())
    last = Greatest(first, Value(on, output_field=DateField()))
    return Func(first, last, function="daterange", output_field=DateRangeField())
