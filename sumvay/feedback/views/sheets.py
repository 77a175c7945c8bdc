"""Doors of a file of answers: sent, its columns settled, tried, taken over, taken back."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sumvay.feedback import permissions, selectors, services
from sumvay.feedback.forms.sheets import SheetForm
from sumvay.feedback.models import Sheet
from sumvay.feedback.sheet_rows import MEANINGS, meanings_of
from sumvay.ui.attempt import attempt, press

SHOWN, SAMPLES, PROBLEMS = 20, 3, 200


@login_required
@require_http_methods(["GET", "POST"])
def sheets(request: HttpRequest) -> HttpResponse:
    """Send a file; the earlier ones."""
    unit, now = request.unit, timezone.now()
    if unit is None or not permissions.can_handle(request.user, unit, on=timezone.localdate()):
        raise Http404
    form = SheetForm(request.POST or None, request.FILES or None)
    if attempt(form, lambda: _receive(request, unit, form, now)):
        return redirect("feedback:sheet_columns", form.result.pk)
    earlier = selectors.sheets_of(request.user, on=timezone.localdate()).filter(unit=unit)[:SHOWN]
    context = {"unit": unit, "form": form, "earlier": earlier}
    return render(request, "feedback/sheets.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def sheet_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Which column means what."""
    sent = get_object_or_404(_sheets(request).filter(state=Sheet.State.TRIED), pk=pk)
    if request.method == "POST":
        chosen = {place: request.POST.get(f"column-{place}", "") for place in range(len(sent.headings))}
        mapped = press(
            request,
            lambda: services.map_sheet(actor=request.user, sheet=sent, meanings=chosen, now=timezone.now()),
        )
        return redirect("feedback:sheet" if mapped else "feedback:sheet_columns", pk)
    meanings = meanings_of(sent.columns)
    columns_shown = [
        {
            "place": place,
            "heading": heading,
            "meaning": meanings.get(place, ""),
            "samples": [row[place + 1] for row in sent.rows[:SAMPLES] if place + 1 < len(row) and row[place + 1]],
        }
        for place, heading in enumerate(sent.headings)
    ]
    return render(
        request, "feedback/sheet_columns.html", {"sent": sent, "columns": columns_shown, "meanings": MEANINGS}
    )


@login_required
@require_GET
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """What would come, how far it is, or what came."""
    # Asked first: one that ends in between is done, not broken off
    is_at_work = selectors.is_sheet_at_work(pk)
    sent = get_object_or_404(_sheets(request), pk=pk)
    context = {"sent": sent, "problems": sent.problems[:PROBLEMS], "is_at_work": is_at_work}
    if sent.state == Sheet.State.TRIED:
        if "text" not in sent.columns:
            return redirect("feedback:sheet_columns", pk)
        trial = services.try_sheet(sheet=sent)
        context |= {"trial": trial, "problems": trial.problems[:PROBLEMS]}
    return render(request, "feedback/sheet.html#standing" if request.htmx else "feedback/sheet.html", context)


@login_required
@require_POST
def start_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it over."""
    sent = get_object_or_404(_sheets(request), pk=pk)
    press(request, lambda: services.start_sheet(actor=request.user, sheet=sent, now=timezone.now()))
    return redirect("feedback:sheet", pk)


@login_required
@require_POST
def undo_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back."""
    sent = get_object_or_404(_sheets(request), pk=pk)
    press(
        request,
        lambda: services.undo_sheet(actor=request.user, sheet=sent, now=timezone.now()),
        done=_("All messages of this file have been taken back."),
    )
    return redirect("feedback:sheet", pk)


def _sheets(request):
    return selectors.sheets_of(request.user, on=timezone.localdate())


def _receive(request, unit, form, now):
    file = form.cleaned_data["file"]
    return services.receive_sheet(actor=request.user, unit=unit, content=file.read(), filename=file.name, now=now)
