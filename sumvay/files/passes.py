"""A pass: one file for one browser session for one day, written into links by screens that had the right to show it."""

import uuid

from django.core.signing import BadSignature, TimestampSigner

SECONDS = 24 * 3600
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
