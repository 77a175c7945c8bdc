"""Short texts in Vietnamese to paste into Zalo; always Vietnamese, whatever language the officer's screen speaks."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from sumvay.vietnamese import format_date


def group_text(*, title: str, issuer: str, due: datetime | date, link: str) -> str:
    """For the group chat of many units: what is asked, until when, and one link where each picks its own unit."""
    with override("vi"):
        return _(
            "%(issuer)s: %(title)s.\n"
            "Please report before %(due)s.\n"
            "Each unit opens the link, chooses its name and reports: %(link)s"
        ) % {"issuer": issuer, "title": _plain(title), "due": _until(due), "link": link}


def personal_text(*, officer_name: str, title: str, issuer: str, due: datetime | date, link: str) -> str:
    """For one officer: the same with a link that is only theirs."""
    with override("vi"):
        return _(
            "Dear comrade %(name)s,\n"
            "%(issuer)s asks your unit: %(title)s. Please report before %(due)s.\n"
            "Your unit's own link (no password, please do not pass it on): %(link)s"
        ) % {"name": officer_name, "issuer": issuer, "title": _plain(title), "due": _until(due), "link": link}


def reminder_text(*, officer_name: str, title: str, due: datetime | date, link: str) -> str:
    """For one officer who has not answered yet: a polite reminder."""
    with override("vi"):
        return _(
            "Dear comrade %(name)s,\n"
            "We have not yet received your unit's report on: %(title)s (due %(due)s). "
            "Three minutes on the phone are enough: %(link)s\n"
            "If something is in the way, please answer here. Thank you."
        ) % {"name": officer_name, "title": _plain(title), "due": _until(due), "link": link}


def _plain(title: str) -> str:
    return " ".join(title.split()).rstrip(" .,;:")


def _until(due: datetime | date) -> str:
    """ "16:00 ngày 25/01/2027", or the day alone when no hour is asked."""
    if not isinstance(due, datetime):
        return pgettext("deadline", "the end of %(day)s") % {"day": format_date(due)}
    here = timezone.localtime(due)
    return pgettext("deadline", "%(hour)s on %(day)s") % {"hour": f"{here:%H:%M}", "day": format_date(here.date())}
