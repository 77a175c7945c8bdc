"""The portal itself, for those who lead the highest desk: its sections, its identity, its former addresses."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from sumvay.newsroom.forms.site import IdentityForm, MergeForm, OldAddressForm, SectionForm
from sumvay.newsroom.permissions.site import can_shape_site
from sumvay.newsroom.selectors import site as selectors
from sumvay.newsroom.services import sections as section_services
from sumvay.newsroom.services import site as services
from sumvay.ui.attempt import attempt


def for_leaders(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For everybody else there is nothing here."""

    @login_required
    @wraps(view)
    def gated(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not can_shape_site(request.user, on=timezone.localdate()):
            raise Http404
        return view(request, *args, **kwargs)

    return gated


@require_http_methods(["GET", "POST"])
@for_leaders
def identity(request: HttpRequest) -> HttpResponse:
    """Whose site it is and by which right it speaks."""
    form = IdentityForm(request.POST or None, instance=selectors.site_identity())

    def save():
        return services.save_identity(actor=request.user, fields=form.cleaned_data, now=timezone.now())

    if request.method == "POST" and attempt(form, save):
        messages.success(request, _("Saved."))
        return redirect("newsroom:site")
    return render(request, "newsroom/site.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@for_leaders
def sections(request: HttpRequest) -> HttpResponse:
    """The sections in their order, and one more."""
    form = SectionForm(request.POST or None)

    def add():
        return section_services.add_section(actor=request.user, fields=form.cleaned_data, now=timezone.now())

    if request.method == "POST" and attempt(form, add):
        messages.success(request, _("Saved."))
        return redirect("newsroom:sections")
    context = {"sections": selectors.sections_in_use(), "form": form}
    return render(request, "newsroom/sections.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@for_leaders
def change_section(request: HttpRequest, pk: int) -> HttpResponse:
    """One section: its names, its address, its place; or its end in another."""
    section = get_object_or_404(selectors.sections_in_use(), pk=pk)
    form = SectionForm(request.POST or None, initial=model_to_dict(section))

    def change():
        return section_services.change_section(
            actor=request.user, section=section, fields=form.cleaned_data, now=timezone.now()
        )

    if request.method == "POST" and attempt(form, change):
        messages.success(request, _("Saved."))
        return redirect("newsroom:sections")
    return _section_screen(request, section, form, MergeForm(others=selectors.sections_beside(section)))


@require_POST
@for_leaders
def merge_section(request: HttpRequest, pk: int) -> HttpResponse:
    """Another section takes over."""
    section = get_object_or_404(selectors.sections_in_use(), pk=pk)
    form = MergeForm(request.POST, others=selectors.sections_beside(section))

    def merge():
        return section_services.merge_section(
            actor=request.user, section=section, into=form.cleaned_data["into"], now=timezone.now()
        )

    if attempt(form, merge):
        told = ngettext("Merged; %(count)d piece has moved.", "Merged; %(count)d pieces have moved.", form.result)
        messages.success(request, told % {"count": form.result})
        return redirect("newsroom:sections")
    return _section_screen(request, section, SectionForm(initial=model_to_dict(section)), form)


@require_http_methods(["GET", "POST"])
@for_leaders
def old_addresses(request: HttpRequest) -> HttpResponse:
    """Former addresses and where they lead, and one more."""
    form = OldAddressForm(request.POST or None)
    asked = request.GET.get("q", "")[:300]

    def add():
        return services.add_old_address(actor=request.user, now=timezone.now(), **form.cleaned_data)

    if request.method == "POST" and attempt(form, add):
        messages.success(request, _("Saved."))
        return redirect("newsroom:old_addresses")
    found = selectors.old_addresses(asked)
    context = {"addresses": found[: selectors.MOST_SHOWN], "total": found.count(), "asked": asked, "form": form}
    return render(request, "newsroom/old_addresses.html", context, status=422 if form.is_bound else 200)


@require_POST
@for_leaders
def remove_old_address(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one off the list."""
    address = get_object_or_404(selectors.old_addresses(), pk=pk)
    services.remove_old_address(actor=request.user, address=address, now=timezone.now())
    messages.success(request, _("The former address leads nowhere any more."))
    return redirect("newsroom:old_addresses")


def _section_screen(request, section, form, merge_form):
    context = {"section": section, "form": form, "merge_form": merge_form}
    status = 422 if form.is_bound or merge_form.is_bound else 200
    return render(request, "newsroom/section_change.html", context, status=status)
