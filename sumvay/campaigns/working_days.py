"""Working days in Vietnam: counting them, proposing a due hour, and the holidays that the law names."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from sumvay.errors import Refusal
from sumvay.vietnamese import lunar_day, tet_day

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
CLOSE_OF_DAY = time(16, 0)
DAYS_WITHOUT_SUPERIOR = 10
DAY = timedelta(days=1)


class Notice(NamedTuple):
    """What the yearly notice decides."""

    tet_from: date
    beside_national_day: date | None = None


# Notices 9441/TB-BNV (2025) and 10065/VPCP-KGVX (02/10/2026).
NOTICES = {
    2026: Notice(tet_from=date(2026, 2, 16), beside_national_day=date(2026, 9, 1)),
    2027: Notice(tet_from=date(2027, 2, 4), beside_national_day=date(2027, 9, 3)),
}


class NoTimeLeft(Refusal):
    """Nothing can be asked of lower units before the superior's hour."""


def is_working_day(day: date, *, holidays: Collection[date], swapped_workdays: Collection[date] = ()) -> bool:
    """Whether offices work: Monday to Friday without holidays, and weekend days swapped for working days."""
    return day in swapped_workdays or (day.weekday() < 5 and day not in holidays)


def add_working_days(day: date, n: int, *, holidays: Collection[date], swapped_workdays: Collection[date] = ()) -> date:
    """
    The n-th working day after `day` (before it when n is negative); `day` itself does not count.

    With n = 0 the day itself when offices work, else the next working day.
    """
    step = DAY if n >= 0 else -DAY
    left = abs(n)
    while left or not is_working_day(day, holidays=holidays, swapped_workdays=swapped_workdays):
        day += step
        left -= bool(left) and is_working_day(day, holidays=holidays, swapped_workdays=swapped_workdays)
    return day


def propose_due(
    superior_due: datetime | None,
    issued_on: date,
    *,
    holidays: Collection[date],
    levels_below: int,
    swapped_workdays: Collection[date] = (),
) -> datetime:
    """
    When lower units should report, for a letter that names no date.

    Backwards from the superior's hour (an aware datetime): the last 16:00 of a working day at or before it, less one
    working day to consolidate for each level below. Never before the working day after issue: a proposal that would
    be earlier moves there. Without a superior's hour: ten working days after issue, 16:00.
    Raises NoTimeLeft when even the next working day, 16:00, is later than the superior's hour.
    """
    calendar = {"holidays": holidays, "swapped_workdays": swapped_workdays}
    if superior_due is None:
        return _close_of(add_working_days(issued_on, DAYS_WITHOUT_SUPERIOR, **calendar))
    last_close = _last_close(superior_due.astimezone(VIETNAM), **calendar)
    earliest = add_working_days(issued_on, 1, **calendar)
    due = _close_of(max(earliest, add_working_days(last_close, -levels_below, **calendar)))
    if due > superior_due:
        hour = f"{superior_due.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
        raise NoTimeLeft(_("The superior wants the report by %(hour)s, too soon for lower units.") % {"hour": hour})
    return due


def statutory_holidays(year: int) -> list[tuple[date, str]]:
    """
    Days off with pay in a year, in order, with their Vietnamese names; rows for the table of holidays.

    Labour Code 2019, articles 111.3 (a holiday on a weekly day off is made up on the next working day) and 112;
    Vietnam Culture Day: resolution 28/2026/QH16, in force from 01/07/2026. The law leaves the five days of Tết and the
    day beside 2/9 to a yearly notice; before it, Tết is the day before mùng 1 to mùng 4 and that day is missing.
    """
    tet = tet_day(year)
    notice = NOTICES.get(year, Notice(tet_from=tet - DAY))
    days = [
        (date(year, 1, 1), "Tết Dương lịch"),
        *((notice.tet_from + n * DAY, "Tết Nguyên đán") for n in range(5)),
        (lunar_day(year, 3, 10), "Giỗ Tổ Hùng Vương"),
        (date(year, 4, 30), "Ngày Chiến thắng"),
        (date(year, 5, 1), "Ngày Quốc tế Lao động"),
        (date(year, 9, 2), "Quốc khánh"),
    ]
    if notice.beside_national_day:
        days.append((notice.beside_national_day, "Quốc khánh"))
    if year >= 2026:
        days.append((date(year, 11, 24), "Ngày Văn hóa Việt Nam"))
    return sorted(days + _made_up(sorted(days)))


def _made_up(days: list[tuple[date, str]]) -> list[tuple[date, str]]:
    taken = {day for day, _name in days}
    made_up = []
    for day, name in days:
        if day.weekday() >= 5:
            free = add_working_days(day, 0, holidays=taken)
            taken.add(free)
            made_up.append((free, f"Nghỉ bù: {name}"))
    return made_up


def _last_close(moment: datetime, *, holidays: Collection[date], swapped_workdays: Collection[date]) -> date:
    """The day of the last 16:00 of a working day at or before a moment."""
    day = moment.date() if moment.time() >= CLOSE_OF_DAY else moment.date() - DAY
    while not is_working_day(day, holidays=holidays, swapped_workdays=swapped_workdays):
        day -= DAY
    return day


def _close_of(day: date) -> datetime:
    return datetime.combine(day, CLOSE_OF_DAY, tzinfo=VIETNAM)
