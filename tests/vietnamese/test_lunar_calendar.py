"""The lunar calendar is that of Vietnam, which sometimes differs from China's."""

from datetime import date

import pytest

from sumvay.vietnamese import lunar, lunar_day, tet_day


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2027, 1, 30), "23 tháng Chạp năm Bính Ngọ"),
        (date(2027, 2, 5), "29 tháng Chạp năm Bính Ngọ"),
        (date(2027, 2, 6), "mùng 1 tháng Giêng năm Đinh Mùi"),
        (date(2026, 9, 25), "15 tháng 8 năm Bính Ngọ"),
        (date(2025, 8, 1), "mùng 8 tháng 6 nhuận năm Ất Tỵ"),
    ],
)
def test_a_day_has_its_lunar_name(day, text):
    assert lunar(day) == text


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1985, date(1985, 1, 21)),  # China: 20/02
        (2007, date(2007, 2, 17)),  # China: 18/02
        (2026, date(2026, 2, 17)),
        (2027, date(2027, 2, 6)),
        (2030, date(2030, 2, 2)),  # China: 03/02
    ],
)
def test_tet_is_the_vietnamese_one(year, day):
    assert tet_day(year) == day


def test_the_day_of_the_hung_kings():
    assert lunar_day(2027, 3, 10) == date(2027, 4, 16)
