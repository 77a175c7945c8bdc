"""Readers of the bulletin by e-mail: asked twice, written to once a day, gone with one press."""

import logging
import uuid
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from sumvay.errors import Refusal
from sumvay.mail import services as mail
from sumvay.newsroom import bulletin_letters, tasks
from sumvay.newsroom.models import Piece, Subscriber
from sumvay.newsroom.selectors import bulletins as selectors

log = logging.getLogger(__name__)

# One question to an address in this time, whoever asks and however often
PAUSE = timedelta(hours=1)
GOOD_FOR = timedelta(days=7)
KEPT_FOR = timedelta(days=30)
BATCH = 100
TRY_AGAIN_MINUTES = 10
# A bulletin goes out on its day and the next; later it is old news
DAYS_ON_THE_WAY = timedelta(days=1)


class LinkTooOld(Refusal):
    """The letter was not answered within a week, or the address is not waiting."""


@transaction.atomic
def ask_for_bulletin(*, email: str, now: datetime) -> None:
    """
    Somebody asks for the bulletin: the address gets a letter with a link; only a press there makes it a subscriber.

    Says nothing about whether the address is known; a second asking within the hour sends no second letter.
    """
    address = email.strip().lower()
    reader, is_new = Subscriber.objects.get_or_create(email=address, defaults={"asked_at": now})
    pause_over = Subscriber.objects.filter(pk=reader.pk, asked_at__lte=now - PAUSE)
    if not is_new and not pause_over.update(asked_at=now):
        return
    is_known = reader.confirmed_at is not None and reader.left_at is None
    with override("vi"):
        subject = _("The bulletin by e-mail: please confirm")
        text = bulletin_letters.question(reader, is_known=is_known)
    mail.queue_message(recipient=address, subject=subject, text=text, about=f"subscriber:{reader.pk}", now=now)


def confirm_subscription(*, key: uuid.UUID, now: datetime) -> None:
    """The address itself says yes, within a week of asking; a second press changes nothing. Raises LinkTooOld."""
    asked = Subscriber.objects.filter(key=key)
    if asked.filter(confirmed_at__isnull=False, left_at=None).exists():
        return
    if not asked.filter(asked_at__gt=now - GOOD_FOR).update(confirmed_at=now, left_at=None):
        raise LinkTooOld(_("This link is no longer valid. Please ask for the bulletin again."))


def end_subscription(*, key: uuid.UUID, now: datetime) -> None:
    """No more letters from this moment; a second press changes nothing, an unknown key neither."""
    Subscriber.objects.filter(key=key, left_at=None).update(left_at=now)


def forget_strangers(*, now: datetime) -> int:
    """Delete addresses that never said yes, and those that left, after thirty days; says how many."""
    silent = Subscriber.objects.filter(confirmed_at=None, asked_at__lt=now - KEPT_FOR)
    gone = Subscriber.objects.filter(left_at__lt=now - KEPT_FOR, asked_at__lt=now - KEPT_FOR)
    return silent.delete()[0] + gone.delete()[0]


def send_bulletin(*, bulletin: Piece, now: datetime, after: int = 0) -> int:
    """
    Send a bulletin to up to 100 subscribers past number `after`, over one connection; a further job goes on.

    Each subscriber is claimed for the bulletin's day before anything is said to the server, so that no letter goes out
    twice, whatever breaks; who could not be reached for the moment is tried again ten minutes later. Says how many
    letters were taken.
    """
    day = bulletin.happened_on
    if not bulletin.live or day is None or localdate(now) - day > DAYS_ON_THE_WAY:
        log.info("bulletin %s is not sent any more", bulletin.pk)
        return 0
    printed = bulletin_letters.edition(bulletin, selectors.listings_in_order(bulletin.picks, now=now))
    taken = 0
    try:
        with mail.open_line() as line:
            for _number in range(BATCH):
                if (reader := _claim(day, after)) is None:
                    break
                after = reader.pk
                taken += _hand_over(line, reader, printed, now)
    except (mail.TemporaryFailure, mail.OutcomeUnknown) as trouble:
        log.warning("sending bulletin %s pauses: %s", bulletin.pk, trouble)
        _go_on(bulletin, after=0, later=True)
        return taken
    _go_on_where_readers_wait(bulletin, day, after)
    return taken


def _hand_over(line, reader: Subscriber, printed: bulletin_letters.Edition, now: datetime) -> bool:
    """Whether the server took it. Raises OutcomeUnknown when the line broke: then the claim stands."""
    try:
        mail.hand_over(line, bulletin_letters.letter_for(reader, printed))
    except mail.TemporaryFailure as refusal:
        log.info("subscriber %s is tried again: %s", reader.pk, refusal)
        Subscriber.objects.filter(pk=reader.pk).update(last_sent_on=reader.last_sent_on)
        # The server is closing the line (RFC 5321, 3.8): whoever came next would be in doubt
        if str(refusal).startswith("421"):
            raise
    except mail.NoSuchAddress:
        end_subscription(key=reader.key, now=now)
    except mail.PermanentFailure as refusal:
        log.warning("the letter to subscriber %s was refused: %s", reader.pk, refusal)
    else:
        return True
    return False


@transaction.atomic(durable=True)
def _claim(day: date, after: int) -> Subscriber | None:
    """The next reader, marked for good as written to; `last_sent_on` on the object still says the time before."""
    waiting = selectors.subscribers_waiting(day).filter(pk__gt=after)
    reader = waiting.select_for_update(skip_locked=True).first()
    if reader:
        Subscriber.objects.filter(pk=reader.pk).update(last_sent_on=day)
    return reader


def _go_on_where_readers_wait(bulletin: Piece, day: date, after: int) -> None:
    waiting = selectors.subscribers_waiting(day)
    if waiting.filter(pk__gt=after).exists():
        _go_on(bulletin, after=after, later=False)
    elif waiting.exists():
        _go_on(bulletin, after=0, later=True)


def _go_on(bulletin: Piece, *, after: int, later: bool) -> None:
    job = tasks.send_bulletin.configure(schedule_in={"minutes": TRY_AGAIN_MINUTES}) if later else tasks.send_bulletin
    job.defer(bulletin_id=bulletin.pk, after=after)
