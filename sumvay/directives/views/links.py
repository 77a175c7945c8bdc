"""The door for links from Zalo: a GET shows whom it is for, a press lets in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sumvay.directives import selectors, services
from sumvay.directives.forms import CodeForm, GroupLinkForm, LinkNameForm
from sumvay.directives.services.refusals import LinkDead
from sumvay.directives.views.visiting import let_in
from sumvay.errors import Refusal

GROUP_KEY = "group_link_unit"


@never_cache
@require_http_methods(["GET", "POST"])
def personal(request: HttpRequest, token: str) -> HttpResponse:
    """A personal link: says which unit and which document, asks who reports, and opens on a press."""
    try:
        link = services.living_link(token=token, kind="personal", now=timezone.now())
    except LinkDead as dead:
        return render(request, "directives/link_dead.html", {"refusal": dead}, status=410)
    form = LinkNameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        dispatch = services.use_link(link=link, now=timezone.now())
        let_in(request, link_id=link.pk, dispatch=dispatch, name=form.cleaned_data["name"])
        return redirect("directives:dispatch", dispatch.pk)
    return render(request, "directives/link.html", {"link": link, "form": form})


@never_cache
@require_http_methods(["GET", "POST"])
def group(request: HttpRequest, token: str) -> HttpResponse:
    """A group link: choose the unit, have a code sent to a registered phone or address."""
    try:
        link = services.living_link(token=token, kind="group", now=timezone.now())
    except LinkDead as dead:
        return render(request, "directives/link_dead.html", {"refusal": dead}, status=410)
    form = GroupLinkForm(request.POST or None, units=selectors.addressed_units(link.directive))
    if request.method == "POST" and form.is_valid():
        try:
            services.ask_for_code(
                link=link, unit=form.cleaned_data["unit"], contact=form.cleaned_data["contact"], now=timezone.now()
            )
        except Refusal as no:
            form.add_error(None, str(no))
        else:
            request.session[GROUP_KEY] = form.cleaned_data["unit"].pk
            return redirect("directives:group_code", token)
    return render(request, "directives/group_link.html", {"link": link, "form": form})


@never_cache
@require_http_methods(["GET", "POST"])
def group_code(request: HttpRequest, token: str) -> HttpResponse:
    """Type the code that was sent; five tries."""
    try:
        link = services.living_link(token=token, kind="group", now=timezone.now())
    except LinkDead as dead:
        return render(request, "directives/link_dead.html", {"refusal": dead}, status=410)
    unit = selectors.addressed_units(link.directive).filter(pk=request.session.get(GROUP_KEY)).first()
    if unit is None:
        return redirect("directives:group_link", token)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            dispatch, officer = services.confirm_code(
                link=link, unit=unit, code=form.cleaned_data["code"], now=timezone.now()
            )
        except Refusal as no:
            form.add_error("code", str(no))
        else:
            let_in(request, link_id=link.pk, dispatch=dispatch, name=officer.full_name, officer_id=officer.pk)
            return redirect("directives:dispatch", dispatch.pk)
    return render(request, "directives/group_code.html", {"link": link, "unit": unit, "form": form})
