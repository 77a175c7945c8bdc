"""The fee sheet of a desk's month, points, the quota of the units below, and the desk's rates."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sumvay.newsroom import fee_sheets
from sumvay.newsroom.forms.wire import RateForm
from sumvay.newsroom.models import Contribution, Desk
from sumvay.newsroom.permissions.fees import can_set_rates
from sumvay.newsroom.selectors import desk as desks
from sumvay.newsroom.selectors import fees as selectors
from sumvay.newsroom.selectors import quota as quotas
from sumvay.newsroom.services import fees as services
from sumvay.newsroom.views.choosing import desk_asked
from sumvay.ui.asked import whole
from sumvay.ui.attempt import attempt

PER_PAGE = 50
# Beyond any tree of units
LAST_PAGE = 1_000_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_GET
def this_month(request: HttpRequest) -> HttpResponse:
    """The sheet of the running month, of the desk asked for; whoever edits at none reads the own unit's figures."""
    if not desks.desks_of(request.user, on=timezone.localdate()).exists():
        return redirect("newsroom:mine")
    address, desk = reverse("newsroom:fee_sheet", args=[timezone.localdate()]), whole(request.GET.get("desk"))
    return redirect(address if desk is None else f"{address}?desk={desk}")


@login_required
@require_GET
def fee_sheet(request: HttpRequest, month: datetime) -> HttpResponse:
    """Every contribution the desk published in the month, and what is paid for it."""
    desk, choice = _desk(request)
    kinds = dict(Contribution.Kind.choices)
    by_kind = [{**row, "label": kinds.get(row["kind"], row["kind"])} for row in selectors.fees_by_kind(desk, month)]
    page = Paginator(selectors.fee_lines(desk, month), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "by_kind": by_kind, "totals": selectors.fee_totals(desk, month)}
    return render(request, "newsroom/fees.html", _around(request, desk, choice, month, "fee_sheet") | context)


@login_required
@require_GET
def fee_workbook(request: HttpRequest, month: datetime) -> HttpResponse:
    """The same as a sheet to sign and pay by."""
    desk, _choice = _desk(request)
    totals = selectors.fee_totals(desk, month)
    content = fee_sheets.fee_sheet(desk, month, selectors.fee_lines(desk, month), totals)
    return _download(content, f"nhuan-but-{month:%Y-%m}-{desk.unit.code}.xlsx")


@login_required
@require_GET
def points(request: HttpRequest, month: datetime) -> HttpResponse:
    """Points of the month by unit, or by person."""
    (desk, choice), by_author = _desk(request), request.GET.get("by") == "author"
    rows = _points(desk, month, by_author=by_author)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "by_author": by_author, "totals": selectors.fee_totals(desk, month)}
    return render(request, "newsroom/fee_points.html", _around(request, desk, choice, month, "fee_points") | context)


@login_required
@require_GET
def points_workbook(request: HttpRequest, month: datetime) -> HttpResponse:
    """The same as a sheet, by unit or by person as shown."""
    (desk, _choice), by_author = _desk(request), request.GET.get("by") == "author"
    rows, totals = _points(desk, month, by_author=by_author), selectors.fee_totals(desk, month)
    content = fee_sheets.points_sheet(desk, month, rows, totals, by_author=by_author)
    return _download(content, f"diem-cong-tac-{month:%Y-%m}-{desk.unit.code}.xlsx")


@login_required
@require_GET
def quota(request: HttpRequest, month: datetime) -> HttpResponse:
    """What the units below were expected to send, and who did not."""
    (desk, choice), today = _desk(request), timezone.localdate()
    asked, narrowed = quotas.asked_in(month, today=today), _narrowed(request)
    found, page = _quota_page(request, desk, month, narrowed)
    context = {
        "page": page,
        **narrowed,
        "asked": asked,
        "figures": found.figures(),
        "unknown": found.of_unknown_size,
        "chart": fee_sheets.quota_plot(quotas.branches_shown(found), month, missed=found.figures()["missed"]),
        "is_running": timezone.localdate(asked.until) > today,
    }
    return render(request, "newsroom/quota.html", _around(request, desk, choice, month, "quota") | context)


def _narrowed(request: HttpRequest) -> dict[str, str]:
    """Which units of the quota are asked for."""
    return {"which": request.GET.get("which", ""), "text": request.GET.get("q", "").strip()}


def _quota_page(request: HttpRequest, desk: Desk, month: datetime, narrowed: dict) -> tuple[quotas.Quota, Page]:
    """The sums and the lines of the page asked for, read together; of a page there is not, the last one's."""

    def read(number: int) -> quotas.Quota:
        span = {"begin": (number - 1) * PER_PAGE, "most": PER_PAGE}
        return quotas.quota_of(desk.unit, month, today=timezone.localdate(), **narrowed, **span)

    number = min(max(whole(request.GET.get("page")) or 1, 1), LAST_PAGE)
    found = read(number)
    page = Paginator(range(found.count), PER_PAGE).get_page(number)
    page.object_list = found.lines if page.number == number else read(page.number).lines
    return found, page


@login_required
@require_GET
def quota_workbook(request: HttpRequest, month: datetime) -> HttpResponse:
    """What the list shows, on all its pages, as a sheet."""
    desk, _choice = _desk(request)
    found = quotas.quota_of(desk.unit, month, today=timezone.localdate(), **_narrowed(request))
    content = fee_sheets.quota_sheet(desk, month, found)
    return _download(content, f"chi-tieu-tin-bai-{month:%Y-%m}-{desk.unit.code}.xlsx")


@login_required
@require_http_methods(["GET", "POST"])
def rates(request: HttpRequest) -> HttpResponse:
    """The rates in force and to come, and another one from a day on."""
    desk, choice = _desk(request)
    may_set = can_set_rates(request.user, desk)
    if request.method == "POST" and not may_set:
        raise Http404
    form = RateForm(request.POST or None)
    if attempt(form, lambda: services.set_rate(actor=request.user, desk=desk, now=timezone.now(), **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect(f"{reverse('newsroom:fee_rates')}?desk={desk.unit_id}")
    found = selectors.rates_of(desk, on=timezone.localdate())
    context = {"desk": desk, "choice": choice, "rates": found, "form": form, "may_set": may_set}
    return render(request, "newsroom/fee_rates.html", context | {"month": timezone.localdate()})


def _desk(request: HttpRequest) -> tuple[Desk, desks.DeskChoice]:
    """The desk asked for, else the first found at which the officer edits, and the others; 404 where there is none."""
    desk, choice = desk_asked(request)
    if desk is None:
        raise Http404
    return desk, choice


def _points(desk: Desk, month: datetime, *, by_author: bool):
    return (selectors.points_by_author if by_author else selectors.points_by_unit)(desk, month)


def _around(request: HttpRequest, desk: Desk, choice: desks.DeskChoice, month: datetime, here: str) -> dict:
    """What stands above each of these pages."""
    before = (month - timedelta(days=1)).replace(day=1)
    after = selectors.following(month)
    return {
        "desk": desk,
        "choice": choice,
        "month": month,
        "before": before,
        "after": after if after <= timezone.now() else None,
        "here": here,
        "may_set": can_set_rates(request.user, desk),
    }


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
