"""Early warnings: the list, one with what was counted, and what is done about it."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sumvay.feedback import selectors, services
from sumvay.feedback.forms.warnings import CloseForm
from sumvay.feedback.models import Warning
from sumvay.feedback.reading.personal_data import masked
from sumvay.feedback.warning_plots import fortnights, small_bars, usual_words
from sumvay.ui.attempt import attempt, press

PER_PAGE, MOST_BEFORE = 20, 26


@login_required
@require_GET
def warnings(request: HttpRequest) -> HttpResponse:
    """Those nobody has closed, or the closed ones; of each matter the newest."""
    is_closed = request.GET.get("view") == "closed"
    newest = selectors.newest_of_each(_mine(request))
    shown = newest.filter(state=Warning.State.CLOSED) if is_closed else newest.exclude(state=Warning.State.CLOSED)
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    for one in page.object_list:
        _said(one)
    return render(request, "feedback/warnings.html", {"page": page, "is_closed": is_closed})


@login_required
@require_GET
def warning(request: HttpRequest, pk: int) -> HttpResponse:
    """One warning: its fortnights, the weeks before, what can be done."""
    return _show(request, _reachable(request, pk), CloseForm())


@login_required
@require_POST
def see(request: HttpRequest, pk: int) -> HttpResponse:
    """It has been seen."""
    return _do(request, pk, services.see_warning)


@login_required
@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """It is being acted on."""
    return _do(request, pk, services.act_on_warning)


@login_required
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Closed with what came of it."""
    one, form = _reachable(request, pk), CloseForm(request.POST)
    asked = {"actor": request.user, "warning": one, "now": timezone.now()}
    if not attempt(form, lambda: services.close_warning(**asked, **form.cleaned_data)):
        return _show(request, one, form)
    return redirect("feedback:warnings")


def _mine(request):
    return selectors.warnings_seen_by(request.user, on=timezone.localdate())


def _reachable(request, pk) -> Warning:
    return get_object_or_404(_mine(request), pk=pk)


def _said(one: Warning) -> None:
    one.usual, one.bars, one.shown = usual_words(one), small_bars(one), masked(one.note)


def _show(request: HttpRequest, one: Warning, form: CloseForm) -> HttpResponse:
    _said(one)
    handled = selectors.units_handled_by(request.user, on=timezone.localdate())
    before = list(selectors.weeks_before(one)[:MOST_BEFORE])
    for earlier in before:
        earlier.usual, earlier.shown = usual_words(earlier), masked(earlier.note)
    context = {
        "warning": one, "plot": fortnights(one), "before": before, "form": form,
        "is_own": handled.filter(pk=one.unit_id).exists(),
    }  # fmt: skip
    return render(request, "feedback/warning.html", context, status=422 if form.is_bound else 200)


def _do(request, pk, step: Callable) -> HttpResponse:
    one = _reachable(request, pk)
    press(request, lambda: step(actor=request.user, warning=one, now=timezone.now()), done=_("Noted."))
    return redirect("feedback:warning", pk)
