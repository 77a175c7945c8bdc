"""
A handler's private key between two pages: for fifteen minutes after the last use, in two places that are nothing alone.

The session's row holds it encrypted; the key to that is in a cookie which goes to the sealed pages only. A dump of the
table opens nothing, a stolen cookie opens nothing without the table, and signing out drops the row.
"""

import base64
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sumvay.feedback import sealing

STAYS = timedelta(minutes=15)
COOKIE, ROW = "sealed_key", "sealed_key"


def keep(request: HttpRequest, response: HttpResponse, private: bytes, *, now: datetime) -> None:
    """Keep the key open for fifteen minutes from now; each page opened with it begins them anew."""
    key, until = sealing.new_key(), (now + STAYS).isoformat()
    closed = sealing.encrypt(key, private, _about(request, until))
    request.session[ROW] = {"until": until, "closed": base64.b64encode(closed).decode()}
    response.set_cookie(
        COOKIE,
        base64.urlsafe_b64encode(key).decode(),
        max_age=STAYS,
        path=reverse("feedback:sealed"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def private_key(request: HttpRequest, *, now: datetime) -> bytes | None:
    """The private key while it is open, else None; what has run out is forgotten."""
    kept = request.session.get(ROW)
    if not kept or datetime.fromisoformat(kept["until"]) <= now:
        request.session.pop(ROW, None)
        return None
    try:
        key = base64.urlsafe_b64decode(request.COOKIES.get(COOKIE, ""))
        return sealing.decrypt(key, base64.b64decode(kept["closed"]), _about(request, kept["until"]))
    except (sealing.CannotOpen, ValueError):
        return None


def forget(request: HttpRequest, response: HttpResponse) -> None:
    """Lock at once."""
    request.session.pop(ROW, None)
    response.delete_cookie(COOKIE, path=reverse("feedback:sealed"), samesite="Strict")


def _about(request: HttpRequest, until: str) -> bytes:
    return f"{request.user.pk} {until}".encode()
