"""
A pass: one file for one browser session for one day, written into links by screens that had the right to show it.
A ticket: one person may bring a film for one thing during one day, written by screens that may take one in.
"""

import uuid

from django.core import signing
from django.core.signing import BadSignature, TimestampSigner

from sumvay.accounts.models import User
from sumvay.org.models import Unit

SECONDS = 24 * 3600
TICKETS = "sumvay.files.ticket"
SIGNER = TimestampSigner(salt="sumvay.files.pass")


def pass_for(key: uuid.UUID, session_key: str) -> str:
    """The pass, without the key and the session it is for: whoever copies the link away opens nothing with it."""
    subject = f"{key}:{session_key}"
    return SIGNER.sign(subject).removeprefix(f"{subject}:")


def holds(given: str, key: uuid.UUID, session_key: str | None) -> bool:
    """Whether the pass opens this file in this session, today."""
    if not given or not session_key:
        return False
    try:
        SIGNER.unsign(f"{key}:{session_key}:{given}", max_age=SECONDS)
    except BadSignature:
        return False
    return True


def ticket_for(viewer: User, unit: Unit, about: str) -> str:
    """The ticket; `about` names the thing in the words of the room whose screen it is."""
    return signing.dumps([viewer.pk, unit.pk, about], salt=TICKETS)


def read_ticket(ticket: str) -> tuple[int, int, str]:
    """Whose it is, for which unit, about what. Raises BadSignature, also when it is older than a day."""
    viewer_pk, unit_pk, about = signing.loads(ticket, salt=TICKETS, max_age=SECONDS)
    return viewer_pk, unit_pk, about
