"""Uploads that go on after a broken line: the tus protocol 1.0.0 with creation, termination and expiration (tus.io)."""

import binascii
import re
import uuid
from base64 import b64decode
from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import gettext as _

from sumvay.errors import Refusal
from sumvay.files import passes, selectors, services
from sumvay.files.models import Upload
from sumvay.files.sniffing import NotAccepted
from sumvay.org.models import Unit

VERSION = "1.0.0"
PIECE = "application/offset+octet-stream"
MOST_A_PIECE = 8 * 1024 * 1024
AT_ONCE = 64 * 1024
NUMBER = re.compile(r"[0-9]{1,15}")
ANSWERS = {
    services.StoringDenied: 403,
    services.OffsetMismatch: 409,
    services.UploadGone: 410,
    services.FileTooLarge: 413,
    services.QuotaReached: 413,
    services.BeyondLength: 413,
    NotAccepted: 415,
    services.DiskFull: 507,
}


def _speaks_tus(*methods: str) -> Callable:
    """The version is said both ways, a method hidden in a header counts, and a refusal is a status with a sentence."""

    def speaking(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answered(request: HttpRequest, *args, **named) -> HttpResponse:
            # Only of a POST, which has passed the check against forged requests
            if request.method == "POST" and (meant := request.headers.get("X-HTTP-Method-Override")):
                request.method = meant.upper()
            response = _outside_the_protocol(request, methods) or _answered(view, request, *args, **named)
            response.headers["Tus-Resumable"] = VERSION
            response.headers["Cache-Control"] = "no-store"
            return response

        return answered

    return speaking


def _outside_the_protocol(request: HttpRequest, methods: tuple[str, ...]) -> HttpResponse | None:
    known = {"Tus-Version": VERSION, "Tus-Extension": "creation,termination,expiration"}
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={**known, "Tus-Max-Size": str(services.FILM_BYTES)})
    if request.method not in methods:
        return HttpResponseNotAllowed(["OPTIONS", *methods])
    if request.headers.get("Tus-Resumable") != VERSION:
        return HttpResponse(status=412, headers={"Tus-Version": VERSION})
    return None


def _answered(view: Callable[..., HttpResponse], request: HttpRequest, *args, **named) -> HttpResponse:
    try:
        return view(request, *args, **named)
    except Refusal as no:
        return _said(ANSWERS.get(type(no), 400), str(no))


@login_required
@_speaks_tus("POST")
def uploads(request: HttpRequest) -> HttpResponse:
    """A new upload, for whoever brings the ticket of a page."""
    length, said = request.headers.get("Upload-Length", ""), _metadata(request.headers.get("Upload-Metadata", ""))
    if not NUMBER.fullmatch(length):
        return _said(400, "Upload-Length")
    unit_pk, about = _ticket(request, said.get("ticket", ""))
    begun = services.begin_upload(
        actor=request.user, unit=get_object_or_404(Unit, pk=unit_pk), about=about, name=said.get("filename", ""),
        length=int(length), now=timezone.now(),
    )  # fmt: skip
    response = HttpResponse(status=201, headers={"Location": reverse("files:upload", args=[begun.token])})
    return _with_expiry(response, begun)


@login_required
@_speaks_tus("HEAD", "PATCH", "DELETE")
def upload(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """How far it has come; its next piece; its end. Nobody but its owner learns that it exists."""
    found = selectors.uploads_of(request.user, now=timezone.now()).filter(token=token).first()
    if found is None:
        raise Http404
    if request.method == "DELETE":
        services.end_upload(upload=found)
        return HttpResponse(status=204)
    if request.method == "HEAD":
        return _with_expiry(HttpResponse(headers={"Upload-Length": str(found.length)}), found)
    return _append(request, found)


def _append(request: HttpRequest, found: Upload) -> HttpResponse:
    offset, coming = request.headers.get("Upload-Offset", ""), request.headers.get("Content-Length", "")
    if request.content_type != PIECE:
        return _said(415, "Content-Type")
    if not NUMBER.fullmatch(offset):
        return _said(400, "Upload-Offset")
    if NUMBER.fullmatch(coming) and int(coming) > MOST_A_PIECE:
        return _said(413, _("This piece of the film is too large."))
    # Read before the row is locked: a slow phone keeps nobody waiting
    content = _what_came(request)
    now = timezone.now()
    grown = services.append_upload(upload=found, offset=int(offset), content=content, now=now)
    return _with_expiry(HttpResponse(status=204), grown)


def _what_came(request: HttpRequest) -> bytes:
    """The piece; of one whose line broke, as much as came."""
    parts = []
    try:
        while part := request.read(AT_ONCE):
            parts.append(part)
    except OSError:
        pass
    return b"".join(parts)


def _metadata(header: str) -> dict[str, str]:
    """The words of Upload-Metadata: "filename cGhpbS5tcDQ=,ticket …"; what cannot be read is left out."""
    said = {}
    for pair in header.split(","):
        name, _space, value = pair.strip().partition(" ")
        try:
            said[name] = b64decode(value, validate=True).decode().replace("\x00", "")
        except (binascii.Error, UnicodeDecodeError):
            continue
    return said


def _ticket(request: HttpRequest, given: str) -> tuple[int, str]:
    try:
        viewer_pk, unit_pk, about = passes.read_ticket(given)
    except BadSignature as no:
        raise services.StoringDenied(_("This page has been open for too long. Please open it again.")) from no
    if viewer_pk != request.user.pk:
        raise services.StoringDenied(_("You cannot store files for this unit."))
    return unit_pk, about


def _with_expiry(response: HttpResponse, found: Upload) -> HttpResponse:
    response.headers["Upload-Offset"] = str(found.offset)
    response.headers["Upload-Expires"] = http_date(found.expires_at.timestamp())
    return response


def _said(status: int, sentence: str) -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
