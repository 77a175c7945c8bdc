"""Setting a unit's desk up, and beginning a piece there without a contribution."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sumvay.errors import Refusal
from sumvay.newsroom.forms.desk import DeskForm, StartPieceForm
from sumvay.newsroom.permissions import desks as permissions
from sumvay.newsroom.permissions.site import can_shape_site
from sumvay.newsroom.selectors import desk as selectors
from sumvay.newsroom.services import desk_setup, pieces
from sumvay.org import selectors as org
from sumvay.org.models import Appointment, Unit
from sumvay.ui.asked import whole
from sumvay.ui.attempt import attempt


@login_required
@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest, unit_pk: int) -> HttpResponse:
    """Open a unit's desk, name it and order its steps of approval."""
    unit = _managed(request, unit_pk)
    desk = selectors.desk_at(unit)
    form = DeskForm(request.POST or None, initial=_as_it_is(unit, desk))

    def save():
        return desk_setup.open_desk(
            actor=request.user, unit=unit, name=form.cleaned_data["name"], posts=form.posts(), now=timezone.now()
        )

    if request.method == "POST" and attempt(form, save):
        messages.success(request, _("Saved."))
        return redirect("newsroom:desk_set_up", unit_pk)
    context = {"unit": unit, "desk": desk, "form": form, **_people(unit, desk)}
    context["can_shape_site"] = can_shape_site(request.user, on=timezone.localdate())
    return render(request, "newsroom/desk_set_up.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def close(request: HttpRequest, unit_pk: int) -> HttpResponse:
    """Close a unit's desk."""
    unit = _managed(request, unit_pk)
    try:
        desk_setup.close_desk(actor=request.user, unit=unit, now=timezone.now())
    except Refusal as no:
        messages.error(request, str(no))
    else:
        messages.success(request, _("The desk is closed. What units send goes to the next desk above."))
    return redirect("newsroom:desk_set_up", unit_pk)


@login_required
@require_http_methods(["GET", "POST"])
def start_piece(request: HttpRequest, unit_pk: int) -> HttpResponse:
    """A piece from a line of the plan, or a blank one."""
    desk = get_object_or_404(selectors.desks_of(request.user, on=timezone.localdate()), unit=unit_pk)
    line = whole(request.GET.get("planned"))
    planned = get_object_or_404(selectors.planned_at(desk), pk=line) if line is not None else None
    initial = {"title": planned.title, "kind": planned.kind} if planned else {}
    form = StartPieceForm(request.POST or None, initial=initial)

    def start():
        return pieces.start_piece(
            actor=request.user, unit=desk.unit, planned=planned, now=timezone.now(), **form.cleaned_data
        )

    if request.method == "POST" and attempt(form, start):
        return redirect("wagtailsnippets_newsroom_piece:edit", form.result.pk)
    context = {"desk": desk, "planned": planned, "form": form}
    return render(request, "newsroom/desk_start_piece.html", context, status=422 if form.is_bound else 200)


def _managed(request, unit_pk):
    """The unit, or an ended one whose desk was left to an heir; 404 for whoever manages neither."""
    today = timezone.localdate()
    try:
        unit = org.unit_visible_to(request.user, unit_pk, on=today)
    except Unit.DoesNotExist:
        unit = get_object_or_404(org.ended_units_visible_to(request.user, on=today), pk=unit_pk)
    if not permissions.can_set_up(request.user, unit, on=today):
        raise Http404
    return unit


def _people(unit, desk):
    today = timezone.localdate()
    steps = selectors.approval_posts_of(desk) if desk and desk.is_open else []
    missing = selectors.posts_held_by_nobody(unit, steps, on=today)
    return {
        "people": selectors.people_at(unit, on=today),
        "missing": ", ".join(str(Appointment.Post(post).label) for post in missing),
    }


def _as_it_is(unit, desk):
    if desk is None:
        return {"name": _("Desk of %(unit)s") % {"unit": unit.name}}
    steps = {f"step_{number}": post for number, post in enumerate(selectors.approval_posts_of(desk), start=1)}
    return {"name": desk.name, **steps}
