"""Doors to the ties beside the tree."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sumvay.errors import Refusal
from sumvay.org import permissions, selectors, services
from sumvay.org.forms import SideLinkForm
from sumvay.org.views.asking import visible_unit
from sumvay.ui.attempt import attempt


@login_required
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """Lets another unit look after this one beside its parent."""
    unit, on = visible_unit(request, pk), timezone.localdate()
    if not permissions.can_manage_from_above(request.user, unit, on=on):
        raise PermissionDenied
    near = selectors.units_visible_to(request.user, on=on).exclude(pk=unit.pk)
    form = SideLinkForm(request.POST or None, units=near)
    if attempt(
        form, lambda: services.link_beside(actor=request.user, unit=unit, now=timezone.now(), **form.cleaned_data)
    ):
        messages.success(request, _("Saved."))
        return redirect("org:detail", pk)
    heading = _("Who looks after %(unit)s beside its parent") % {"unit": unit.name}
    context = {"unit": unit, "form": form, "heading": heading, "submit": _("Save")}
    return render(request, "org/form.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def end(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    """Ends such a tie today."""
    unit, on = visible_unit(request, pk), timezone.localdate()
    tie = selectors.side_links_of(unit, on=on).filter(pk=link).first()
    if not tie:
        raise Http404
    try:
        services.end_side_link(actor=request.user, link=tie, on=on, now=timezone.now())
        messages.success(request, _("Ended."))
    except Refusal as no:
        messages.error(request, str(no))
    return redirect("org:detail", pk)
