"""Doors to moves, endings and hand-overs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sumvay.accounts import services as accounts
from sumvay.org import permissions as org_permissions
from sumvay.org import selectors as org_selectors
from sumvay.org.models import Appointment, Unit
from sumvay.reorganisation import services
from sumvay.reorganisation.forms import EndForm, HandOverForm, LeaveForm, MoveForm
from sumvay.ui.attempt import attempt


def _unit_from_above(request: HttpRequest, pk: int) -> Unit:
    """The unit; 404 when unseen, 403 when the officer does not manage it from above."""
    on = timezone.localdate()
    try:
        unit = org_selectors.unit_visible_to(request.user, pk, on=on)
    except Unit.DoesNotExist as unseen:
        raise Http404 from unseen
    if not org_permissions.can_manage_from_above(request.user, unit, on=on):
        raise PermissionDenied
    return unit


def _post_to_pass_on(request: HttpRequest, pk: int) -> Appointment:
    """The post; 404 when unseen, 403 when it is neither one's own nor within reach."""
    on = timezone.localdate()
    try:
        seat = org_selectors.appointment_visible_to(request.user, pk, on=on)
    except Appointment.DoesNotExist as unseen:
        raise Http404 from unseen
    own = seat.officer_id == request.user.pk
    if not own and not org_permissions.can_appoint(request.user, seat.unit, seat.post, on=on):
        raise PermissionDenied
    return seat


@login_required
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts a unit with its branch under another."""
    unit, on = _unit_from_above(request, pk), timezone.localdate()
    branch = org_selectors.descendants_of(unit, on=on, include_self=True)
    candidates = org_selectors.units_managed_by(request.user, on=on).exclude(pk__in=branch.order_by().values("pk"))
    form = MoveForm(request.POST or None, units=candidates)
    if attempt(
        form, lambda: services.move_unit(actor=request.user, unit=unit, now=timezone.now(), **form.cleaned_data)
    ):
        messages.success(request, _("%(unit)s has been moved.") % {"unit": unit.name})
        return redirect("org:detail", pk)
    context = {
        "unit": unit,
        "form": form,
        "below": branch.count() - 1,
        "parent": org_selectors.parent_of(unit, on=on),
        "offered": candidates.filter(kind__is_grassroots=False)[:300],
    }
    return render(request, "reorganisation/move.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends a unit, with or without heirs."""
    unit, on = _unit_from_above(request, pk), timezone.localdate()
    candidates = org_selectors.units_visible_to(request.user, on=on).exclude(pk=unit.pk)
    form = EndForm(request.POST or None, units=candidates)
    if attempt(form, lambda: services.end_unit(actor=request.user, unit=unit, now=timezone.now(), **form.cleaned_data)):
        messages.success(request, _("%(unit)s has ended.") % {"unit": unit.name})
        return redirect("org:detail", pk)
    context = {
        "unit": unit,
        "form": form,
        "children": org_selectors.children_of(unit, on=on).count(),
        "officers": org_selectors.officers_of(unit, on=on).count(),
    }
    return render(request, "reorganisation/end.html", context, status=422 if form.is_bound else 200)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Passes a post to a successor known by phone."""
    seat = _post_to_pass_on(request, pk)
    form = HandOverForm(request.POST or None)
    if attempt(
        form, lambda: services.hand_over(actor=request.user, appointment=seat, now=timezone.now(), **form.cleaned_data)
    ):
        successor, token = form.result
        return _handed_over(request, successor, token)
    context = {"seat": seat, "form": form}
    return render(request, "reorganisation/hand_over.html", context, status=422 if form.is_bound else 200)


def _handed_over(request: HttpRequest, successor: Appointment, token: str) -> HttpResponse:
    """Done; a new successor's link is shown this once."""
    text = ""
    if token:
        about = f"{successor.get_post_display()} {successor.unit.name}"
        text = accounts.invitation_text(person=successor.officer, token=token, about=about, now=timezone.now())
    return render(request, "reorganisation/handed_over.html", {"seat": successor, "text": text})


@login_required
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends a post without a successor."""
    seat = _post_to_pass_on(request, pk)
    form = LeaveForm(request.POST or None)
    if attempt(
        form,
        lambda: services.leave_post(actor=request.user, appointment=seat, now=timezone.now(), **form.cleaned_data),
    ):
        messages.success(request, _("The post of %(name)s has ended.") % {"name": seat.officer.full_name})
        return redirect("org:list")
    context = {"seat": seat, "form": form}
    return render(request, "reorganisation/leave.html", context, status=422 if form.is_bound else 200)
