"""Days to keep, by the sun and by the moon."""

from datetime import date, timedelta

import pytest

from sumvay.newsroom.observances import observances_between, short_lunar


def names_on(day):
    return [observance.name for observance in observances_between(day, day).get(day, [])]


@pytest.mark.parametrize(("day", "name"), [
    (date(2027, 2, 6), "Mùng 1 Tết Nguyên đán"),
    (date(2027, 2, 5), "Giao thừa"),
    (date(2027, 1, 30), "Ông Công, ông Táo"),
    (date(2026, 4, 26), "Giỗ Tổ Hùng Vương"),
    (date(2027, 4, 16), "Giỗ Tổ Hùng Vương"),
    (date(2026, 8, 27), "Rằm tháng Bảy, Vu lan"),
    (date(2026, 9, 25), "Tết Trung thu"),
    (date(2030, 2, 2), "Mùng 1 Tết Nguyên đán"),
    (date(2027, 7, 28), "Ngày thành lập Công đoàn Việt Nam"),
    (date(2027, 7, 27), "Ngày Thương binh - Liệt sĩ"),
    (date(2027, 5, 1), "Ngày Quốc tế Lao động"),
    (date(2027, 3, 8), "Ngày Quốc tế Phụ nữ"),
    (date(2026, 10, 20), "Ngày Phụ nữ Việt Nam"),
    (date(2026, 12, 22), "Ngày thành lập Quân đội nhân dân Việt Nam"),
])  # fmt: skip
def test_a_day_to_keep_stands_on_its_day(day, name):
    assert name in names_on(day)


@pytest.mark.parametrize("year", range(2020, 2041))
def test_every_year_has_each_observance_once_but_those_that_fall_between_years(year):
    days = observances_between(date(year, 1, 1), date(year, 12, 31))
    names = [observance.name for several in days.values() for observance in several]
    for name in ("Mùng 1 Tết Nguyên đán", "Giao thừa", "Giỗ Tổ Hùng Vương", "Tết Trung thu", "Quốc khánh"):
        assert names.count(name) == 1


def test_a_stretch_holds_both_its_ends_and_nothing_else():
    days = observances_between(date(2027, 7, 27), date(2027, 7, 28))
    assert list(days) == [date(2027, 7, 27), date(2027, 7, 28)]
    assert names_on(date(2027, 7, 29)) == []


@pytest.mark.parametrize(("day", "shown"), [
    (date(2027, 2, 6), "1/1"), (date(2027, 2, 7), "2"), (date(2027, 2, 5), "29"), (date(2025, 7, 25), "1/6 nhuận"),
])  # fmt: skip
def test_the_lunar_day_is_shown_small(day, shown):
    assert short_lunar(day) == shown


def test_the_moon_turns_a_day_at_a_time():
    first = date(2027, 1, 1)
    for number in range(400):
        today, tomorrow = (short_lunar(first + timedelta(days=number + more)) for more in (0, 1))
        assert tomorrow.startswith("1/") or int(tomorrow) == int(today.split("/")[0]) + 1
