"""How soon a unit answers: what it promises, and how it has kept it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sumvay.feedback import permissions, selectors, services
from sumvay.feedback.forms.desk import ServiceTimeForm
from sumvay.feedback.models import Kind
from sumvay.feedback.unit_plots import in_and_out, kept_within_a_day
from sumvay.ui.attempt import attempt, press


@login_required
@require_http_methods(["GET", "POST"])
def service_times(request: HttpRequest) -> HttpResponse:
    """What holds here for each kind, and who has said so; a leader says it anew."""
    unit = _unit(request)
    bound = _said(request, unit) if request.method == "POST" else None
    if request.method == "POST" and bound is None:
        return redirect("feedback:service_times")
    rows = [
        {"kind": kind, "times": times, "by": by, "form": _form_of(kind, times, bound)}
        for kind, times, by in selectors.promises_at(unit, on=timezone.localdate())
    ]
    may_set = permissions.can_set_times(request.user, unit, on=timezone.localdate())
    context = {"unit": unit, "rows": rows, "may_set": may_set}
    return render(request, "feedback/service_times.html", context, status=422 if bound else 200)


@login_required
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """Messages in and answered by week, how many within a day, how content the writers are."""
    unit = _unit(request)
    now = timezone.now()
    weeks = selectors.weeks_of(unit, now=now)
    context = {
        "unit": unit,
        "standing": selectors.standing_of(unit, now=now),
        "plots": {"came": in_and_out(weeks, now=now), "kept": kept_within_a_day(weeks, now=now)},
        "now": now,
    }
    return render(request, "feedback/figures.html", context)


def _unit(request):
    if request.unit is None or not permissions.can_handle(request.user, request.unit, on=timezone.localdate()):
        raise Http404
    return request.unit


def _said(request, unit):
    """None when it was done; else the kind and the form with its errors."""
    kind = request.POST.get("kind")
    if kind not in Kind.values:
        raise Http404
    asked = {"actor": request.user, "unit": unit, "kind": kind, "now": timezone.now()}
    if request.POST.get("follow"):
        press(request, lambda: services.drop_service_time(**asked), done=_("What holds above holds here again."))
        return None
    form = ServiceTimeForm(request.POST, auto_id=f"{kind}_%s")
    said = attempt(form, lambda: services.set_service_time(**asked, **form.cleaned_data))
    return None if said else (kind, form)


def _form_of(kind, times, bound):
    if bound and bound[0] == kind:
        return bound[1]
    hours, days = times.first_answer.total_seconds() // 3600, times.result.days
    initial = {"first_answer_hours": int(hours), "result_days": days}
    return ServiceTimeForm(auto_id=f"{kind.value}_%s", initial=initial)
