"""Sending letters: claim, speak, write down; what is in doubt is shown to a person and never sent again by itself."""

import logging
from datetime import datetime, timedelta

from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from procrastinate.exceptions import AlreadyEnqueued

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.mail import permissions, selectors, speaking, tasks
from sumvay.mail.models import OutboundMessage

log = logging.getLogger(__name__)

State = OutboundMessage.State
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720)]
BATCH = 100


class ManagingMailDenied(Refusal):
    """Only operators look after letters."""


class AlreadySettled(Refusal):
    """The letter is no longer in doubt."""


def send_message(*, message_id: int, now: datetime) -> None:
    """Send one letter, unless somebody else has already begun to."""
    message = _claim(OutboundMessage.objects.filter(pk=message_id), now)
    if message is None:
        log.info("letter %s is not waiting any more", message_id)
        return
    try:
        with speaking.open_line() as line:
            _hand_over(line, message, now)
    except speaking.TemporaryFailure as failure:
        _try_later(message, str(failure), now)


def send_queued(*, now: datetime) -> None:
    """Send what is due over one connection, up to 100 letters; when more wait, another job goes on."""
    due = OutboundMessage.objects.filter(state=State.QUEUED, due_at__lte=now).order_by("due_at", "pk")
    if not due.exists():
        return
    try:
        with speaking.open_line() as line:
            more_wait = all(_hand_over_next(line, due, now) for _number in range(BATCH))
    except speaking.TemporaryFailure as failure:
        # Nothing was claimed; the clock rings again in a minute
        log.warning("the mail server cannot be reached: %s", failure)
        return
    # After a broken line the clock rings, not we: a server that breaks every line puts one letter a minute in doubt
    if more_wait:
        _go_on()


@transaction.atomic
def resend_message(*, actor: User, message: OutboundMessage, now: datetime) -> None:
    """A person decides that a letter which failed, or whose fate is unknown, goes out again. Raises AlreadySettled."""
    _refuse_strangers(actor)
    doubtful = selectors.messages_to_decide(now=now).filter(pk=message.pk)
    if not doubtful.update(state=State.QUEUED, due_at=now, attempts=0, error=""):
        raise AlreadySettled(_("This letter is no longer waiting for a decision."))
    audit.record(actor=actor, action="message.resend", target=message, at=now)
    tasks.send_message.defer(message_id=message.pk)


@transaction.atomic
def give_up_message(*, actor: User, message: OutboundMessage, now: datetime) -> None:
    """A person decides that a letter whose fate is unknown is left alone. Raises AlreadySettled."""
    _refuse_strangers(actor)
    doubtful = selectors.messages_in_doubt(now=now).filter(pk=message.pk)
    if not doubtful.update(state=State.FAILED, error=_("Left alone by an operator")):
        raise AlreadySettled(_("This letter is no longer waiting for a decision."))
    audit.record(actor=actor, action="message.give_up", target=message, at=now)


def _refuse_strangers(actor: User) -> None:
    if not permissions.can_manage_mail(actor):
        raise ManagingMailDenied(_("Only operators look after letters."))


@transaction.atomic(durable=True)
def _claim(candidates: QuerySet[OutboundMessage], now: datetime) -> OutboundMessage | None:
    """Take one waiting letter for ourselves, for good before anything is said to the server."""
    waiting = candidates.filter(state=State.QUEUED).select_for_update(skip_locked=True, of=("self",))
    message = waiting.select_related("attachment").first()
    if message:
        OutboundMessage.objects.filter(pk=message.pk).update(
            state=State.SENDING, claimed_at=now, attempts=F("attempts") + 1
        )
        message.attempts += 1
    return message


def _hand_over_next(line: BaseEmailBackend, due: QuerySet[OutboundMessage], now: datetime) -> bool:
    """Whether a letter was there and the line still stands after it."""
    message = _claim(due, now)
    if message is None:
        return False
    try:
        return _hand_over(line, message, now)
    except speaking.TemporaryFailure as failure:
        _try_later(message, str(failure), now)
        return True


def _hand_over(line: BaseEmailBackend, message: OutboundMessage, now: datetime) -> bool:
    try:
        speaking.speak(line, message)
    except speaking.PermanentFailure as failure:
        _write_down(message, state=State.FAILED, error=str(failure)[:300])
    except speaking.OutcomeUnknown as failure:
        log.warning("the line broke while letter %s was handed over", message.pk)
        _write_down(message, error=str(failure)[:300])
        return False
    else:
        _write_down(message, state=State.SENT, sent_at=now, error="")
    return True


def _try_later(message: OutboundMessage, why: str, now: datetime) -> None:
    """Wait longer after every try; after the eighth, in about a day, the letter has failed."""
    if message.attempts > len(WAITS):
        _write_down(message, state=State.FAILED, error=why[:300])
    else:
        _write_down(message, state=State.QUEUED, due_at=now + WAITS[message.attempts - 1], error=why[:300])


def _write_down(message: OutboundMessage, **changes: object) -> None:
    OutboundMessage.objects.filter(pk=message.pk, state=State.SENDING).update(**changes)


def _go_on() -> None:
    try:
        with transaction.atomic():
            tasks.send_queued.configure(queueing_lock="mail.send_queued").defer()
    except AlreadyEnqueued:
        log.debug("the next job waits already")
