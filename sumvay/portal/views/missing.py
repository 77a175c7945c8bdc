"""What readers get at an address that leads nowhere."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.defaults import page_not_found as officers_page_not_found

from sumvay.newsroom import selectors as newsroom


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """At a former address the way on; else officers are told in their frame, readers in the paper's."""
    moved = newsroom.moved_to(request.path[:300].replace("\x00", ""))
    if moved:
        return redirect(moved, permanent=True)
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return officers_page_not_found(request, exception)
    with translation.override("vi"):
        return render(request, "portal/missing.html", status=404)
