"""The registers of papers in and out: the list, what is shown as a sheet, and where the numbers go on from."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sumvay.documents import permissions, selectors, services
from sumvay.documents.filters import PaperFilter
from sumvay.documents.forms import OWN_KINDS, OwnRegisterForm, RegisterForm
from sumvay.documents.register_sheet import SHEET_TYPE, register_sheet
from sumvay.errors import Refusal

PAGE = 50


@login_required
@require_GET
def papers(request: HttpRequest) -> HttpResponse:
    """The papers of the office, received or own."""
    register = selectors.register_of(request.user, request.unit, on=localdate())
    shown = PaperFilter(request.GET, register)
    page = Paginator(shown.qs, PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": shown,
        "page": page,
        "counts": selectors.counts_of(register),
        "years": selectors.years_of(register),
        "may_write": request.unit and permissions.can_draft(request.user, request.unit, on=localdate()),
    }
    return render(request, "documents/list.html#rows" if request.htmx else "documents/list.html", context)


@login_required
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The papers as shown, all pages, as an .xlsx register."""
    shown = PaperFilter(request.GET, selectors.register_of(request.user, request.unit, on=localdate()))
    name = "so-van-ban-den" if shown.direction == "in" else "so-van-ban-di"
    return HttpResponse(
        register_sheet(shown.qs, shown.direction, unit=request.unit, on=localdate()),
        content_type=SHEET_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}-{localdate():%Y%m%d}.xlsx"'},
    )


@login_required
@require_http_methods(["GET", "POST"])
def registers(request: HttpRequest) -> HttpResponse:
    """Where the numbers of this year go on from."""
    if request.unit is None:
        raise Http404
    form = RegisterForm(request.POST) if request.method == "POST" else RegisterForm()
    if form.is_valid() and _set(request, form.cleaned_data):
        return redirect("documents:registers")
    kinds = dict(OWN_KINDS)
    rows = selectors.registers_of(request.unit, year=localdate().year)
    context = {
        "form": form,
        "own_form": OwnRegisterForm(initial={"next_number": 1}),
        "year": localdate().year,
        "registers": [(register, kinds.get(register.doc_type)) for register in rows],
        "may_set": permissions.can_keep_registers(request.user, request.unit, on=localdate()),
    }
    return render(request, "documents/registers.html", context, status=200 if request.method == "GET" else 422)


@login_required
@require_POST
def close_register(request: HttpRequest, pk: int) -> HttpResponse:
    """Number a kind from the shared register again."""
    register = get_object_or_404(selectors.register_in_reach(request.user, on=localdate()), pk=pk)
    try:
        services.close_own_register(actor=request.user, register=register, now=now())
    except Refusal as no:
        messages.error(request, str(no))
    return redirect("documents:registers")


def _set(request, asked):
    try:
        services.set_next_number(
            actor=request.user,
            unit=request.unit,
            year=localdate().year,
            direction=asked["direction"],
            doc_type=asked["doc_type"],
            next_number=asked["next_number"],
            now=now(),
        )
    except Refusal as no:
        messages.error(request, str(no))
        return False
    messages.success(request, _("The register goes on from %(number)d.") % {"number": asked["next_number"]})
    return True
