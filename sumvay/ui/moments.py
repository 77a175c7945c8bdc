"""Dates and times as officers say them: near ones in words, far ones in full."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sumvay.vietnamese.dates import format_date

NEAR_DAYS = 14
SOON_DAYS = 2


def format_moment(moment: datetime | None) -> str:
    """A moment for reading, in the local time: "16:05 18/01/2027"; None gives an empty text."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return f"{local:%H:%M} {format_date(local.date())}"


def due_words(due: date | datetime, *, now: datetime) -> str:
    """How far a due date or moment is: "hôm nay, 16:00", "còn 2 ngày", "quá hạn 3 ngày", far ones "hạn 25/01/2027"."""
    days = _days_until(due, now)
    if is_late(due, now=now):
        return _late_days(-days) if days else _late_today(due)
    if days <= 1:
        return _with_hour(_("tomorrow") if days else _("today"), due)
    if days <= NEAR_DAYS:
        return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}
    return _("due %(day)s") % {"day": format_date(_day(due))}


def due_tone(due: date | datetime, *, now: datetime) -> str:
    """The word for its colour: "late", "soon" (today, tomorrow and the day after) or nothing."""
    if is_late(due, now=now):
        return "late"
    return "soon" if _days_until(due, now) <= SOON_DAYS else ""


def is_late(due: date | datetime, *, now: datetime) -> bool:
    """A moment is late when it has passed, a day when it is over."""
    return due < now if isinstance(due, datetime) else _days_until(due, now) < 0


def ago_words(moment: datetime, *, now: datetime) -> str:
    """How long ago something was: "vừa xong", "5 phút trước", "hôm qua, 16:05", then "16:05 18/01/2027"."""
    passed, days = now - moment, -_days_until(moment, now)
    if timedelta(0) <= passed < timedelta(minutes=1):
        return _("just now")
    if timedelta(0) <= passed < timedelta(hours=1):
        minutes = passed.seconds // 60
        return ngettext("%(minutes)d minute ago", "%(minutes)d minutes ago", minutes) % {"minutes": minutes}
    if days in (0, 1):
        return _with_hour(_("yesterday") if days else _("today"), moment)
    return format_moment(moment)


def _day(due: date | datetime) -> date:
    return timezone.localtime(due).date() if isinstance(due, datetime) else due


def _days_until(due: date | datetime, now: datetime) -> int:
    return (_day(due) - timezone.localtime(now).date()).days


def _with_hour(word: str, due: date | datetime) -> str:
    return f"{word}, {timezone.localtime(due):%H:%M}" if isinstance(due, datetime) else word


def _late_days(days: int) -> str:
    return ngettext("%(days)d day late", "%(days)d days late", days) % {"days": days}


def _late_today(due: date | datetime) -> str:
    return _("late since %(hour)s") % {"hour": f"{timezone.localtime(due):%H:%M}"}
