"""Dates as papers and people write them, and the lunar calendar of Vietnam."""

import re
from datetime import date

from django.utils.translation import gettext as _
from lunar_vn import LunarDate, lunar_to_solar, solar_to_lunar
from lunar_vn.can_chi import get_year_can_chi

from sumvay.errors import Refusal
from sumvay.vietnamese.letters import fold
from sumvay.vietnamese.numbers import LONGEST_ECHO

MONTH_NAMES = {1: "Giêng", 12: "Chạp"}
DAY_FIRST = re.compile(
    r"(?:ngay )?(\d{1,2})(?: ?[/.-] ?| thang )(\d{1,2})(?:(?: ?[/.-] ?| nam | ?, ?nam )(\d{4}|\d{2}))?"
)
YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


class NotADate(Refusal):
    """The text is not one day of the calendar."""


def format_date(day: date) -> str:
    """A day for reading: "09/01/2027"."""
    return f"{day:%d/%m}/{day.year:04d}"


def long_date(day: date) -> str:
    """
    The date line of a paper: "ngày 09 tháng 01 năm 2027".

    Decree 30/2020/NĐ-CP, appendix I: days below 10 and months 1 and 2 get a leading zero, months 3 to 9 do not.
    """
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def parse_date(text: str, *, today: date) -> date:
    """
    Read a day: "25/01/2027", "25-01-2027", "25/1", "ngày 25 tháng 01", "ngày 25 tháng 01 năm 2027", "2027-01-25".

    Without a year the one nearest to `today` is meant, before or after. Raises NotADate.
    """
    plain = fold(text).strip(" .,;")
    try:
        if found := YEAR_FIRST.fullmatch(plain):
            return date(*map(int, found.groups()))
        if found := DAY_FIRST.fullmatch(plain):
            return _day_first(*found.groups(), today=today)
    except ValueError:
        pass
    raise NotADate(
        _("“%(text)s” is not a date. Please type it like 25/01/2027.") % {"text": text.strip()[:LONGEST_ECHO]}
    )


def lunar(day: date) -> str:
    """The lunar date by the calendar of Vietnam (UTC+7): "23 tháng Chạp năm Bính Ngọ"; takes the years 1900 to 2100."""
    moon = solar_to_lunar(day)
    number = f"mùng {moon.day}" if moon.day <= 10 else str(moon.day)
    month = MONTH_NAMES.get(moon.month, str(moon.month)) + (" nhuận" if moon.leap else "")
    return f"{number} tháng {month} năm {get_year_can_chi(moon.year)}"


def tet_day(year: int) -> date:
    """The first day of the lunar year that begins in this solar year (mùng 1 Tết)."""
    return lunar_day(year, 1, 1)


def lunar_day(year: int, month: int, day: int) -> date:
    """The solar day of a day in an ordinary (not leap) lunar month."""
    return lunar_to_solar(LunarDate(day, month, year))


def _day_first(day: str, month: str, year: str | None, *, today: date) -> date:
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    candidates = []
    for near in (today.year - 1, today.year, today.year + 1):
        try:
            candidates.append(date(near, int(month), int(day)))
        except ValueError:  # 29 February of a common year
            continue
    return min(candidates, key=lambda d: abs(d - today))
