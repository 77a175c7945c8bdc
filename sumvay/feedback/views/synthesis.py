"""What members wrote about during a period: to a unit and to all below it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sumvay.feedback import permissions, selectors
from sumvay.feedback.forms.synthesis import PeriodForm
from sumvay.feedback.selectors.periods import Period
from sumvay.feedback.selectors.synthesis_tables import tables_of, trend
from sumvay.feedback.synthesis_sheet import synthesis_sheet
from sumvay.feedback.triage_sheet import XLSX
from sumvay.org.models import Unit


@login_required
@require_GET
def synthesis(request: HttpRequest) -> HttpResponse:
    """Counts with their change, the issues most people are behind, the weeks."""
    unit, form = _asked(request)
    period, now = form.period, timezone.now()
    told = selectors.synthesis_of(unit, period)
    context = {
        "unit": unit, "form": form, "period": period, "now": now, "told": told, "tables": tables_of(told),
        "plot": trend(told, period, now=now),
        "earlier": _address(period.before), "later": _address(period.after) if period.until < form.today else "",
        "kept": _address(period),
    }  # fmt: skip
    return render(request, "feedback/synthesis.html", context, status=200 if form.is_valid() else 422)


@login_required
@require_GET
def workbook(request: HttpRequest) -> HttpResponse:
    """The same tables as .xlsx."""
    unit, form = _asked(request)
    period = form.period
    content = synthesis_sheet(selectors.synthesis_of(unit, period), unit=unit, period=period, now=timezone.now())
    name = f"tong-hop-y-kien-{period.since:%Y%m%d}-{period.until:%Y%m%d}.xlsx"
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _asked(request: HttpRequest) -> tuple[Unit, PeriodForm]:
    """The unit acted for, if the officer handles its messages, and the days asked."""
    unit, today = request.unit, timezone.localdate()
    if unit is None or not permissions.can_handle(request.user, unit, on=today):
        raise Http404
    return unit, PeriodForm(request.GET, today=today)


def _address(period: Period) -> str:
    return f"?span={period.span}&since={period.since}"
