"""Due hours are counted in working days of Vietnam."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumvay.campaigns.working_days import (
    VIETNAM,
    NoTimeLeft,
    add_working_days,
    is_working_day,
    propose_due,
    statutory_holidays,
)

OFF_2026 = {day for year in (2025, 2026, 2027) for day, _name in statutory_holidays(year)}
FRIDAY, SATURDAY, SUNDAY, MONDAY = date(2026, 12, 4), date(2026, 12, 5), date(2026, 12, 6), date(2026, 12, 7)


def at(day, hour, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=VIETNAM)


def test_offices_work_on_weekdays_that_are_no_holidays():
    assert is_working_day(FRIDAY, holidays=OFF_2026)
    assert not is_working_day(SATURDAY, holidays=OFF_2026)
    assert not is_working_day(date(2026, 11, 24), holidays=OFF_2026)


def test_a_saturday_swapped_for_a_working_day_counts():
    assert is_working_day(SATURDAY, holidays=OFF_2026, swapped_workdays={SATURDAY})
    assert add_working_days(FRIDAY, 1, holidays=OFF_2026, swapped_workdays={SATURDAY}) == SATURDAY


@pytest.mark.parametrize(
    ("start", "n", "day"),
    [
        (FRIDAY, 1, MONDAY),
        (FRIDAY, 5, date(2026, 12, 11)),
        (SATURDAY, 1, MONDAY),
        (MONDAY, -1, FRIDAY),
        (SUNDAY, -1, FRIDAY),
        (FRIDAY, 0, FRIDAY),
        (SATURDAY, 0, MONDAY),
        (date(2026, 11, 23), 1, date(2026, 11, 25)),
        (date(2027, 2, 3), 1, date(2027, 2, 11)),
        (date(2027, 2, 11), -1, date(2027, 2, 3)),
    ],
)
def test_working_days_are_added(start, n, day):
    assert add_working_days(start, n, holidays=OFF_2026) == day


@given(st.dates(date(2026, 1, 1), date(2027, 6, 1)), st.integers(-60, 60))
def test_the_n_working_days_lie_between(start, n):
    end = add_working_days(start, n, holidays=OFF_2026)
    assert is_working_day(end, holidays=OFF_2026)
    step = timedelta(days=1 if n > 0 else -1)
    passed = [start + step * k for k in range(1, abs((end - start).days) + 1)]
    if n:
        assert sum(is_working_day(day, holidays=OFF_2026) for day in passed) == abs(n)


@pytest.mark.parametrize(
    ("superior_due", "levels", "due"),
    [
        (at(date(2027, 1, 25), 16), 1, at(date(2027, 1, 22), 16)),
        (at(date(2027, 1, 25), 17), 0, at(date(2027, 1, 25), 16)),
        (at(date(2027, 1, 25), 9), 1, at(date(2027, 1, 21), 16)),
        (at(date(2027, 1, 27), 16), 2, at(date(2027, 1, 25), 16)),
        (at(date(2027, 1, 24), 17), 1, at(date(2027, 1, 21), 16)),
        (at(date(2027, 2, 12), 16), 2, at(date(2027, 2, 3), 16)),
    ],
)
def test_each_level_gets_one_working_day_before_the_superiors_hour(superior_due, levels, due):
    assert propose_due(superior_due, date(2027, 1, 4), holidays=OFF_2026, levels_below=levels) == due


def test_the_superiors_hour_is_read_in_vietnam_whatever_zone_it_comes_in():
    nine_utc = datetime(2027, 1, 25, 9, 0, tzinfo=UTC)
    assert propose_due(nine_utc, date(2027, 1, 4), holidays=OFF_2026, levels_below=0) == at(date(2027, 1, 25), 16)


def test_a_proposal_in_the_past_moves_to_the_next_working_day():
    due = propose_due(at(date(2027, 1, 25), 16), date(2027, 1, 22), holidays=OFF_2026, levels_below=3)
    assert due == at(date(2027, 1, 25), 16)


def test_nothing_is_proposed_when_the_superior_wants_it_before_the_next_working_day_ends():
    with pytest.raises(NoTimeLeft):
        propose_due(at(date(2027, 1, 25), 11), date(2027, 1, 22), holidays=OFF_2026, levels_below=1)


def test_a_superiors_hour_that_has_passed_leaves_no_time():
    with pytest.raises(NoTimeLeft):
        propose_due(at(date(2027, 1, 4), 16), date(2027, 1, 22), holidays=OFF_2026, levels_below=1)


def test_without_a_superiors_hour_ten_working_days_are_given():
    assert propose_due(None, date(2027, 1, 4), holidays=OFF_2026, levels_below=1) == at(date(2027, 1, 18), 16)
    assert propose_due(None, date(2027, 1, 28), holidays=OFF_2026, levels_below=1) == at(date(2027, 2, 18), 16)


@given(
    st.dates(date(2026, 1, 5), date(2027, 6, 1)),
    st.integers(0, 40),
    st.integers(0, 23),
    st.integers(0, 4),
    st.booleans(),
)
def test_a_proposal_is_a_working_day_after_issue_and_not_after_the_superior(issued_on, days, hour, levels, dated):
    superior_due = at(issued_on + timedelta(days=days), hour) if dated else None
    try:
        due = propose_due(superior_due, issued_on, holidays=OFF_2026, levels_below=levels)
    except NoTimeLeft:
        assert superior_due
        return
    assert is_working_day(due.date(), holidays=OFF_2026)
    assert due.date() > issued_on
    assert (due.hour, due.minute, due.utcoffset()) == (16, 0, timedelta(hours=7))
    assert superior_due is None or due <= superior_due


def named(year, name):
    return [day for day, text in statutory_holidays(year) if name in text]


def test_the_holidays_of_2027_are_those_of_the_notice():
    assert named(2027, "Tết Nguyên đán") == [date(2027, 2, day) for day in range(4, 11)]
    assert named(2027, "Giỗ Tổ") == [date(2027, 4, 16)]
    assert named(2027, "Quốc tế Lao động") == [date(2027, 5, 1), date(2027, 5, 3)]
    assert named(2027, "Quốc khánh") == [date(2027, 9, 2), date(2027, 9, 3)]
    assert named(2027, "Văn hóa") == [date(2027, 11, 24)]


def test_the_holidays_of_2026_are_those_of_the_notice():
    assert named(2026, "Tết Nguyên đán") == [date(2026, 2, day) for day in range(16, 21)]
    assert named(2026, "Giỗ Tổ") == [date(2026, 4, 26), date(2026, 4, 27)]
    assert named(2026, "Quốc khánh") == [date(2026, 9, 1), date(2026, 9, 2)]


def test_a_year_without_notice_has_tet_from_the_last_day_of_the_old_year_to_the_fourth():
    assert named(2030, "Tết Nguyên đán")[:5] == [date(2030, 2, day) for day in range(1, 6)]


def test_the_culture_day_begins_in_2026():
    assert named(2025, "Văn hóa") == []


@pytest.mark.parametrize("year", range(2000, 2101))
def test_each_day_stands_once_and_every_holiday_on_a_weekend_is_made_up(year):
    days = [day for day, _name in statutory_holidays(year)]
    assert days == sorted(set(days))
    weekends = sum(day.weekday() >= 5 for day in days)
    made_up = [day for day, name in statutory_holidays(year) if name.startswith("Nghỉ bù")]
    assert len(made_up) == weekends
    assert all(day.weekday() < 5 for day in made_up)
