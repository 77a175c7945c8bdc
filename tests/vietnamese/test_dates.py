"""Dates are read as people write them and written as papers want them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumvay.vietnamese import NotADate, format_date, long_date, parse_date

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    [
        "25/01/2027",
        "25/1/2027",
        "25-01-2027",
        "25.01.2027",
        " 25 / 01 / 2027 ",
        "25/1/27",
        "2027-01-25",
        "ngày 25 tháng 01 năm 2027",
        "Ngày 25 tháng 1, năm 2027",
        "ngay 25 thang 1 nam 2027.",
        "25/1",
        "ngày 25/01",
        "ngày 25 tháng 01",
        "２５／０１／２０２７",
    ],
)
def test_a_day_is_read(text):
    assert parse_date(text, today=TODAY) == date(2027, 1, 25)


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("25/1", date(2027, 2, 3), date(2027, 1, 25)),
        ("20/12", date(2027, 1, 5), date(2026, 12, 20)),
        ("29/2", date(2027, 12, 1), date(2028, 2, 29)),
    ],
)
def test_without_a_year_the_nearest_day_is_meant(text, today, day):
    assert parse_date(text, today=today) == day


@pytest.mark.parametrize(
    "text", ["", "31/02/2027", "25", "tháng 1", "25/13", "29/2", "32/1", "25/01/2027 lúc 8h", "0/0", "2027-13-01"]
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(NotADate):
        parse_date(text, today=TODAY)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2027, 1, 9), "ngày 09 tháng 01 năm 2027"),
        (date(2027, 2, 10), "ngày 10 tháng 02 năm 2027"),
        (date(2027, 3, 9), "ngày 09 tháng 3 năm 2027"),
        (date(2027, 9, 30), "ngày 30 tháng 9 năm 2027"),
        (date(2027, 12, 1), "ngày 01 tháng 12 năm 2027"),
    ],
)
def test_papers_pad_days_below_ten_and_the_first_two_months(day, text):
    assert long_date(day) == text


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_what_is_written_is_read_back(day):
    assert parse_date(format_date(day), today=TODAY) == day
    assert parse_date(long_date(day), today=TODAY) == day
