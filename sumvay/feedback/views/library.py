"""The library of approved answers: looked through, written, approved, laid aside."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sumvay.feedback import permissions, selectors, services
from sumvay.feedback.filters import LibraryFilter
from sumvay.feedback.forms.desk import LibraryForm
from sumvay.ui.asked import whole
from sumvay.ui.attempt import attempt, press

PER_PAGE = 30


@login_required
@require_GET
def answers(request: HttpRequest) -> HttpResponse:
    """Answers of the unit and the approved ones of those above; `case` names a message to be answered with one."""
    today = timezone.localdate()
    case = _asked_case(request)
    unit = case.unit if case else request.unit
    if unit is None or not permissions.can_handle(request.user, unit, on=today):
        raise Http404
    shown = LibraryFilter(request.GET, selectors.library_of(unit, on=today))
    page = Paginator(shown.qs, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": shown,
        "page": page,
        "unit": unit,
        "today": today,
        "case": case,
        "may_approve": permissions.can_approve_answers(request.user, unit, on=today),
    }
    return render(request, "feedback/answers.html#rows" if request.htmx else "feedback/answers.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_answer(request: HttpRequest) -> HttpResponse:
    """A new answer for a leader to approve; `case` names an answered message it begins with, personal data masked."""
    if request.unit is None or not permissions.can_handle(request.user, request.unit, on=timezone.localdate()):
        raise Http404
    form = LibraryForm(request.POST or None, initial=selectors.words_for_library(_asked_case(request)))
    written = request.method == "POST" and attempt(
        form,
        lambda: services.write_answer(actor=request.user, unit=request.unit, words=form.words, now=timezone.now()),
    )
    if written:
        return redirect("feedback:answers")
    return render(request, "feedback/answer_form.html", {"form": form}, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def one_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """An answer written anew."""
    kept = _kept(request, pk)
    form = LibraryForm(request.POST) if request.method == "POST" else LibraryForm.showing(kept)
    changed = form.is_bound and attempt(
        form,
        lambda: services.change_answer(actor=request.user, answer=kept, words=form.words, now=timezone.now()),
    )
    if changed:
        return redirect("feedback:answers")
    context = {"form": form, "kept": kept}
    return render(request, "feedback/answer_form.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def approve_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """A leader lets it be used."""
    done = _("Approved. Officers here and below can answer with it.")
    return _press(request, pk, partial(services.approve_answer, edition=request.POST.get("edition", "")), done)


@login_required
@require_POST
def retire_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """No longer offered."""
    return _press(request, pk, services.retire_answer, _("It is no longer offered."))


def _asked_case(request):
    asked = whole(request.GET.get("case"))
    return selectors.case_at_desk(request.user, on=timezone.localdate()).filter(pk=asked).first() if asked else None


def _kept(request, pk):
    return get_object_or_404(selectors.answers_kept_by(request.user, on=timezone.localdate()), pk=pk)


def _press(request, pk, act, done):
    kept = _kept(request, pk)
    press(request, lambda: act(actor=request.user, answer=kept, now=timezone.now()), done=done)
    return redirect("feedback:answers")
