"""Those who handle messages are reminded, each officer of one thing at one unit once a day."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sumvay.feedback import selectors
from sumvay.notifications import services as notifications


@transaction.atomic
def remind_handlers(*, now: datetime) -> int:
    """
    Each hour of a working day: tell handlers what lies aside that nobody has looked at. Says how many notices went out.

    Ringing again the same day tells nobody twice.
    """
    return _tell_unseen(now)


def _tell_unseen(now: datetime) -> int:
    today = localdate(now)
    tellings = (
        _telling(
            heap,
            ngettext(
                "%(count)d message lies aside at %(unit)s and nobody has looked at it.",
                "%(count)d messages lie aside at %(unit)s and nobody has looked at them.",
                heap.count,
            ),
            body=_("A machine laid them aside. Please bring back what members have written."),
            about=f"aside:{heap.unit.pk}:{today}",
            asked="&view=aside",
        )
        for heap in selectors.heaps_of(selectors.lying_unseen(), "put_aside_at", on=today)
    )
    return notifications.notify_each(tellings=tellings, kind="cases_aside", now=now)


def _telling(heap: selectors.Heap, title: str, *, body: str, about: str, asked: str = "") -> notifications.Telling:
    return notifications.Telling(
        officer=heap.officer,
        unit_id=heap.unit.pk,
        title=title % {"count": heap.count, "unit": heap.unit.name},
        body=body,
        path=f"{reverse('feedback:triage')}?unit={heap.unit.pk}{asked}",
        about=about,
    )
