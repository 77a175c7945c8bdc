"""A listening report and what becomes of it: closed, supplemented, made a paper, taken along as a file."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sumvay.reporting import services
from sumvay.reporting.listening_reach import period_of
from sumvay.reporting.views.cuts import file_answer
from sumvay.reporting.views.listening import visible
from sumvay.ui.attempt import press


@login_required
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze figures and quoted words."""
    held = visible(request, pk)
    press(
        request,
        lambda: services.close_listening(actor=request.user, report=held, now=timezone.now()),
        done=_("The figures are closed. What comes later goes to a supplement."),
    )
    return redirect("reporting:listening_report", pk)


@login_required
@require_POST
def supplement(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a supplement to a closed report."""
    held, reason = visible(request, pk), request.POST.get("reason", "")
    begun = press(
        request,
        lambda: services.begin_listening_supplement(actor=request.user, report=held, reason=reason, now=timezone.now()),
    )
    return redirect("reporting:listening_report", begun.pk if begun else pk)


@login_required
@require_POST
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the paper of a closed report; it is signed and issued like every other."""
    held = visible(request, pk)
    drafted = press(
        request, lambda: services.draft_listening_paper(actor=request.user, report=held, now=timezone.now())
    )
    return redirect("documents:detail", drafted.pk) if drafted else redirect("reporting:listening_report", pk)


@login_required
@require_GET
def download(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The report as .docx or PDF, or its tables as .xlsx."""
    held, now = visible(request, pk), timezone.now()
    if form == "xlsx":
        content = services.listening_workbook(report=held, now=now)
    else:
        content = services.render_listening(report=held, form=form, now=now)
    return file_answer(content, f"{held.unit.name} tổng hợp ý kiến {period_of(held).title}", form)
