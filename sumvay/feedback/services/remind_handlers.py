"""Those who handle messages are reminded, each officer of one thing at one unit once a day."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sumvay.feedback import selectors
from sumvay.feedback.models import Case
from sumvay.feedback.services.remind_of_rights import remind_of_rights
from sumvay.feedback.services.send_answer import moment
from sumvay.notifications import services as notifications

# Looks are hourly from eight to sixteen. The first tells what waits; the last reaches to noon of the next day, for
# what falls due in the night; those between tell three hours ahead
FIRST_LOOK, LAST_LOOK = 8, 16
AHEAD = timedelta(hours=3)
TO_NOON = timedelta(hours=17)
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
# Letters are tried for a day, and most come back within another
A_WEEK = timedelta(days=7)


def remind_handlers(*, now: datetime) -> int:
    """
    Each hour of the day's work: tell handlers how many messages wait for a word, which fall due soon, what lies aside
    that nobody has looked at, which answers did not arrive, and which requests about personal data are owed an answer.
    Says how many notices went out.

    Ringing again within the hour tells nobody twice. What one of these meets keeps none of the others from being told;
    it is raised when they are.
    """
    told: list[int] = []
    with ExitStack() as parts:
        for part in (_tell_waiting, _tell_due_soon, _tell_unseen, _tell_returned, _tell_rights):
            parts.callback(_by_itself, part, now, told)
    return sum(told)


def _by_itself(part: Callable[[datetime], int], now: datetime, told: list[int]) -> None:
    with transaction.atomic():
        told.append(part(now))


def _tell_rights(now: datetime) -> int:
    return remind_of_rights(now=now)


def _tell_waiting(now: datetime) -> int:
    """Once a day: what has come in and what is owed within a day."""
    today = localdate(now)
    waiting = selectors.owing_a_word().filter(Q(state=Case.State.RECEIVED) | Q(due_at__lt=now + A_DAY))
    waiting = _where_new(waiting, "received_at", now)
    tellings = (
        _telling(
            heap,
            ngettext(
                "%(count)d message of a member waits for a word of %(unit)s.",
                "%(count)d messages of members wait for a word of %(unit)s.",
                heap.count,
            ),
            body=_owed(heap.first, now),
            about=f"waiting:{heap.unit.pk}:{today}",
        )
        for heap in selectors.heaps_of(waiting, "due_at", on=today)
    )
    return notifications.notify_each(tellings=tellings, kind="cases_waiting", now=now)


def _tell_due_soon(now: datetime) -> int:
    """Each message once, some hours before its word is owed."""
    look = _look(now)
    if look.hour <= FIRST_LOOK:
        return 0
    begin = look + AHEAD
    until = begin + (TO_NOON if look.hour >= LAST_LOOK else AN_HOUR)
    soon = selectors.owing_a_word().filter(due_at__gte=begin, due_at__lt=until)
    tellings = (
        _telling(
            heap,
            ngettext(
                "%(count)d message at %(unit)s is to be answered soon.",
                "%(count)d messages at %(unit)s are to be answered soon.",
                heap.count,
            ),
            body=_owed(heap.first, now),
            about=f"due:{heap.unit.pk}:{begin:%Y%m%d%H}",
        )
        for heap in selectors.heaps_of(soon, "due_at", on=localdate(now))
    )
    return notifications.notify_each(tellings=tellings, kind="cases_due", now=now)


def _owed(first: datetime, now: datetime) -> str:
    words = _("The first is owed by %(due)s.") if first > now else _("The first has been owed since %(due)s.")
    return words % {"due": moment(first)}


def _tell_unseen(now: datetime) -> int:
    """Once a day: what a machine laid aside."""
    today = localdate(now)
    unseen = _where_new(selectors.lying_unseen(), "put_aside_at", now)
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
        for heap in selectors.heaps_of(unseen, "put_aside_at", on=today)
    )
    return notifications.notify_each(tellings=tellings, kind="cases_aside", now=now)


def _tell_returned(now: datetime) -> int:
    """Once a day, for a week: how many answers did not arrive."""
    today = localdate(now)
    tellings = (
        _telling(
            heap,
            ngettext(
                "%(count)d answer of %(unit)s could not be delivered.",
                "%(count)d answers of %(unit)s could not be delivered.",
                heap.count,
            ),
            body=_("Please look whether the sender can be reached another way. Behind the key the answer can be read."),
            about=f"returned:{heap.unit.pk}:{today}",
            asked="&view=returned",
        )
        for heap in selectors.heaps_returned(selectors.answers_returned(since=now - A_WEEK), on=today)
    )
    return notifications.notify_each(tellings=tellings, kind="letter_returned", now=now)


def _look(now: datetime) -> datetime:
    return localtime(now).replace(minute=0, second=0, microsecond=0)


def _where_new(cases: QuerySet[Case], moment: str, now: datetime) -> QuerySet[Case]:
    """All at the first look; then those of units that got one since the last, as the others have been told of."""
    look = _look(now)
    if look.hour <= FIRST_LOOK:
        return cases
    new = cases.filter(**{f"{moment}__gte": look - AN_HOUR})
    return cases.filter(unit__in=set(new.order_by().values_list("unit_id", flat=True).distinct()))


def _telling(heap: selectors.Heap, title: str, *, body: str, about: str, asked: str = "") -> notifications.Telling:
    return notifications.Telling(
        officer=heap.officer,
        unit_id=heap.unit.pk,
        title=title % {"count": heap.count, "unit": heap.unit.name},
        body=body,
        path=f"{reverse('feedback:triage')}?unit={heap.unit.pk}{asked}",
        about=about,
    )
