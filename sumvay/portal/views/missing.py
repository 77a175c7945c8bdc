"""What readers get at an address that leads nowhere."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.defaults import page_not_found as officers_page_not_found

from sumvay.newsroom import selectors as newsroom


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """At a former address the way to the piece; else officers are told in their frame, readers in the paper's."""
    moved = newsroom.piece_at_old_address(request.path[:300])
    if moved:
        return redirect(moved.get_absolute_url(), permanent=True)
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return officers_page_not_found(request, exception)
    with translation.override("vi"):
        return render(request, "portal/missing.html", status=404)
