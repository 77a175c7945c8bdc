"""Which days a synthesis speaks about."""

from datetime import date

import pytest
from django.http import QueryDict

from sumvay.feedback.forms.synthesis import PeriodForm
from sumvay.feedback.selectors.periods import period_of

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("span", "day", "since", "until", "before"),
    [
        ("month", date(2026, 1, 31), date(2026, 1, 1), date(2026, 1, 31), date(2025, 12, 1)),
        ("month", date(2026, 12, 5), date(2026, 12, 1), date(2026, 12, 31), date(2026, 11, 1)),
        ("quarter", date(2026, 11, 22), date(2026, 10, 1), date(2026, 12, 31), date(2026, 7, 1)),
        ("year", date(2026, 6, 1), date(2026, 1, 1), date(2026, 12, 31), date(2025, 1, 1)),
    ],
)
def test_a_period_is_that_of_the_calendar(span, day, since, until, before):
    period = period_of(span, day)
    assert (period.since, period.until, period.before.since) == (since, until, before)
    assert period.before.after == period


def test_a_year_is_made_of_quarters_and_these_of_months():
    year = period_of("year", date(2026, 6, 1))
    assert [part.since for part in year.parts] == [date(2026, month, 1) for month in (1, 4, 7, 10)]
    assert [part.until for part in year.parts[3].parts] == [date(2026, 10, 31), date(2026, 11, 30), date(2026, 12, 31)]
    assert year.parts[0].parts[0].parts == []
    assert year.parts[3].steps == [date(2026, month, 1) for month in (10, 11, 12)]


def test_the_month_that_is_over_is_offered():
    form = PeriodForm(QueryDict(), today=TODAY)
    assert form.is_valid()
    assert form.period == period_of("month", date(2026, 10, 1))


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("span=decade&since=2026-10-01", "span"),
        ("span=month&since=hôm qua", "since"),
        ("span=month&since=2027-01-01", "since"),
        ("span=year&since=0001-01-01", "since"),
        ("span=own&since=2026-10-01&until=2026-10-11", "span"),
    ],
)
def test_what_cannot_be_asked_is_told_and_the_last_month_shown(asked, field):
    form = PeriodForm(QueryDict(asked), today=TODAY)
    assert field in form.errors
    assert form.period == period_of("month", date(2026, 10, 1))
