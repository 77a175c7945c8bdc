"""Taking in a letter: kept whole, told apart from machines' letters, ready to be claimed from above."""

import hashlib
from datetime import datetime
from email.message import Message

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from sumvay.mail import automatic, reading
from sumvay.mail.addresses import purpose_in
from sumvay.mail.models import InboundMessage, OutboundMessage

State = InboundMessage.State
MEGABYTE = 1024 * 1024
MOST_BYTES = 30 * MEGABYTE
HEAD_BYTES = 64 * 1024


@transaction.atomic
def receive_message(*, raw: bytes, now: datetime) -> InboundMessage:
    """
    Take in one letter as it arrived; the same letter twice gives the same row.

    With a purpose it waits to be claimed; without one it goes to the list a person looks through. A holiday answer, a
    returned letter or a receipt is set aside with a note, and a returned letter marks ours as not delivered. Of one
    over 30 MB only the head is kept, with a note.
    """
    if len(raw) > MOST_BYTES:
        return receive_head(head=raw[:HEAD_BYTES], size=len(raw), now=now)
    message = reading.opened(raw)
    with override("vi"):
        note = automatic.why_automatic(message)
    received, is_new = _keep(raw, message, State.SET_ASIDE if note else State.WAITING, note, now)
    if is_new and note:
        _mark_returned(message)
    return received


def receive_head(*, head: bytes, size: int, now: datetime) -> InboundMessage:
    """Take in the head of a letter of `size` bytes, too many to take; a person looks for the rest in the mailbox."""
    with override("vi"):
        note = _("Too large (%(size)s MB): it still lies in the mailbox") % {"size": size // MEGABYTE}
    return _keep(head, reading.opened(head), State.UNMATCHED, note, now)[0]


def receive_malformed(*, raw: bytes, now: datetime) -> InboundMessage:
    """Take in a letter of which not even the head can be understood; a person looks at it."""
    with override("vi"):
        note = _("This letter is malformed and cannot be read.")
    kept = {"raw": raw, "state": State.UNMATCHED, "note": note, "received_at": now}
    return InboundMessage.objects.get_or_create(message_id=reading.name_by_content(raw), defaults=kept)[0]


def _keep(raw: bytes, message: Message, state: str, note: str, now: datetime) -> tuple[InboundMessage, bool]:
    references = reading.references_of(message)
    bounce = automatic.bounce_in(message) if note else None
    answered = [*references, bounce.message_id] if bounce else references
    purpose = reading.purpose_of(message) or _purpose_answered(answered)
    if state == State.WAITING and not purpose:
        state = State.UNMATCHED
    return InboundMessage.objects.get_or_create(
        message_id=_name(raw, message),
        defaults={
            "in_reply_to": next(iter(references), ""),
            "references": " ".join(references),
            "purpose": purpose,
            "sender": reading.sender_of(message)[0],
            "subject": reading.header_of(message, "Subject")[:500],
            "raw": raw,
            "is_automatic": state == State.SET_ASIDE,
            "state": state,
            "note": note,
            "received_at": now,
        },
    )


def _name(raw: bytes, message: Message) -> str:
    """The Message-ID; another letter under a name already taken gets one of its own, so that it does not vanish."""
    given = reading.message_id_of(message, raw)
    taken = InboundMessage.objects.filter(message_id=given).values_list("raw", flat=True).first()
    same = taken is None or _fingerprint(bytes(taken)) == _fingerprint(raw)
    return given if same else reading.name_by_content(raw)


def _fingerprint(raw: bytes) -> bytes:
    """The body alone: on every way a letter comes it gathers other lines of passage in its head."""
    body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")[2]
    return hashlib.sha256(body.strip()).digest()


def _purpose_answered(references: list[str]) -> str:
    """The purpose of our letter that is answered, for programs that answer to From instead of Reply-To."""
    ours = OutboundMessage.objects.filter(message_id__in=references[:20]).exclude(reply_to="")
    return next(filter(None, map(purpose_in, ours.order_by("-pk").values_list("reply_to", flat=True))), "")


def _mark_returned(message: Message) -> None:
    bounce = automatic.bounce_in(message)
    if bounce:
        ours = OutboundMessage.objects.filter(
            message_id=bounce.message_id, state__in=[OutboundMessage.State.SENT, OutboundMessage.State.SENDING]
        )
        ours.update(state=OutboundMessage.State.FAILED, sent_at=None, error=bounce.reason[:300])
