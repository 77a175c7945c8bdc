"""Films: taken in once they have come whole, and handed to readers."""

import logging
import uuid

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from sumvay.errors import Refusal
from sumvay.files import selectors as files
from sumvay.newsroom import selectors, services
from sumvay.newsroom.forms.contributing import ShotForm
from sumvay.newsroom.models import Contribution, FilmCheck
from sumvay.newsroom.selectors import films
from sumvay.ui.ranges import answer_range

log = logging.getLogger(__name__)


@login_required
@require_POST
def take_in(request: HttpRequest, pk: int) -> HttpResponse:
    """A film of the viewer's that has come whole is given to the worker; gives that part of the page anew."""
    contribution = get_object_or_404(selectors.contributions_written_by(request.user, on=timezone.localdate()), pk=pk)
    under_way = files.uploads_of(request.user, now=timezone.now()).filter(about=about(contribution))
    upload = under_way.filter(token=_token(request.POST.get("token", ""))).first()
    if upload is None:
        return _taken_in_already(request, contribution)
    try:
        services.ask_to_take_in(actor=request.user, contribution=contribution, upload=upload, now=timezone.now())
    except Refusal as no:
        return HttpResponse(str(no), status=409, content_type="text/plain; charset=utf-8")
    return _part(request, contribution, films_under_way(request, contribution))


@login_required
@require_GET
def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """That part of the page anew once the worker is through with the viewer's film; until then nothing."""
    contribution = get_object_or_404(selectors.contributions_written_by(request.user, on=timezone.localdate()), pk=pk)
    found = films_under_way(request, contribution)
    return HttpResponse(status=204) if found["checked"] and not found["film"] else _part(request, contribution, found)


def _taken_in_already(request: HttpRequest, contribution: Contribution) -> HttpResponse:
    """The answer to the first asking was lost on the way, and the worker is through."""
    found = films_under_way(request, contribution)
    if not (found["film"] or found["checked"] or found["refusal"]):
        raise Http404
    return _part(request, contribution, found)


def _part(request: HttpRequest, contribution: Contribution, found: dict) -> HttpResponse:
    return render(request, "newsroom/contribute_film.html", {"contribution": contribution, **found})


def about(contribution: Contribution) -> str:
    """What an upload for a contribution is about."""
    return f"contribution:{contribution.pk}"


def films_under_way(request: HttpRequest, contribution: Contribution) -> dict:
    """The film a contribution has, or what the viewer has begun to upload for it and what became of that."""
    begun = files.uploads_of(request.user, now=timezone.now()).filter(about=about(contribution))
    # In this order: a film that is taken in between the two questions is seen twice, never not at all
    check = films.film_check_of(contribution, request.user)
    film = contribution.photos.filter(is_film=True).select_related("stored", "frame").first()
    return {
        "film": film,
        "film_form": film and ShotForm(photo=film),
        "about": about(contribution),
        "under_way": begun,
        "checked": check.upload if check and check.is_at_work else None,
        "refusal": _why_not(check, begun),
    }


def _why_not(check: FilmCheck | None, begun: QuerySet) -> str:
    """Why the film did not become one of the contribution's; nothing while another is on its way."""
    if check and check.upload and not check.is_at_work:
        return _("The film could not be checked. Please choose it again; what has been sent is kept.")
    return check.refusal if check and not begun else ""


@require_safe
def show(request: HttpRequest, name: str) -> HttpResponseBase:
    """A film of a piece before readers, whole or in parts; nginx hands it out after the first asking."""
    film = films.film_named(name)
    try:
        place = services.film_for_readers(film=film, now=timezone.now()) if film else None
        if place is None:
            raise Http404
        etag = f'"{film.stored.sha256}"'
        response = answer_range(request, place, films.as_played(film)["type"], etag=etag)
    except FileNotFoundError as lost:
        log.error("film %s has lost its bytes", film.pk)
        raise Http404 from lost
    response.headers["ETag"] = etag
    # It may be taken down at any time
    response.headers["Cache-Control"] = "no-cache"
    return response


def _token(given: str) -> uuid.UUID:
    try:
        return uuid.UUID(given)
    except ValueError as no:
        raise Http404 from no
