"""What waits in the confidential lane is not forgotten: its readers are reminded, and leaders where it needs them."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.feedback.models import Box
from sumvay.feedback.selectors import sealed as selectors
from sumvay.notifications import services as notifications

# A message of which nobody has said a word for so long
PATIENCE = timedelta(days=3)
MONDAY = 0


@transaction.atomic
def remind_of_sealed(*, now: datetime) -> int:
    """
    Every night: leaders learn of messages that wait for the spare key; on Mondays readers learn that one of theirs is
    still as it came. Says how many notices went out.

    Always at the same hour, and by the week: not how many, nor when one was written.
    """
    today = localdate(now)
    readers = _remind_readers(now) if today.weekday() == MONDAY else 0
    return readers + sum(_tell_leaders(box, now) for box in selectors.boxes_waiting_for_escrow(on=today))


def _remind_readers(now: datetime) -> int:
    today = localdate(now)
    return notifications.notify_officers(
        officers=selectors.readers_of_unmoved(since=today - PATIENCE, on=today),
        kind="sealed_waiting",
        title=_("A confidential message still waits"),
        body=_("Please open the sealed messages with your passphrase, answer, and say how they stand."),
        path=reverse("feedback:sealed"),
        about=_week("sealed_waiting", today),
        now=now,
    )


def _tell_leaders(box: Box, now: datetime) -> int:
    return notifications.notify_officers(
        officers=[box.first_leader.officer, box.second_leader.officer],
        kind="sealed_escrow",
        title=_("Confidential messages of %(unit)s wait for the two leaders") % {"unit": box.unit.name},
        body=_("The two leaders who hold the spare key open it together, so that the handlers of today can read them."),
        path=reverse("feedback:sealed_box", args=[box.unit_id]),
        about=_week(f"sealed_escrow:{box.pk}", localdate(now)),
        now=now,
        unit=box.unit,
    )


def _week(what: str, day: date) -> str:
    year, week, _day = day.isocalendar()
    return f"{what}:{year}-{week}"
