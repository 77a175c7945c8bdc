"""A listening report as it is written: begun, looked through, words chosen, shortened and pinned."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sumvay.errors import Refusal
from sumvay.feedback import selectors as feedback
from sumvay.reporting import permissions, services
from sumvay.reporting.content import edition_of
from sumvay.reporting.forms_consolidating import NarrativeForm, SupplementForm
from sumvay.reporting.forms_listening import ListeningPeriodForm
from sumvay.reporting.listening_page import chosen_in, page_of, told_of
from sumvay.reporting.listening_reach import listening_visible_to, period_of
from sumvay.reporting.listening_words import HEADINGS
from sumvay.reporting.models import ChosenExtract, Consolidation, ListeningReport
from sumvay.ui.asked import whole
from sumvay.ui.attempt import press


@login_required
@require_http_methods(["GET", "POST"])
def listening(request: HttpRequest) -> HttpResponse:
    """The listening reports of the acting unit, newest period first; a press begins one."""
    today, unit = timezone.localdate(), request.unit
    if unit is None or not permissions.can_report_listening(request.user, unit, on=today):
        raise Http404
    if request.method == "POST":
        form = ListeningPeriodForm(request.POST)
        if not form.is_valid():
            raise Http404
        asked = {"actor": request.user, "unit": unit, "period": form.period, "now": timezone.now()}
        if begun := press(request, lambda: services.begin_listening(**asked)):
            return redirect("reporting:listening_report", begun.pk)
    reports = listening_visible_to(request.user, on=today).filter(unit=unit)
    context = {"unit": unit, "reports": [(report, period_of(report)) for report in reports]}
    return render(request, "reporting/listening.html", context)


@login_required
@require_GET
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The figures with their plot, issues, quoted words, what is written; from here it is closed and made a paper."""
    return _page(request, visible(request, pk))


def _page(request, held, typed=None, status=200):
    now = timezone.now()
    writing = held.state == Consolidation.State.OPEN
    period = period_of(held)
    context = {
        "held": held,
        "period": period,
        "page": page_of(held, now=now),
        "writing": writing,
        "is_over": period.until < timezone.localdate(now),
        "headings": [(heading["title"], held.narrative.get(heading["key"], "")) for heading in HEADINGS],
        "form": NarrativeForm(headings=HEADINGS, narrative=held.narrative, typed=typed),
        "supplement_form": SupplementForm(),
        "now": held.cut_at or now,
    }
    return render(request, "reporting/listening_report.html", context, status=status)


@login_required
@require_POST
def narrative(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is written; the page calls this by itself while one types."""
    held = visible(request, pk)
    by_itself, written = "X-Draft" in request.headers, _written(request, held)
    try:
        services.write_listening(actor=request.user, report=held, now=timezone.now(), **written)
    except Refusal as no:
        if by_itself:
            return JsonResponse({"refusal": str(no)}, status=409)
        return _refused(request, pk, no, written)
    if by_itself:
        return JsonResponse({"edition": edition_of(held.narrative)})
    return redirect("reporting:listening_report", pk)


@login_required
@require_POST
def pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Pin a sentence of a unit below; `sentence` is "<issue>.<heading>.<place>"."""
    held = visible(request, pk)
    issue, heading, place = [*request.POST.get("sentence", "").split("."), "", "", ""][:3]
    issue_id, position = whole(issue), whole(place)
    if issue_id is None or position is None:
        raise Http404
    asked, written = {"issue_id": issue_id, "heading": heading, "place": position}, _written(request, held)
    try:
        services.pin_raised(actor=request.user, report=held, now=timezone.now(), **asked, **written)
    except Refusal as no:
        return _refused(request, pk, no, written)
    return redirect("reporting:listening_report", pk)


@login_required
@require_http_methods(["GET", "POST"])
def extracts(request: HttpRequest, pk: int) -> HttpResponse:
    """Members' words that may be quoted, and those chosen; a press chooses one."""
    held = visible(request, pk)
    if held.state != Consolidation.State.OPEN:
        return redirect("reporting:listening_report", pk)
    if request.method == "POST":
        case_id = whole(request.POST.get("case", ""))
        if case_id is None:
            raise Http404
        asked = {"actor": request.user, "report": held, "case_id": case_id, "now": timezone.now()}
        press(request, lambda: services.choose_extract(**asked))
        return redirect("reporting:listening_extracts", pk)
    chosen = chosen_in(held)
    context = {
        "held": held,
        "period": period_of(held),
        "chosen": chosen,
        "taken": {one.case_id for one in chosen},
        "groups": feedback.extracts_proposed(held.unit, period_of(held), told_of(held).issues),
    }
    return render(request, "reporting/listening_extracts.html", context)


@login_required
@require_POST
def shorten(request: HttpRequest, pk: int, extract_pk: int) -> HttpResponse:
    """Leave words out of a chosen extract."""
    chosen, text = _chosen(request, pk, extract_pk), request.POST.get("text", "")
    press(
        request,
        lambda: services.shorten_extract(actor=request.user, extract=chosen, text=text, now=timezone.now()),
        done=_("The extract is shortened."),
    )
    return redirect("reporting:listening_extracts", pk)


@login_required
@require_POST
def drop(request: HttpRequest, pk: int, extract_pk: int) -> HttpResponse:
    """Take a chosen extract out again."""
    chosen = _chosen(request, pk, extract_pk)
    press(request, lambda: services.drop_extract(actor=request.user, extract=chosen, now=timezone.now()))
    return redirect("reporting:listening_extracts", pk)


def visible(request: HttpRequest, pk: int) -> ListeningReport:
    """A report the officer reaches, or 404."""
    return get_object_or_404(listening_visible_to(request.user, on=timezone.localdate()), pk=pk)


def _chosen(request, pk, extract_pk) -> ChosenExtract:
    return get_object_or_404(visible(request, pk).chosen.select_related("report__unit"), pk=extract_pk)


def _written(request, held):
    return NarrativeForm(request.POST, headings=HEADINGS, narrative=held.narrative).written


def _refused(request, pk, no, written):
    """The page with what was typed still on it."""
    messages.error(request, str(no))
    return _page(request, visible(request, pk), typed=written["narrative"], status=422)
