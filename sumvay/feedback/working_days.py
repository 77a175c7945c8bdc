"""Working days, Monday to Friday; public holidays count as working days, so a promise is never too late."""

from datetime import date, timedelta

SATURDAY = 5


def working_days_after(day: date, number: int) -> date:
    """The day that lies so many working days after `day`."""
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < SATURDAY
    return day
