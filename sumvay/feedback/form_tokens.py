"""The token a form carries: sent twice it is one case, and it says when the page was opened; it knows nobody."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core.signing import BadSignature, Signer

SIGNER = Signer(salt="sumvay.feedback.form")
# Nobody reads the page and writes in less; a page left open longer is sent once more, its words kept
SOONEST = timedelta(seconds=2)
GOOD_FOR = timedelta(hours=48)


@dataclass(frozen=True)
class FormToken:
    """One form that was handed out: its number and the moment."""

    number: uuid.UUID
    made_at: datetime


def new_token(*, now: datetime) -> str:
    """A token for a form that is shown now."""
    return SIGNER.sign(f"{uuid.uuid4().hex}.{int(now.timestamp())}")


def read_token(given: str) -> FormToken | None:
    """What a token says; None when it is not one of ours."""
    try:
        number, made_at = SIGNER.unsign(given).split(".")
        return FormToken(uuid.UUID(hex=number), datetime.fromtimestamp(int(made_at), UTC))
    except (BadSignature, ValueError):
        return None


def fault_of(token: FormToken | None, *, now: datetime) -> str:
    """Why a form is not taken as it came: "early", "stale" (also when it is none of ours), or "" when it is."""
    if token is None or now - token.made_at > GOOD_FOR:
        return "stale"
    return "early" if now - token.made_at < SOONEST else ""
