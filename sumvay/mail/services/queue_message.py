"""Putting letters on their way: the row and the job that sends it commit together or not at all."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from sumvay.files.models import StoredFile
from sumvay.mail import tasks
from sumvay.mail.addresses import our_domain
from sumvay.mail.models import OutboundMessage

INSERT_MANY = f"""
    INSERT INTO {OutboundMessage._meta.db_table}
        (message_id, recipient, reply_to, subject, text, about, state, error, attempts, created_at, due_at)
    SELECT '<' || replace(gen_random_uuid()::text, '-', '') || '@' || %(domain)s || '>',
        recipient, '', %(subject)s, %(text)s, %(about)s, 'queued', '', 0, %(now)s, %(now)s
    FROM unnest(%(recipients)s::text[]) AS recipient
"""  # noqa: S608


@dataclass(frozen=True)
class Letter:
    """One of many letters; the words mean what they mean in `queue_message`."""

    recipient: str
    subject: str
    text: str
    about: str = ""
    reply_to: str = ""
    in_reply_to: str = ""
    hand: str = OutboundMessage.Hand.MACHINE


@transaction.atomic
def queue_message(
    *,
    recipient: str,
    subject: str,
    text: str,
    now: datetime,
    about: str = "",
    reply_to: str = "",
    in_reply_to: str = "",
    hand: str = OutboundMessage.Hand.MACHINE,
    attachment: StoredFile | None = None,
) -> OutboundMessage:
    """
    Send one letter to one address as soon as the caller's transaction commits; when it does not, nothing was ever sent.

    `about` names what it is about, such as "directive:5"; `reply_to` is where answers go (`selectors.reply_address`).
    `in_reply_to` is the Message-ID of the letter it answers, `hand` says whether a person wrote it.
    """
    message = OutboundMessage.objects.create(
        message_id=f"<{uuid.uuid4().hex}@{our_domain()}>",
        recipient=recipient,
        reply_to=reply_to,
        in_reply_to=in_reply_to,
        hand=hand,
        subject=_one_line(subject),
        text=_storable(text),
        attachment=attachment,
        about=about,
        created_at=now,
        due_at=now,
    )
    tasks.send_message.defer(message_id=message.pk)
    return message


@transaction.atomic(savepoint=False)
def queue_messages(*, recipients: Iterable[str], subject: str, text: str, now: datetime, about: str = "") -> int:
    """Send the same letter to many addresses, each for itself: one INSERT, and one job that works through them."""
    words = {"subject": _one_line(subject), "text": _storable(text), "about": about, "now": now}
    addresses = list(recipients)
    if not addresses:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(INSERT_MANY, {**words, "recipients": addresses, "domain": our_domain()})
    tasks.send_queued.defer()
    return len(addresses)


@transaction.atomic(savepoint=False)
def queue_letters(*, letters: Sequence[Letter], now: datetime) -> list[OutboundMessage]:
    """Send letters that differ from each other: one INSERT, and one job that works through them; in the same order."""
    if not letters:
        return []
    queued = OutboundMessage.objects.bulk_create(
        OutboundMessage(
            message_id=f"<{uuid.uuid4().hex}@{our_domain()}>", recipient=letter.recipient, reply_to=letter.reply_to,
            in_reply_to=letter.in_reply_to, hand=letter.hand, subject=_one_line(letter.subject),
            text=_storable(letter.text), about=letter.about, created_at=now, due_at=now,
        )
        for letter in letters
    )  # fmt: skip
    tasks.send_queued.defer()
    return queued


def _one_line(subject: str) -> str:
    return " ".join(_storable(subject).split())[:300]


def _storable(text: str) -> str:
    return text.replace("\x00", "")
