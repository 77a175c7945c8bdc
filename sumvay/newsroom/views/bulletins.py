"""The editors' doors to bulletins: the list, arranging, publishing, sending."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sumvay.errors import Refusal
from sumvay.newsroom import permissions
from sumvay.newsroom.bulletin_picks import stepped
from sumvay.newsroom.models import Piece
from sumvay.newsroom.selectors import bulletins as selectors
from sumvay.newsroom.selectors import desk as desks
from sumvay.newsroom.services import bulletins as services
from sumvay.newsroom.services import publishing
from sumvay.newsroom.views.standing import standing
from sumvay.ui.asked import whole

A_PAGE = 20
# Each is a row with a button above the bulletins
MOST_DESKS = 20


@login_required
@require_GET
def bulletin_list(request: HttpRequest) -> HttpResponse:
    """Bulletins of the desks one edits at, and the desks without one today."""
    today = timezone.localdate()
    choice = desks.desks_to_choose(request.user, text=request.GET.get("desks", ""), on=today, at_most=MOST_DESKS)
    without = selectors.without_bulletin(choice.desks, today)
    found = selectors.bulletins_of(request.user, text=request.GET.get("q", ""))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "choice": choice, "without": without, "today": today}
    return render(request, "newsroom/bulletin_list.html", context)


@login_required
@require_POST
def draft(request: HttpRequest, desk_pk: int) -> HttpResponse:
    """Begins today's bulletin of a desk."""
    today = timezone.localdate()
    desk = get_object_or_404(desks.desks_of(request.user, on=today), pk=desk_pk)
    try:
        bulletin = services.draft_bulletin(actor=request.user, unit=desk.unit, day=today, now=timezone.now())
    except Refusal as no:
        messages.error(request, str(no))
        return redirect("newsroom:bulletins")
    return redirect("newsroom:bulletin", bulletin.pk)


@login_required
@require_GET
def bulletin(request: HttpRequest, pk: int) -> HttpResponse:
    """One bulletin, to be arranged."""
    return _shown(request, _mine(request, pk))


@login_required
@require_POST
def arrange(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes the order as dragged, or one step, one more, one less by a button."""
    found, refusal = _mine(request, pk), None
    try:
        services.arrange(actor=request.user, bulletin=found, picks=_wanted(request), now=timezone.now())
    except Refusal as no:
        refusal = str(no)
    found.refresh_from_db()
    if request.htmx:
        return _shown(request, found, refusal, part="#arrangement")
    if refusal:
        messages.error(request, refusal)
    return redirect("newsroom:bulletin", pk)


@login_required
@require_GET
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The bulletin as readers will see it."""
    return _mine(request, pk).get_latest_revision_as_object().serve_preview(request, "")


@login_required
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts the bulletin before readers."""
    found = _mine(request, pk)
    try:
        publishing.publish_piece(actor=request.user, piece=found, now=timezone.now())
    except Refusal as no:
        messages.error(request, str(no))
    else:
        messages.success(request, _("The bulletin is published."))
    return redirect("newsroom:bulletin", pk)


@login_required
@require_POST
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Sends the bulletin to subscribers."""
    found = _mine(request, pk)
    try:
        services.mail_bulletin(actor=request.user, bulletin=found, now=timezone.now())
    except Refusal as no:
        messages.error(request, str(no))
    else:
        messages.success(request, _("The bulletin is on its way to subscribers."))
    return redirect("newsroom:bulletin", pk)


def _mine(request: HttpRequest, pk: int) -> Piece:
    return get_object_or_404(selectors.bulletins_of(request.user), pk=pk)


def _wanted(request: HttpRequest) -> list[int]:
    picks = [pk for text in request.POST.getlist("pick") if (pk := whole(text)) is not None]
    if (added := whole(request.POST.get("add"))) is not None:
        return [*picks, added]
    # A button named "remove" would hide the form's own method of that name from htmx
    if (removed := whole(request.POST.get("out"))) is not None:
        return [pk for pk in picks if pk != removed]
    for name, step in (("up", -1), ("down", 1)):
        if (moved := whole(request.POST.get(name))) is not None:
            return stepped(picks, moved, step)
    return picks


def _shown(request: HttpRequest, found: Piece, refusal: str | None = None, *, part: str = "") -> HttpResponse:
    now, today = timezone.now(), timezone.localdate()
    latest = found.get_latest_revision_as_object() if found.latest_revision_id else found
    ids = list(latest.picks)
    picks = selectors.listings_in_order(ids, now=now)
    context = {
        **standing(request.user, found),
        "bulletin": latest,
        "is_live": found.live,
        "has_changes": found.has_unpublished_changes,
        "picks": picks,
        "lost": len(ids) - len(picks),
        "offered": selectors.offered_for(found, text=request.GET.get("q", "").strip(), now=now),
        "can_publish": permissions.can_publish(request.user, found),
        "can_change": permissions.can_change(request.user, found),
        "goes_to_readers": found.happened_on == today and selectors.speaks_for_the_site(found.unit, on=today),
        "subscribers": selectors.subscriber_figures(found.happened_on or today),
        "now": now,
        "refusal": refusal,
    }
    return render(request, f"newsroom/bulletin.html{part}", context, status=422 if refusal else 200)
