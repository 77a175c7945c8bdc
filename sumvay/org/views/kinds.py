"""Doors to the kinds of units."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sumvay.org import permissions, selectors, services
from sumvay.org.forms import KindForm, NewKindForm
from sumvay.ui.attempt import attempt


@login_required
@require_http_methods(["GET", "POST"])
def kinds(request: HttpRequest) -> HttpResponse:
    """Lists the kinds and adds one."""
    _permit(request)
    form = NewKindForm(request.POST or None)
    if attempt(form, lambda: services.add_kind(actor=request.user, now=timezone.now(), **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("org:kinds")
    context = {"kinds": selectors.kinds(), "form": form}
    return render(request, "org/kinds.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Rewords a kind."""
    _permit(request)
    kind = get_object_or_404(selectors.kinds(), pk=pk)
    initial = {name: getattr(kind, name) for name in KindForm.base_fields}
    form = KindForm(request.POST or None, initial=initial)
    if attempt(
        form, lambda: services.change_kind(actor=request.user, kind=kind, now=timezone.now(), **form.cleaned_data)
    ):
        messages.success(request, _("Saved."))
        return redirect("org:kinds")
    context = {"kind": kind, "form": form}
    return render(request, "org/kind_form.html", context, status=422 if form.is_bound else 200)


def _permit(request: HttpRequest) -> None:
    if not permissions.can_shape_kinds(request.user, on=timezone.localdate()):
        raise PermissionDenied
