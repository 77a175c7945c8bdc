"""What a letter said and whom it knew is erased; that there was one, and when, stays."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from sumvay.mail.models import InboundMessage, OutboundMessage


def erase_letters(*, sent: Collection[int], claimed_by: Collection[str]) -> None:
    """
    Erase letters out by their ids and letters in by who claimed them; a step of services that have asked their
    permission. A letter that still waits to go out goes out no more.
    """
    out = OutboundMessage.objects.filter(pk__in=sent)
    out.filter(state=OutboundMessage.State.QUEUED).update(state=OutboundMessage.State.FAILED)
    out.update(recipient="", reply_to="", in_reply_to="", subject="", text="")
    InboundMessage.objects.filter(claimed_by__in=claimed_by).update(sender="", subject="", references="", raw=b"")


def forget_text(*, about: str, words: str, since: datetime) -> int:
    """
    Put `words` in the place of the text of letters that are gone or failed, and whose `about` begins so; says how many.

    For secrets that only the recipient keeps. Looks at letters written since then.
    """
    over = Q(state=OutboundMessage.State.SENT) | Q(state=OutboundMessage.State.FAILED)
    gone = OutboundMessage.objects.filter(over, about__startswith=about, created_at__gt=since)
    return gone.exclude(text=words).exclude(text="").update(text=words)
