"""The 60-second report: filled in by the unit, by link, or on its behalf; read, returned and accepted from above."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sumvay.directives import selectors as directives
from sumvay.directives.models import Dispatch
from sumvay.errors import Refusal
from sumvay.reporting import permissions, selectors, services
from sumvay.reporting.forms import RemarkForm, UnitReportForm
from sumvay.reporting.models import UnitReport
from sumvay.ui.asked import whole

PER_PAGE = 40


@require_http_methods(["GET", "POST"])
def fill(request: HttpRequest, dispatch_pk: int) -> HttpResponse:
    """Fill in and send a unit's report. Looking changes nothing."""
    visitor = _visitor(request, dispatch_pk)
    page = services.report_page(dispatch=visitor.dispatch, now=timezone.now())
    form = UnitReportForm(
        request.POST or None,
        lines=page.lines,
        headings=page.form.headings,
        initial=page.initial(visitor.name),
    )
    questions: dict = {}
    if request.method == "POST" and form.is_valid():
        content = page.content(form.cleaned_data)
        entered = {pk: entry.value for pk, entry in content.entries.items()}
        questions = selectors.outliers(page.form, visitor.dispatch.unit, entered, period=page.period)
        if not questions or "sure" in request.POST:
            try:
                report = services.submit_report(
                    actor=visitor.actor,
                    dispatch=visitor.dispatch,
                    content=content,
                    source=visitor.source,
                    period=page.period,
                    all_done="all_done" in request.POST,
                    now=timezone.now(),
                )
            except Refusal as no:
                form.add_error(None, str(no))
            else:
                return redirect("reporting:sent", dispatch_pk, report.version)
    status = 422 if form.is_bound else 200
    context = {"visitor": visitor, "page": page, "form": form, "questions": _worded(page, questions)}
    return render(request, "reporting/fill.html", context, status=status)


@require_POST
def autosave(request: HttpRequest, dispatch_pk: int) -> HttpResponse:
    """Keep what is typed so far, on the server, since a chat app's browser forgets."""
    visitor = _visitor(request, dispatch_pk)
    page = services.report_page(dispatch=visitor.dispatch, now=timezone.now())
    form = UnitReportForm(request.POST, lines=page.lines, headings=page.form.headings)
    form.is_valid()
    try:
        report = services.save_draft(
            actor=visitor.actor,
            dispatch=visitor.dispatch,
            content=page.content(form.cleaned_data),
            source=visitor.source,
            period=page.period,
            now=timezone.now(),
        )
    except Refusal as no:
        return JsonResponse({"refusal": str(no)}, status=409)
    return JsonResponse({"edition": report.edition})


@require_GET
def sent(request: HttpRequest, dispatch_pk: int, version: int) -> HttpResponse:
    """After sending: what was sent, when, and who sees it."""
    visitor = _visitor(request, dispatch_pk)
    page = services.report_page(dispatch=visitor.dispatch, now=timezone.now())
    report = get_object_or_404(selectors.submitted_reports(page.form, visitor.dispatch.unit), period=page.period)
    context = {
        "visitor": visitor,
        "page": page,
        "report": report,
        "version": get_object_or_404(report.versions, version=version),
        "shown": selectors.shown(report),
        "readers": selectors.readers_of(report, on=timezone.localdate()),
    }
    return render(request, "reporting/sent.html", context)


@login_required
@require_GET
def report_list(request: HttpRequest) -> HttpResponse:
    """Reports of the units one sees."""
    found = selectors.report_list(
        request.user,
        on=timezone.localdate(),
        text=request.GET.get("q", ""),
        state=request.GET.get("state", ""),
        level=request.GET.get("level", ""),
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "reporting/list.html", {"page": page, "states": UnitReport.State.choices})


@login_required
@require_GET
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit's report, as the levels above read it."""
    report = _visible(request, pk)
    context = {
        "report": report,
        "shown": selectors.shown(report),
        "versions": selectors.history_of(report),
        "dispatch": selectors.dispatch_of(report),
        "remark_form": RemarkForm(),
        "can_judge": permissions.can_judge(request.user, report, on=timezone.localdate()),
    }
    return render(request, "reporting/report.html", context)


@login_required
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a report as it is."""
    report = _visible(request, pk)
    try:
        services.accept_report(actor=request.user, report=report, version=_version_read(request), now=timezone.now())
    except Refusal as no:
        messages.error(request, str(no))
    else:
        messages.success(request, _("Accepted."))
    return redirect("reporting:report", pk)


@login_required
@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a report back with what has to be mended."""
    report = _visible(request, pk)
    form = RemarkForm(request.POST)
    remark = form.cleaned_data["remark"] if form.is_valid() else ""
    try:
        services.return_report(
            actor=request.user, report=report, remark=remark, version=_version_read(request), now=timezone.now()
        )
    except Refusal as no:
        messages.error(request, str(no))
    else:
        messages.success(request, _("Returned. The unit has been told what has to be mended."))
    return redirect("reporting:report", pk)


def _visitor(request, dispatch_pk):
    try:
        return directives.visitor_at(
            user=request.user if request.user.is_authenticated else None,
            acting_unit=request.unit,
            opened=request.session.get("opened_by_link"),
            dispatch_id=dispatch_pk,
            now=timezone.now(),
        )
    except Dispatch.DoesNotExist as nobody:
        raise Http404 from nobody


def _visible(request, pk):
    return get_object_or_404(selectors.reports_visible_to(request.user, on=timezone.localdate()), pk=pk)


def _version_read(request):
    return whole(request.POST.get("version", ""))


def _worded(page, questions):
    return [{"line": line, "usual": questions[line.pk]} for line in page.lines if line.pk in questions]
