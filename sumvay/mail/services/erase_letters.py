"""What a letter said and whom it knew is erased; that there was one, and when, stays."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from sumvay.mail.models import InboundMessage, OutboundMessage

# What stays of an erased letter in: that it came
ERASED = {"sender": "", "subject": "", "references": "", "in_reply_to": "", "note": "", "raw": b""}


LAID_BY = (InboundMessage.State.SET_ASIDE, InboundMessage.State.UNMATCHED)


def erase_letters(*, sent: Collection[int], claimed_by: Collection[str], purposes: Collection[str] = ()) -> None:
    """
    Erase letters out by their ids and letters in by who claimed them; a step of services that have asked their
    permission. A letter that still waits to go out goes out no more. Of `purposes` go those nobody claimed: a returned
    letter holds the whole of ours.
    """
    out = OutboundMessage.objects.filter(pk__in=sent)
    out.filter(state=OutboundMessage.State.QUEUED).update(state=OutboundMessage.State.FAILED)
    # What the server said of a letter quotes its address
    out.update(recipient="", reply_to="", in_reply_to="", subject="", text="", error="")
    came = InboundMessage.objects.filter(
        Q(claimed_by__in=claimed_by) | Q(state__in=LAID_BY, purpose__in=list(purposes))
    )
    came.update(**ERASED)


def forget_set_aside(*, purpose: str, before: datetime) -> int:
    """
    Erase holiday answers, returned letters and receipts that came before then, whose purpose begins so or is not known;
    says how many.
    """
    aside = InboundMessage.objects.filter(state=InboundMessage.State.SET_ASIDE, received_at__lt=before)
    return aside.filter(Q(purpose="") | Q(purpose__startswith=purpose)).exclude(raw=b"").update(**ERASED)


def forget_text(*, about: str, words: str, since: datetime | None) -> int:
    """
    Put `words` in the place of the text of letters that are gone or failed, and whose `about` begins so; says how many.

    For secrets that only the recipient keeps. Looks at letters written since then (None: at all).
    """
    over = Q(state=OutboundMessage.State.SENT) | Q(state=OutboundMessage.State.FAILED)
    gone = OutboundMessage.objects.filter(over, about__startswith=about)
    if since:
        gone = gone.filter(created_at__gt=since)
    return gone.exclude(text=words).exclude(text="").update(text=words)
