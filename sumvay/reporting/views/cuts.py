"""A cut and what becomes of it: figures closed, supplemented, made a paper, taken along as a file."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sumvay.errors import Refusal
from sumvay.reporting import contributors, reach, selectors, services
from sumvay.vietnamese import fold

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


@login_required
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze the figures."""
    held = _visible(request, pk)
    try:
        services.close_figures(actor=request.user, consolidation=held, now=timezone.now())
    except Refusal as no:
        messages.error(request, str(no))
    else:
        messages.success(request, _("The figures are closed. What comes later goes to a supplement."))
    return redirect("reporting:consolidation", pk)


@login_required
@require_POST
def supplement(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a supplement to closed figures."""
    held = _visible(request, pk)
    try:
        begun = services.begin_supplement(
            actor=request.user, consolidation=held, reason=request.POST.get("reason", ""), now=timezone.now()
        )
    except Refusal as no:
        messages.error(request, str(no))
        return redirect("reporting:consolidation", pk)
    return redirect("reporting:consolidation", begun.pk)


@login_required
@require_POST
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the paper of a closed cut; it is signed and issued like every other."""
    held = _visible(request, pk)
    try:
        drafted = services.draft_report_paper(actor=request.user, consolidation=held, now=timezone.now())
    except Refusal as no:
        messages.error(request, str(no))
        return redirect("reporting:consolidation", pk)
    return redirect("documents:detail", drafted.pk)


@login_required
@require_POST
def ask_annex(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the annex of thousands of units made by the worker."""
    held = _visible(request, pk)
    if services.ask_annex(actor=request.user, consolidation=held, now=timezone.now()):
        messages.success(request, _("The annex is being made. A notice brings you the file in a few minutes."))
    else:
        messages.info(request, _("The annex is being made already. A notice brings you the file."))
    return redirect("reporting:consolidation", pk)


@login_required
@require_GET
def download(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The report as .docx or PDF, or its annex by unit as .xlsx."""
    held = _visible(request, pk)
    if form == "xlsx" and services.is_large(contributors.totals_of(held)):
        messages.info(request, _("So many units take minutes. Press “Take along” and have the annex made."))
        return redirect("reporting:consolidation", pk)
    if form == "xlsx":
        content = services.annex_workbook(consolidation=held, now=timezone.now())
    else:
        content = services.render_consolidation(consolidation=held, form=form, now=timezone.now())
    return file_answer(content, f"{held.unit.name} {held.form.title}", form)


@login_required
@require_GET
def own_report_paper(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """A unit's own report on its own letterhead."""
    report = get_object_or_404(selectors.reports_visible_to(request.user, on=timezone.localdate()), pk=pk)
    try:
        content = services.render_own_report(report=report, form=form, now=timezone.now())
    except Refusal as no:
        messages.error(request, str(no))
        return redirect("reporting:report", pk)
    return file_answer(content, f"{report.unit.name} {report.form.title}", form)


def _visible(request, pk):
    return get_object_or_404(reach.consolidations_visible_to(request.user, on=timezone.localdate()), pk=pk)


def file_answer(content: bytes, name: str, form: str) -> HttpResponse:
    """A file to take along, its name without accents."""
    filename = f"{slugify(fold(name))[:120]}.{form}"
    return HttpResponse(
        content,
        content_type=MEDIA_TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{filename}"'},
    )
