"""Doors of an import: the file, its columns, the trial, the press that takes it over."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sumvay.errors import Refusal
from sumvay.org import permissions, selectors, services
from sumvay.org.forms import ImportFileForm
from sumvay.org.import_columns import FIELDS
from sumvay.org.import_template import template_workbook
from sumvay.org.models import Appointment, Unit, UnitImport
from sumvay.ui.attempt import attempt

SAMPLES = 3
PROBLEMS_A_PAGE = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _own_unit(request: HttpRequest) -> Unit:
    if request.unit is None:
        raise Http404
    if not permissions.can_manage(request.user, request.unit, on=timezone.localdate()):
        raise PermissionDenied
    return request.unit


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Takes a file in."""
    unit = _own_unit(request)
    form = ImportFileForm(request.POST or None, request.FILES or None)
    if attempt(
        form,
        lambda: services.receive_import(
            actor=request.user,
            unit=unit,
            content=form.cleaned_data["file"].read(),
            filename=form.cleaned_data["file"].name,
            now=timezone.now(),
        ),
    ):
        return redirect("org:import_columns", form.result.pk)
    context = {"unit": unit, "form": form, "earlier": selectors.imports_of(request.user)[:10]}
    return render(request, "org/import.html", context, status=422 if form.is_bound else 200)


@login_required
@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """An empty sheet with the headings that are understood without asking."""
    response = HttpResponse(template_workbook(selectors.kinds()), content_type=XLSX)
    response.headers["Content-Disposition"] = 'attachment; filename="don-vi-va-can-bo.xlsx"'
    return response


@login_required
@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Settles which column means what."""
    waiting = _waiting(request, pk)
    table = services.table_of(waiting)
    settled, refusal = waiting.columns, None
    if request.method == "POST":
        settled = _settled(request, len(table.headings))
        try:
            services.map_import(actor=request.user, upload=waiting, now=timezone.now(), **settled)
        except Refusal as no:
            refusal = no
        else:
            return redirect("org:import_trial", pk)
    meanings = {place: name for name, place in settled["columns"].items()}
    samples = [[row.cells[place] for row in table.rows[:SAMPLES] if place < len(row.cells) and row.cells[place]]
               for place in range(len(table.headings))]  # fmt: skip
    context = {
        "waiting": waiting,
        "columns": [
            {"place": place, "heading": heading, "samples": samples[place], "meaning": meanings.get(place, "")}
            for place, heading in enumerate(table.headings)
        ],
        "fields": FIELDS,
        "kinds": selectors.kinds(),
        "posts": Appointment.Post.choices,
        "defaults": settled["defaults"],
        "number": len(table.rows),
        "refusal": refusal,
    }
    return render(request, "org/import_columns.html", context, status=422 if refusal else 200)


def _settled(request: HttpRequest, width: int) -> dict:
    """Columns and defaults as posted; where two columns claim one meaning, the first has it."""
    chosen: dict[str, int] = {}
    for place in range(width):
        if name := request.POST.get(f"column-{place}"):
            chosen.setdefault(name, place)
    defaults = {name: request.POST.get(f"default-{name}", "") for name in ("kind", "officer_post")}
    return {"columns": chosen, "defaults": {name: value for name, value in defaults.items() if value}}


@login_required
@require_GET
def trial(request: HttpRequest, pk: int) -> HttpResponse:
    """Says what taking the file over would do, and which rows stand in the way."""
    waiting = _waiting(request, pk)
    result = services.try_import(upload=waiting, now=timezone.now())
    page = Paginator(result.problems, PROBLEMS_A_PAGE).get_page(request.GET.get("page"))
    labels = {field.name: field.label for field in FIELDS}
    problems = [{"row": each.row, "label": labels.get(each.field, ""), "text": each.text} for each in page]
    context = {"waiting": waiting, "result": result, "page": page, "problems": problems}
    return render(request, "org/import_trial.html", context)


@login_required
@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes the file over, everything or nothing."""
    waiting = get_object_or_404(selectors.imports_of(request.user), pk=pk)
    try:
        result = services.apply_import(actor=request.user, upload=waiting, now=timezone.now())
    except Refusal as no:
        messages.error(request, str(no))
        is_waiting = waiting.state == UnitImport.State.TRIED
        return redirect("org:import_trial", pk) if is_waiting else redirect("org:list")
    messages.success(
        request,
        _("Taken over: %(created)d new units, %(changed)d changed, %(posts)d posts given.")
        % {"created": result.created, "changed": result.changed, "posts": result.posts},
    )
    return redirect("org:list")


def _waiting(request: HttpRequest, pk: int) -> UnitImport:
    """A file of the officer's own that has not been taken over."""
    mine = selectors.imports_of(request.user).filter(state=UnitImport.State.TRIED)
    return get_object_or_404(mine, pk=pk)
