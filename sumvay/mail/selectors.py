"""Questions about letters: what waits, what came, what one viewer may see."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.errors import Refusal
from sumvay.mail import caught
from sumvay.mail.addresses import address_for, our_address
from sumvay.mail.models import InboundMessage, OutboundMessage
from sumvay.mail.reading import MALFORMED, ParsedMail, headers_of, opened, parsed

# A server answers within a minute or two; after this long the sender has died
DOUBT_AFTER = timedelta(minutes=10)
State = OutboundMessage.State
NO_REPLY = re.compile(
    r"(?:^|[._-])(?:no|do-?not|khong)[._-]?(?:reply|respond|traloi)|^(?:bounces?|mailer-daemon|postmaster)\b"
)


class UnreadableLetter(Refusal):
    """It keeps to no rule of letters at all."""


# -- letters out


def messages_visible_to(viewer: User, *, now: datetime) -> QuerySet[OutboundMessage]:
    """All letters for an operator, newest first, each with `in_doubt`; nobody else reads other people's letters."""
    doubt = ExpressionWrapper(_in_doubt(now), output_field=BooleanField())
    letters = OutboundMessage.objects.annotate(in_doubt=doubt).order_by("-created_at", "-pk")
    return letters if viewer.is_superuser else letters.none()


def counts_by_state(*, now: datetime) -> dict[str, int]:
    """How many letters wait, failed and are in doubt; the three that a person may have to look after."""
    return OutboundMessage.objects.aggregate(
        queued=Count("pk", filter=Q(state=State.QUEUED)),
        failed=Count("pk", filter=Q(state=State.FAILED)),
        doubt=Count("pk", filter=_in_doubt(now)),
    )


def caught_names_visible_to(viewer: User) -> list[str]:
    """In the demo: names of the letters on this machine that the viewer may open; all for an operator."""
    if not is_demo():
        return []
    return caught.names_of_letters(None if viewer.is_superuser else viewer.email or "")


def messages_in_doubt(*, now: datetime) -> QuerySet[OutboundMessage]:
    """Letters of which nobody knows whether they arrived: the line broke, or who sent them died."""
    return OutboundMessage.objects.filter(_in_doubt(now)).order_by("claimed_at", "pk")


def messages_to_decide(*, now: datetime) -> QuerySet[OutboundMessage]:
    """Letters a person may send again: those in doubt and those that failed; newest first."""
    return OutboundMessage.objects.filter(Q(state=State.FAILED) | _in_doubt(now)).order_by("-created_at", "-pk")


def reply_address(purpose: str) -> str:
    """Where answers for a purpose come back: "report-5-17" gives "sumvay+report-5-17@domain"."""
    return address_for(purpose)


# -- letters in


def waiting_messages(purpose_prefix: str) -> QuerySet[InboundMessage]:
    """Letters whose purpose begins so and which nobody has claimed, the oldest first."""
    waiting = InboundMessage.objects.filter(state=InboundMessage.State.WAITING)
    return waiting.filter(purpose__startswith=purpose_prefix).order_by("received_at", "pk")


def unmatched_messages() -> QuerySet[InboundMessage]:
    """Letters that no room could place: a person looks through them. Newest first, without their bytes."""
    unmatched = InboundMessage.objects.filter(state=InboundMessage.State.UNMATCHED)
    return unmatched.defer("raw").order_by("-received_at", "-pk")


def messages_set_aside() -> QuerySet[InboundMessage]:
    """Holiday answers, returned letters and receipts, newest first, without their bytes."""
    aside = InboundMessage.objects.filter(state=InboundMessage.State.SET_ASIDE)
    return aside.defer("raw").order_by("-received_at", "-pk")


def parse(message: InboundMessage) -> ParsedMail:
    """
    The letter as people read it: sender, subject, what was written, what was attached.

    Raises UnreadableLetter, so that one malformed letter stops no other.
    """
    try:
        return replace(parsed(bytes(message.raw)), purpose=message.purpose)
    except MALFORMED as broken:
        raise UnreadableLetter(_("This letter is malformed and cannot be read.")) from broken


def one_by_one(messages: QuerySet[InboundMessage], *, most: int) -> Iterator[InboundMessage]:
    """The first of these letters, each fetched when it is its turn: one may have 30 MB."""
    for pk in list(messages.values_list("pk", flat=True)[:most]):
        message = InboundMessage.objects.filter(pk=pk).first()
        if message:
            yield message


def can_be_answered(message: InboundMessage) -> bool:
    """Whether a person reads what is written back: not a mailing list, not a no-reply address, not ourselves."""
    letter = opened(bytes(message.raw))
    is_list = any(headers_of(letter, name) for name in ("List-Id", "List-Unsubscribe", "List-Post"))
    own_local, _at, own_domain = our_address().lower().rpartition("@")
    local, _at, domain = message.sender.lower().rpartition("@")
    is_ours = domain == own_domain and local.partition("+")[0] == own_local
    return bool(message.sender) and not (is_list or is_ours or NO_REPLY.search(local))


def takes_letters() -> bool:
    """Whether this house has a mailbox in which letters come in."""
    return settings.MAILBOX is not None


def is_demo() -> bool:
    """Whether this house shows made-up units, whose letters a catcher on this machine takes in."""
    return getattr(settings, "SUMVAY_DEMO", False)


def _in_doubt(now: datetime) -> Q:
    return Q(state=State.SENDING) & (Q(claimed_at__lte=now - DOUBT_AFTER) | ~Q(error=""))
