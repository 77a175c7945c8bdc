"""The editors' calendar, by month and by week, and what is done in it."""

import calendar as months
from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms.models import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sumvay.errors import Refusal
from sumvay.newsroom.forms.planning import MoveForm, PlanForm, StartForm
from sumvay.newsroom.models import Desk
from sumvay.newsroom.selectors import desk as desks
from sumvay.newsroom.selectors import planning as selectors
from sumvay.newsroom.services import planning as services
from sumvay.newsroom.views.choosing import desk_asked, desks_offered
from sumvay.ui.attempt import attempt, press

DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1950, 2098


@login_required
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """One desk's month or week."""
    today = timezone.localdate()
    desk, choice = desk_asked(request)
    if desk is None:
        return render(request, "newsroom/calendar_without_desk.html")
    day = _asked_day(request.GET.get("day"), today)
    context = _around(desk, choice, day, is_week=request.GET.get("view") == "week")
    is_print = request.GET.get("print") == "1"
    return render(request, "newsroom/calendar_print.html" if is_print else "newsroom/calendar.html", context)


def _around(desk: Desk, choice: desks.DeskChoice, day: date, *, is_week: bool, form: PlanForm | None = None) -> dict:
    """The month or the week around a day, with the form that adds a line to it."""
    now, today = timezone.now(), timezone.localdate()
    first, last = _week_of(day) if is_week else _weeks_of_month(day)
    month = None if is_week else day.month
    return {
        "desk": desk,
        "choice": choice,
        "days": selectors.plan_days(desk, first=first, last=last, month=month, now=now),
        "day": day,
        "first": first,
        "last": last,
        "is_week": is_week,
        "before": first - DAY if is_week else day.replace(day=1) - DAY,
        "after": last + DAY if is_week else day.replace(day=28) + 4 * DAY,
        "today": today,
        "form": form or PlanForm(desk=desk, today=today, initial={"on": max(day, today)}),
        "sections": desks.open_sections(),
    }


@login_required
@require_POST
def plan(request: HttpRequest, desk_pk: int) -> HttpResponse:
    """Writes a line into the plan."""
    today = timezone.localdate()
    desk = get_object_or_404(desks.desks_of(request.user, on=today), pk=desk_pk)
    form = PlanForm(request.POST, desk=desk, today=today)

    def add():
        return services.plan_piece(actor=request.user, desk=desk, now=timezone.now(), **form.cleaned_data)

    if attempt(form, add):
        return _back(request, desk, form.cleaned_data["on"])
    # What was typed stays in the form, below the calendar
    is_week = request.POST.get("view") == "week"
    on = form.cleaned_data.get("on") or today
    context = _around(desk, desks_offered(request), on, is_week=is_week, form=form)
    return render(request, "newsroom/calendar.html", context, status=422)


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another title, day, kind, writer or note for a line."""
    line, today = _mine(request, pk), timezone.localdate()
    as_it_was = model_to_dict(line, fields=PlanForm.Meta.fields)
    form = PlanForm(request.POST or None, desk=line.desk, today=today, initial=as_it_was)
    # *Keep mine* names the line it overwrites, which stood beside it on the page
    edition = request.POST.get("over") or request.POST.get("edition", "")

    def write_anew():
        return services.change_planned(
            actor=request.user, planned=line, edition=edition, now=timezone.now(), **form.cleaned_data
        )

    if request.method == "POST" and attempt(form, write_anew):
        return _back(request, line.desk, form.cleaned_data["on"])
    context = {
        "line": line,
        "form": form,
        "back": _calendar_at(line.desk, line.on, view=request.GET.get("view")),
        "edition": edition if form.is_bound else line.edition,
        "is_behind": form.is_bound and edition != line.edition,
    }
    return render(request, "newsroom/plan_change.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts a line on another day."""
    line, form = _mine(request, pk), MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please choose a day."))
        return _back(request, line.desk, line.on)
    on = form.cleaned_data["on"]
    press(request, lambda: services.move_planned(actor=request.user, planned=line, on=on, now=timezone.now()))
    return _back(request, line.desk, on)


@login_required
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a line out of the plan."""
    line = _mine(request, pk)
    press(request, lambda: services.remove_planned(actor=request.user, planned=line, now=timezone.now()))
    return _back(request, line.desk, line.on)


@login_required
@require_POST
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Makes a piece of a line and opens it in the editor."""
    line, form = _mine(request, pk), StartForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please choose a section."))
        return _back(request, line.desk, line.on)
    section = form.cleaned_data["section"]
    try:
        piece = services.start_planned(actor=request.user, planned=line, section=section, now=timezone.now())
    except Refusal as no:
        messages.error(request, str(no))
        return _back(request, line.desk, line.on)
    return redirect("wagtailsnippets_newsroom_piece:edit", piece.pk)


@login_required
@require_POST
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Begins what one was asked to write, as an item to be sent to the desk."""
    line = get_object_or_404(selectors.assigned_to(request.user, on=timezone.localdate()), pk=pk)
    begun = press(request, lambda: services.write_planned(actor=request.user, planned=line, now=timezone.now()))
    return redirect("newsroom:write", begun.pk) if begun else redirect("newsroom:mine")


def _mine(request: HttpRequest, pk: int):
    return get_object_or_404(selectors.planned_for(request.user), pk=pk)


def _back(request: HttpRequest, desk: Desk, on: date) -> HttpResponse:
    return redirect(_calendar_at(desk, on, view=request.POST.get("view")))


def _calendar_at(desk: Desk, on: date, *, view: str | None) -> str:
    asked = {"desk": desk.unit_id, "day": on.isoformat(), **({"view": "week"} if view == "week" else {})}
    return f"{reverse('newsroom:calendar')}?{urlencode(asked)}"


def _asked_day(text: str | None, today: date) -> date:
    if not text:
        return today
    try:
        day = date.fromisoformat(text)
    except ValueError as odd:
        raise Http404 from odd
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Http404
    return day


def _week_of(day: date) -> tuple[date, date]:
    monday = day - day.weekday() * DAY
    return monday, monday + 6 * DAY


def _weeks_of_month(day: date) -> tuple[date, date]:
    end = day.replace(day=months.monthrange(day.year, day.month)[1])
    return _week_of(day.replace(day=1))[0], _week_of(end)[1]
