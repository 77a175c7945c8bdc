"""The pages of pieces as readers see them: in the piece's own language, the same for everybody."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from sumvay.newsroom import robots, selectors, services
from sumvay.ui.kept_pages import kept


@require_safe
@kept
def piece(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One piece; at any other name of its address, the way to the right one."""
    return _page(request, pk, "newsroom/piece.html", "", selectors.story_of)


@require_safe
@kept
def print_piece(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The same on paper."""
    return _page(request, pk, "newsroom/piece_print.html", "in/", selectors.printed_story_of)


def _page(request: HttpRequest, pk: int, template: str, rest: str, told: Callable) -> HttpResponse:
    now = timezone.now()
    listing = selectors.public_listing(pk, now=now).first()
    if listing is None:
        return _gone(request, pk, now)
    if request.path != f"{listing.path}{rest}":
        return redirect(f"{listing.path}{rest}", permanent=True)
    with translation.override(listing.language):
        story = told(listing, now=now)
        context = {"story": story, "object": story.piece, "listing": listing, "page_language": listing.language}
        response = render(request, template, {**context, "base_url": settings.BASE_URL})
    response.headers["Content-Language"] = listing.language
    return response


def _gone(request: HttpRequest, pk: int, now: datetime) -> HttpResponse:
    former = selectors.piece_once_public(pk, now=now).first()
    if former is None:
        raise Http404
    with translation.override(former.language):
        told = {"object": former, "taken": selectors.last_take_down(former), "page_language": former.language}
        told["is_over"] = former.expired or former.live
        return render(request, "newsroom/piece_gone.html", told, status=410)


@require_safe
def share_card(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture that goes along with a shared link."""
    listing = selectors.public_listing(pk, now=timezone.now()).first()
    if listing is None:
        raise Http404
    place = services.card_of(listing=listing)
    response = FileResponse(place.open("rb"), content_type="image/png")
    patch_cache_control(response, public=True, max_age=3600)
    return response


# Sent by the page itself when it is opened: no cookie is read, nothing of anybody's is changed
@csrf_exempt
@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """A piece was opened; robots are left out, and what one network sends beyond measure."""
    if not robots.is_robot(request.headers.get("User-Agent", "")):
        services.count_read(piece_id=pk, address=_address(request), on=timezone.localdate())
    return HttpResponse(status=204)


def _address(request: HttpRequest) -> str:
    """Where it came from; only our own proxy, which stands before us where TLS is, is believed about others."""
    told = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_TLS else ""
    return told.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
