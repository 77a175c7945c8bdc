"""The door of those who keep a unit's sealed box: set it up, name handlers, open the escrow together."""

from collections.abc import Callable
from functools import wraps

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from sumvay.accounts.models import User
from sumvay.feedback import permissions
from sumvay.feedback.forms.sealed import LeadersForm, NameHandlerForm, PassphraseForm
from sumvay.feedback.models import Box
from sumvay.feedback.selectors import sealed as selectors
from sumvay.feedback.services import sealed_boxes as services
from sumvay.feedback.services import sealed_escrow as escrow
from sumvay.org.models import Unit
from sumvay.ui.asked import whole
from sumvay.ui.attempt import attempt, press


def _kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view decorator: the view gets the unit whose box the officer keeps, others get 404."""

    @login_required
    @wraps(view)
    def shown(request: HttpRequest, unit_pk: int, **kwargs: object) -> HttpResponse:
        units = selectors.units_with_a_box_to_keep(request.user, on=timezone.localdate())
        return view(request, get_object_or_404(units, pk=unit_pk), **kwargs)

    return shown


@require_safe
@_kept
def sealed_box(request: HttpRequest, unit: Unit) -> HttpResponse:
    """How the box of a unit stands."""
    return _page(request, unit)


def _page(request: HttpRequest, unit: Unit, forms: dict[str, Form] | None = None) -> HttpResponse:
    today, forms = timezone.localdate(), forms or {}
    boxes = selectors.boxes_to_open(unit, on=today)
    box = boxes[0] if boxes else None
    handlers = list(selectors.handlers_of(unit))
    people, may_lead = list(selectors.officers_to_name(unit, on=today)), selectors.leaders_for(unit, on=today)
    context = {
        "unit": unit,
        "box": box,
        "spares": [_spare(request, one, forms, may_lead, is_older=one is not box) for one in boxes],
        "handlers": handlers,
        "may_lead": may_lead,
        "may_keep": permissions.can_keep_box(request.user, unit, on=today),
        "may_tie": any(permissions.can_change_tie(request.user, one, on=today) for one in handlers[:1]),
        "has_key": selectors.key_of(request.user) is not None,
        "trail": selectors.trail_of(box) if box else [],
        "leaders_form": forms.get("leaders") or LeadersForm(people=may_lead),
        "handler_form": forms.get("handler") or NameHandlerForm(people=people, auto_id="handler_%s"),
    }
    return render(request, "feedback/sealed_box.html", context, status=422 if forms else 200)


def _spare(request: HttpRequest, box: Box, forms: dict[str, Form], may_lead: list[User], *, is_older: bool) -> dict:
    """How the spare key of one box stands; what was typed is shown with the box it was typed for."""
    leaders, mark = [box.first_leader, box.second_leader], box.pk if is_older else ""
    shown = forms if whole(request.POST.get("box")) == box.pk or not (is_older or request.POST.get("box")) else {}
    return {
        "box": box,
        "is_older": is_older,
        "leaders": leaders,
        "is_leader": any(key.officer_id == request.user.pk for key in leaders),
        "is_lost": any(key.ended_on for key in leaders),
        "may_finish": bool(box.offered_by_id and box.offered_by.officer_id != request.user.pk),
        "waiting": selectors.waiting_for_escrow(box, on=timezone.localdate()),
        "offer_form": shown.get("offer") or PassphraseForm(auto_id=f"offer{mark}_%s"),
        "new_leaders_form": shown.get("new_leaders") or LeadersForm(people=may_lead, auto_id=f"new{mark}_%s"),
    }


def _box(request: HttpRequest, unit: Unit) -> Box | None:
    """The box that is to be opened: the one that was pressed, else that of today."""
    boxes, asked = selectors.boxes_to_open(unit, on=timezone.localdate()), whole(request.POST.get("box"))
    return next((box for box in boxes if asked in (None, box.pk)), None)


@require_POST
@_kept
def set_up_sealed_box(request: HttpRequest, unit: Unit) -> HttpResponse:
    """Make the box, or another one in its place."""
    form = LeadersForm(request.POST, people=selectors.leaders_for(unit, on=timezone.localdate()))

    def set_up():
        return services.set_up_box(actor=request.user, unit=unit, leaders=form.leaders, now=timezone.now())

    if not attempt(form, set_up):
        return _page(request, unit, {"leaders": form})
    messages.success(request, _("The box is set up. Now name those who read what comes into it."))
    return redirect("feedback:sealed_box", unit.pk)


@require_POST
@_kept
def name_sealed_handler(request: HttpRequest, unit: Unit) -> HttpResponse:
    """Name a handler."""
    people = list(selectors.officers_to_name(unit, on=timezone.localdate()))
    form = NameHandlerForm(request.POST, people=people, auto_id="handler_%s")

    def name():
        return services.name_handler(
            actor=request.user, unit=unit, officer=form.chosen, now=timezone.now(),
            tied_to_employer=form.cleaned_data["tied_to_employer"],
        )  # fmt: skip

    if not attempt(form, name):
        return _page(request, unit, {"handler": form})
    messages.success(request, _("%(name)s was named and told.") % {"name": form.chosen.full_name})
    return redirect("feedback:sealed_box", unit.pk)


@require_POST
@_kept
def change_sealed_handler(request: HttpRequest, unit: Unit, pk: int) -> HttpResponse:
    """Say whether the employer has a hold on a handler, or end the naming."""
    handler = get_object_or_404(selectors.handlers_of(unit), pk=pk)
    now = timezone.now()
    if request.POST.get("step") == "end":
        press(request, lambda: services.end_handler(actor=request.user, handler=handler, now=now), done=_("Saved."))
    else:
        tied = request.POST.get("tied") == "yes"
        press(
            request,
            lambda: services.change_tie(actor=request.user, handler=handler, tied_to_employer=tied, now=now),
            done=_("Saved."),
        )
    return redirect("feedback:sealed_box", unit.pk)


@require_POST
@_kept
def offer_sealed_half(request: HttpRequest, unit: Unit) -> HttpResponse:
    """One leader begins to open the escrow."""
    if limited := ratelimit.consume_or_429(request, action="sealed", key=str(request.user.pk)):
        return limited
    form, box = PassphraseForm(request.POST, auto_id="offer_%s"), _box(request, unit)

    def offer():
        return escrow.offer_half(
            actor=request.user, box=box, passphrase=form.cleaned_data["passphrase"], now=timezone.now()
        )

    if not (box and attempt(form, offer)):
        return _page(request, unit, {"offer": form})
    messages.success(request, _("Your half is ready. Now the other leader does the same on the own device."))
    return redirect("feedback:sealed_box", unit.pk)


@require_POST
@_kept
def open_sealed_escrow(request: HttpRequest, unit: Unit) -> HttpResponse:
    """The other leader opens it; other leaders may hold the halves from then on."""
    if limited := ratelimit.consume_or_429(request, action="sealed", key=str(request.user.pk)):
        return limited
    form, box = PassphraseForm(request.POST, auto_id="offer_%s"), _box(request, unit)
    people = selectors.leaders_for(unit, on=timezone.localdate())
    changes = bool(request.POST.get("first") or request.POST.get("second"))
    new_leaders = LeadersForm(request.POST if changes else None, people=people, auto_id="new_%s")

    def opened():
        return escrow.open_escrow(
            actor=request.user, box=box, passphrase=form.cleaned_data["passphrase"], now=timezone.now(),
            leaders=new_leaders.leaders if changes else [],
        )  # fmt: skip

    if not box or (changes and not new_leaders.is_valid()) or not attempt(form, opened):
        form.is_valid()
        return _page(request, unit, {"offer": form, "new_leaders": new_leaders})
    number = form.result
    messages.success(
        request,
        ngettext(
            "The box was opened: %(number)d message has readers again.",
            "The box was opened: %(number)d messages have readers again.",
            number,
        )
        % {"number": number},
    )
    return redirect("feedback:sealed_box", unit.pk)
