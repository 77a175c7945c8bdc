"""Doors to units: the tree, one unit, and what is written down about it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sumvay.accounts import services as accounts
from sumvay.org import permissions, selectors, services, unit_page
from sumvay.org.forms import DetailsForm, RenameForm, SizeForm, UnitForm
from sumvay.org.middleware import SESSION_KEY
from sumvay.org.views.asking import managed_unit, visible_unit
from sumvay.ui.asked import whole
from sumvay.ui.attempt import attempt

MOST_OPENED = 500


@login_required
@require_GET
def unit_list(request: HttpRequest) -> HttpResponse:
    """The tree from the officer's own units down, or the units that a search finds."""
    on, text = timezone.localdate(), request.GET.get("q", "").strip()
    kind, has_ended = request.GET.get("kind", ""), request.GET.get("ended") == "1"
    context = {"kinds": selectors.kinds(), "text": text, "kind": kind, "has_ended": has_ended}
    if text or kind or has_ended:
        found = selectors.units_listed(request.user, text=text, kind=kind, has_ended=has_ended, on=on)
        page = Paginator(found, unit_page.PAGE).get_page(request.GET.get("page"))
        page.object_list = unit_page.as_rows(page.object_list, on=on)
        return render(request, "org/list.html", context | {"page": page})
    top = unit_page.as_rows(selectors.top_units_of(request.user, on=on), on=on)
    may_import = request.unit is not None and permissions.can_manage(request.user, request.unit, on=on)
    context |= {"may_import": may_import, "may_shape_kinds": permissions.can_shape_kinds(request.user, on=on)}
    return render(request, "org/list.html", context | {"rows": top, "depth": 0})


@login_required
@require_GET
def children(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows below one unit, for the tree that opens in place."""
    unit, on = visible_unit(request, pk), timezone.localdate()
    depth = min(whole(request.GET.get("depth")) or 0, 20)
    rows = unit_page.as_rows(selectors.children_of(unit, on=on), on=on)[:MOST_OPENED]
    return render(request, "org/list.html#rows", {"rows": rows, "depth": depth + 1, "parent": unit})


@login_required
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit: what it is, who serves there, what stands below and beside."""
    on = timezone.localdate()
    unit = _unit_or_ended(request, pk)
    below = unit_page.as_rows(selectors.children_of(unit, on=on), on=on)
    context = {
        "unit": unit,
        "phone": accounts.shown_phone(unit.phone),
        "way_up": unit_page.way_up(request.user, unit, on=on),
        "posts": selectors.appointments_in(unit, on=on),
        "former_posts": unit_page.former_appointments(unit, on=on)[:20],
        "grants": selectors.grants_on(unit, on=on),
        "page": Paginator(below, unit_page.PAGE).get_page(request.GET.get("page")),
        "total": unit_page.total_below(unit, on=on),
        "sizes": unit_page.sizes_of(unit)[:6],
        "names": unit_page.names_of(unit),
        "parents": unit_page.parents_of(unit),
        "cared_for_by": selectors.side_links_of(unit, on=on),
        "cares_for": selectors.side_linked_to(unit, on=on),
        "heirs": unit_page.heirs_of(unit),
        "inherited": unit_page.inherited_by(unit),
        "may_manage": permissions.can_manage(request.user, unit, on=on),
        "may_manage_from_above": permissions.can_manage_from_above(request.user, unit, on=on),
    }
    return render(request, "org/detail.html", context)


def _unit_or_ended(request: HttpRequest, pk: int):
    ended = selectors.ended_units_visible_to(request.user, on=timezone.localdate())
    return ended.select_related("kind").filter(pk=pk).first() or visible_unit(request, pk)


@login_required
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """Sets up a unit below this one."""
    parent = managed_unit(request, pk)
    form = UnitForm(request.POST or None)
    if attempt(
        form,
        lambda: services.create_unit(actor=request.user, parent=parent, now=timezone.now(), **form.cleaned_data),
    ):
        messages.success(request, _("%(unit)s has been set up.") % {"unit": form.result.name})
        return redirect("org:detail", form.result.pk)
    heading = _("A new unit below %(unit)s") % {"unit": parent.name}
    return _form(request, parent, form, heading, _("Set up"))


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Corrects kind, contacts and what stands on the unit's papers."""
    unit = managed_unit(request, pk)
    initial = {name: getattr(unit, name) for name in DetailsForm.base_fields}
    form = DetailsForm(request.POST or None, initial=initial)
    if attempt(
        form, lambda: services.change_unit(actor=request.user, unit=unit, now=timezone.now(), **form.cleaned_data)
    ):
        messages.success(request, _("Saved."))
        return redirect("org:detail", pk)
    return _form(request, unit, form, _("Contacts and papers of %(unit)s") % {"unit": unit.name}, _("Save"))


@login_required
@require_http_methods(["GET", "POST"])
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives the unit another name from a day on."""
    unit = managed_unit(request, pk)
    form = RenameForm(request.POST or None, initial={"name": unit.name, "short_name": unit.short_name})
    if attempt(
        form, lambda: services.rename_unit(actor=request.user, unit=unit, now=timezone.now(), **form.cleaned_data)
    ):
        messages.success(request, _("Renamed. Papers of earlier days keep the old name."))
        return redirect("org:detail", pk)
    return _form(request, unit, form, _("Another name for %(unit)s") % {"unit": unit.name}, _("Rename"))


@login_required
@require_http_methods(["GET", "POST"])
def record_size(request: HttpRequest, pk: int) -> HttpResponse:
    """Writes down how many members, workers and women the unit has."""
    unit, on = visible_unit(request, pk), timezone.localdate()
    if not (permissions.can_act_for(request.user, unit, on=on) or permissions.can_manage(request.user, unit, on=on)):
        raise Http404
    form = SizeForm(request.POST or None)
    if attempt(
        form, lambda: services.record_size(actor=request.user, unit=unit, now=timezone.now(), **form.cleaned_data)
    ):
        messages.success(request, _("Saved."))
        return redirect("org:detail", pk)
    return _form(request, unit, form, _("Size of %(unit)s") % {"unit": unit.name}, _("Save"))


@login_required
@require_POST
def switch_unit(request: HttpRequest) -> HttpResponse:
    """Changes the unit the officer acts for; only to one where a post is held."""
    chosen = whole(request.POST.get("unit"))
    if chosen not in {unit.pk for unit in request.units_served}:
        raise Http404
    request.session[SESSION_KEY] = chosen
    onward = request.POST.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()})
    return redirect(onward if is_ours else "/")


def _form(request: HttpRequest, unit, form, heading: str, submit: str) -> HttpResponse:
    context = {"unit": unit, "form": form, "heading": heading, "submit": submit}
    return render(request, "org/form.html", context, status=422 if form.is_bound else 200)
