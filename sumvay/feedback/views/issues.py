"""Issues of the unit: the list, one with its line of levels, and what is done with it."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from sumvay.feedback import permissions, selectors, services
from sumvay.feedback.forms.issues import AnswerLineForm, MergeForm, PromiseForm, RaiseForm, TitleForm
from sumvay.feedback.issue_list import MOST_ROWS, IssueFilter, days_waiting, issue_sheet, said_of
from sumvay.feedback.models import Issue
from sumvay.feedback.reading.personal_data import masked
from sumvay.feedback.triage_sheet import XLSX
from sumvay.feedback.views.whole_lists import refused, too_long
from sumvay.ui.attempt import attempt, press

PER_PAGE, CASES_PER_PAGE, BELOW_PER_PAGE = 30, 20, 30
OF_CASE = {
    "choose": services.choose_extract,
    "drop": services.drop_extract,
    "split": services.split_case,
}


@login_required
@require_GET
def issues(request: HttpRequest) -> HttpResponse:
    """The issues of the unit, what is owed first."""
    unit, shown = _listed(request)
    now = timezone.now()
    page = Paginator(shown.rows, PER_PAGE).get_page(request.GET.get("page"))
    told = selectors.behind([row.pk for row in page.object_list])
    for row in page.object_list:
        _count(row, told[row.pk], now)
    context = {"filter": shown, "page": page, "unit": unit, "now": now, "today": timezone.localdate(now)}
    return render(request, "feedback/issues.html#rows" if request.htmx else "feedback/issues.html", context)


@login_required
@require_GET
def workbook(request: HttpRequest) -> HttpResponse:
    """What is shown, all pages, as .xlsx."""
    unit, shown = _listed(request)
    now = timezone.now()
    if why := too_long(shown.rows, most=MOST_ROWS):
        return refused(request, why, page="feedback:issues")
    return HttpResponse(
        issue_sheet(shown.rows, unit=unit, now=now),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="van-de-{timezone.localdate(now):%Y%m%d}.xlsx"'},
    )


@login_required
@require_GET
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """One issue: its line up and down, the messages here, what can be done."""
    return _show(request, _reachable(request, pk))


@login_required
@require_POST
def open_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """A proposal is taken up under a title of one's own."""
    return _filled_in(request, pk, "title_form", lambda _one: TitleForm(request.POST), services.open_issue)


@login_required
@require_POST
def dismiss_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """It is no issue; the messages stand by themselves."""
    return _do(request, pk, services.dismiss_issue, _("The messages stand by themselves again."))


@login_required
@require_POST
def raise_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Up to the next level."""
    done = _("Raised. Everybody behind it reads to whom it was passed on.")
    return _filled_in(request, pk, "raise_form", lambda one: _raise_form(one, request.POST), services.raise_issue, done)


@login_required
@require_POST
def withdraw_raise(request: HttpRequest, pk: int) -> HttpResponse:
    """Back from the level above."""
    return _do(request, pk, services.withdraw_raise, _("Taken back; it is worked on here."))


@login_required
@require_POST
def promise(request: HttpRequest, pk: int) -> HttpResponse:
    """What will be done, by which day."""
    return _filled_in(request, pk, "promise_form", lambda _one: PromiseForm(request.POST), services.promise)


@login_required
@require_POST
def answer_line(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer goes down the whole line."""
    one, form = _reachable(request, pk), AnswerLineForm(request.POST)
    act = {"actor": request.user, "issue": one, "now": timezone.now()}
    if not attempt(form, lambda: services.answer_line(**act, **form.cleaned_data)):
        return _show(request, one, answer_form=form)
    told = ngettext("%(count)d sender was answered.", "%(count)d senders were answered.", form.result)
    messages.success(request, told % {"count": form.result})
    return redirect("feedback:issue", pk)


@login_required
@require_POST
def reopen_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer is taken back."""
    return _do(request, pk, services.reopen_issue, _("Reopened; everybody behind it waits for an answer again."))


@login_required
@require_POST
def merge_issues(request: HttpRequest, pk: int) -> HttpResponse:
    """Into another issue of the unit."""
    one = _reachable(request, pk)
    form = MergeForm(request.POST, others=selectors.issues_to_merge_with(one))
    if not attempt(
        form, lambda: services.merge_issues(actor=request.user, issue=one, now=timezone.now(), **form.cleaned_data)
    ):
        return _show(request, one, merge_form=form)
    return redirect("feedback:issue", form.cleaned_data["into"].pk)


@login_required
@require_POST
def of_case(request: HttpRequest, pk: int, case_pk: int) -> HttpResponse:
    """A message of the issue goes up with it masked, no longer does, or is taken out."""
    one, act = _reachable(request, pk), OF_CASE.get(request.POST.get("act", ""))
    mine = selectors.cases_of_issue(one, request.user, on=timezone.localdate())
    case = get_object_or_404(mine, pk=case_pk)
    if act:
        press(request, lambda: act(actor=request.user, case=case, now=timezone.now()))
    return redirect("feedback:issue", pk)


def _listed(request):
    unit, today = request.unit, timezone.localdate()
    if unit is None or not permissions.can_handle(request.user, unit, on=today):
        raise Http404
    return unit, IssueFilter(request.GET, selectors.issues_at(unit, request.user, on=today))


def _reachable(request, pk) -> Issue:
    return get_object_or_404(selectors.issues_handled_by(request.user, on=timezone.localdate()), pk=pk)


def _count(one: Issue, told: selectors.Behind, now) -> None:
    """What a page says of how many are behind an issue, and how long it has waited."""
    one.said = {name: said_of(told, getattr(told, name)) for name in ("cases", "members", "units")}
    one.days = days_waiting(one, now)


def _show(request: HttpRequest, one: Issue, **bound) -> HttpResponse:
    now, today = timezone.now(), timezone.localdate()
    _count(one, selectors.behind([one.pk])[one.pk], now)
    below = Paginator(selectors.raised_to(one), BELOW_PER_PAGE).get_page(request.GET.get("below"))
    # A level reads figures of what was raised to it; of what is deeper they would tell the rest by subtraction
    told = selectors.behind_raised([under.pk for under, depth in below if depth == 1])
    for under, _depth in below:
        if under.pk in told:
            _count(under, told[under.pk], now)
        under.shown = {name: masked(getattr(under, name)) for name in ("title", "solved", "proposal")}
    mine = Paginator(selectors.cases_of_issue(one, request.user, on=today), CASES_PER_PAGE)
    page = mine.get_page(request.GET.get("page"))
    for case in page.object_list:
        case.shown, case.can_rise = masked(case.text), selectors.can_rise(case)
    line = selectors.line_above(one)
    for level in line[1:]:
        level.title, level.solved, level.proposal = map(masked, (level.title, level.solved, level.proposal))
    context = {
        "issue": one, "line": line, "below": below, "page": page, "now": now, "today": today,
        "extracts": [(case, masked(case.text)) for case in selectors.extracts_below(one)],
        **_forms(one), **bound,
    }  # fmt: skip
    return render(request, "feedback/issue.html", context, status=422 if bound else 200)


def _forms(one: Issue) -> dict:
    if one.state not in {Issue.State.PROPOSED, Issue.State.OPEN}:
        return {}
    others = selectors.issues_to_merge_with(one)
    return {
        "title_form": TitleForm(initial={"title": one.title}),
        "answer_form": AnswerLineForm(),
        "raise_form": _raise_form(one),
        "promise_form": None if one.promised_on else PromiseForm(),
        "merge_form": MergeForm(others=others) if others.exists() else None,
    }


def _raise_form(one: Issue, data=None) -> RaiseForm | None:
    """None when nobody is above."""
    above = selectors.level_above(one.unit, on=timezone.localdate())
    if above is None and data is None:
        return None
    form = RaiseForm(data, auto_id="raise_%s", joinable=selectors.issues_to_raise_to(one, above))
    form.to = above
    return form


def _do(request, pk, act: Callable, done: str):
    one = _reachable(request, pk)
    press(request, lambda: act(actor=request.user, issue=one, now=timezone.now()), done=done)
    return redirect("feedback:issue", pk)


def _filled_in(request, pk, name, make_form: Callable, act: Callable, done: str = ""):
    """One act with words; what cannot be done stays as it was typed."""
    one = _reachable(request, pk)
    form = make_form(one)
    if not attempt(form, lambda: act(actor=request.user, issue=one, now=timezone.now(), **form.cleaned_data)):
        return _show(request, one, **{name: form})
    if done:
        messages.success(request, done)
    return redirect("feedback:issue", pk)
