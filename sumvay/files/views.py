"""The door through which files are opened; what the viewer may not see is not there."""

import logging
import uuid

from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from sumvay.files import passes, selectors, services
from sumvay.files.disk import place_of
from sumvay.files.models import StoredFile
from sumvay.ui.ranges import answer_range

log = logging.getLogger(__name__)

SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
SHOWN_IN_PLACE = {"image/jpeg", "image/png", "image/webp", "application/pdf"}


@require_safe
def open_file(request: HttpRequest, key: uuid.UUID) -> HttpResponseBase:
    """The file itself: pictures and PDF in place, films also in parts, everything else as a download."""
    return _answer(request, key, lambda stored: _film(request, stored) if _is_film(stored) else _whole(stored))


@require_safe
def thumb(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The small picture of a photo."""
    return _answer(request, key, _small)


def _answer(request: HttpRequest, key: uuid.UUID, body) -> HttpResponseBase:
    has_pass = passes.holds(request.GET.get("pass", ""), key, request.session.session_key)
    if not has_pass and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    shown = selectors.files_shown_by_pass(key) if has_pass else _visible(request)
    stored = shown.filter(key=key).first()
    if stored is None:
        raise Http404
    try:
        response = get_conditional_response(request, etag=f'"{stored.sha256}"') or body(stored)
    except FileNotFoundError as lost:
        log.error("file %s has lost its bytes", stored.pk)
        raise Http404 from lost
    response.headers["ETag"] = f'"{stored.sha256}"'
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


def _visible(request: HttpRequest):
    return selectors.files_visible_to(request.user, on=timezone.localdate())


def _whole(stored: StoredFile) -> FileResponse:
    in_place = stored.media_type in SHOWN_IN_PLACE
    return FileResponse(
        place_of(stored.sha256).open("rb"),
        as_attachment=not in_place,
        filename=stored.name,
        content_type=stored.media_type,
    )


def _is_film(stored: StoredFile) -> bool:
    return stored.media_type.startswith("video/")


def _film(request: HttpRequest, stored: StoredFile) -> HttpResponseBase:
    response = answer_range(request, place_of(stored.sha256), stored.media_type, etag=f'"{stored.sha256}"')
    # A player in the page plays it all the same
    response.headers["Content-Disposition"] = content_disposition_header(True, stored.name)
    return response


def _small(stored: StoredFile) -> HttpResponse:
    if not stored.media_type.startswith("image/"):
        raise Http404
    return HttpResponse(services.make_thumbnail(stored=stored), content_type="image/webp")
