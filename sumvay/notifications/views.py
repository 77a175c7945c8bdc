"""Notices of the officer who is signed in."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from sumvay.notifications import selectors, services

NOTICES_A_PAGE = 30


@login_required
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """All notices or the unread ones, newest first."""
    only_unread = request.GET.get("show") == "unread"
    asked = selectors.unread_notices_of if only_unread else selectors.notices_of
    context = {
        "page": Paginator(asked(request.user), NOTICES_A_PAGE).get_page(request.GET.get("page")),
        "only_unread": only_unread,
        "unread": selectors.unread_count(request.user),
    }
    return render(request, "notifications/list.html", context)


@login_required
@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Open what a notice is about; that marks it as read."""
    notice = get_object_or_404(selectors.notices_of(request.user), pk=pk)
    services.read_notice(actor=request.user, notice=notice, now=timezone.now())
    is_ours = notice.path.startswith("/") and url_has_allowed_host_and_scheme(notice.path, allowed_hosts=None)
    return redirect(notice.path if is_ours else "notifications:list")


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    services.read_all_notices(actor=request.user, now=timezone.now())
    return redirect("notifications:list")
