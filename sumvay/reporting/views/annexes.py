"""Tables of superiors: laid down, mapped once, filled in place."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sumvay.errors import Refusal
from sumvay.reporting import contributors, permissions, reach, services
from sumvay.reporting.forms_consolidating import AnnexForm, AnnexMapForm


@login_required
@require_http_methods(["GET", "POST"])
def annexes(request: HttpRequest, pk: int) -> HttpResponse:
    """The tables superiors want filled, and a place to lay down another one."""
    held = _own(request, pk)
    form = AnnexForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            annex = services.add_annex(
                actor=request.user,
                consolidation=held,
                recipient=form.cleaned_data["recipient"],
                name=upload.name,
                content=upload.read(),
                now=timezone.now(),
            )
        except Refusal as no:
            form.add_error("file", str(no))
        else:
            return redirect("reporting:map_annex", pk, annex.pk)
    context = {"held": held, "form": form, "annexes": reach.annexes_of(held)}
    return render(request, "reporting/annexes.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def map_annex(request: HttpRequest, pk: int, annex_pk: int) -> HttpResponse:
    """Say which figure belongs into which cell."""
    held, annex = _annex(request, pk, annex_pk)
    form = AnnexMapForm(
        request.POST or None,
        slots=services.slots_of(annex=annex),
        lines=contributors.totals_of(held).lines,
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.map_annex(actor=request.user, annex=annex, cells=form.cells, now=timezone.now())
        except Refusal as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, _("Saved. The table can be filled now."))
            return redirect("reporting:annexes", pk)
    context = {"held": held, "annex": annex, "form": form}
    return render(request, "reporting/annex_map.html", context, status=422 if form.is_bound else 200)


@login_required
@require_GET
def filled(request: HttpRequest, pk: int, annex_pk: int) -> HttpResponse:
    """The superior's table with our figures in it."""
    held, annex = _annex(request, pk, annex_pk)
    return HttpResponse(
        services.fill_annex(annex=annex, consolidation=held),
        content_type=annex.file.media_type,
        headers={"Content-Disposition": f'attachment; filename="phu-luc-{annex.pk}{_ending(annex.file.name)}"'},
    )


@login_required
@require_POST
def drop(request: HttpRequest, pk: int, annex_pk: int) -> HttpResponse:
    """Take a table out of the list."""
    _held, annex = _annex(request, pk, annex_pk)
    try:
        services.drop_annex(actor=request.user, annex=annex, now=timezone.now())
    except Refusal as no:
        messages.error(request, str(no))
    return redirect("reporting:annexes", pk)


def _own(request, pk):
    held = get_object_or_404(reach.consolidations_visible_to(request.user, on=timezone.localdate()), pk=pk)
    if not permissions.can_consolidate(request.user, held.unit, on=timezone.localdate()):
        raise Http404
    return held


def _annex(request, pk, annex_pk):
    held = _own(request, pk)
    return held, get_object_or_404(reach.annexes_of(held), pk=annex_pk)


def _ending(name):
    return name[name.rindex(".") :]
