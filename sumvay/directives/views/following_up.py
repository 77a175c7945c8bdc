"""After issuing: texts for Zalo, personal links, the call list, reminders."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from sumvay.directives import permissions, selectors, services
from sumvay.directives.forms import CallForm
from sumvay.directives.models import Dispatch
from sumvay.errors import Refusal
from sumvay.org import selectors as org
from sumvay.ui.asked import whole

PER_PAGE = 50


@login_required
@require_GET
def follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has not finished: officers with phone numbers, last contact, a press to remind or to call."""
    directive = _visible(request, pk)
    today = timezone.localdate()
    waiting = selectors.waiting_with_officers(directive, on=today, state=request.GET.get("state", ""))
    page = Paginator(waiting, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "directive": directive,
        "page": page,
        "officers": org.contacts_of([d.unit_id for d in page], on=today),
        "states": [(s, Dispatch.State(s).label) for s in selectors.OPEN],
        "call_form": CallForm(),
        "can_follow_up": permissions.can_follow_up(request.user, directive, on=today),
    }
    return render(request, "directives/follow_up.html", context)


@login_required
@require_POST
def make_links(request: HttpRequest, pk: int) -> HttpResponse:
    """Make fresh links: one text for the group, and a personal text for each unit ticked; shown once."""
    directive = _visible(request, pk)
    today, now = timezone.localdate(), timezone.now()
    dispatches = _ticked(request, directive, today)
    try:
        texts = services.texts_with_links(actor=request.user, directive=directive, dispatches=dispatches, now=now)
    except Refusal as no:
        messages.error(request, str(no))
        return redirect("directives:follow_up", pk)
    return render(request, "directives/texts.html", {"directive": directive, "texts": texts})


@login_required
@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind the ticked units, or everyone who has not finished."""
    directive = _visible(request, pk)
    dispatches = _ticked(request, directive, timezone.localdate())
    try:
        count = services.remind(actor=request.user, directive=directive, dispatches=dispatches, now=timezone.now())
    except Refusal as no:
        messages.error(request, str(no))
    else:
        told = ngettext("%(count)d unit reminded.", "%(count)d units reminded.", count) % {"count": count}
        rest = len(dispatches) - count
        quiet = _("%(count)d were reminded less than 12 hours ago.") % {"count": rest} if rest else ""
        messages.success(request, f"{told} {quiet}".strip())
    return redirect("directives:follow_up", pk)


@login_required
@require_POST
def note_call(request: HttpRequest, pk: int, dispatch_pk: int) -> HttpResponse:
    """Write down a call."""
    directive = _visible(request, pk)
    dispatch = get_object_or_404(selectors.lineage_dispatches(directive), pk=dispatch_pk)
    form = CallForm(request.POST)
    try:
        if form.is_valid():
            services.note_call(
                actor=request.user,
                directive=directive,
                dispatch=dispatch,
                note=form.cleaned_data["note"],
                now=timezone.now(),
            )
    except Refusal as no:
        messages.error(request, str(no))
    return redirect("directives:follow_up", pk)


@login_required
@require_POST
def read_out(request: HttpRequest, pk: int, dispatch_pk: int) -> HttpResponse:
    """Show a code once, to be read out to the unit's officer on the registered phone."""
    directive = _visible(request, pk)
    dispatch = get_object_or_404(directive.dispatches.select_related("unit", "directive__unit"), pk=dispatch_pk)
    try:
        officer, code = services.read_out_code(actor=request.user, dispatch=dispatch, now=timezone.now())
    except Refusal as no:
        messages.error(request, str(no))
        return redirect("directives:follow_up", pk)
    context = {"directive": directive, "dispatch": dispatch, "officer": officer, "code": code}
    return render(request, "directives/read_out.html", context)


def _visible(request, pk):
    return get_object_or_404(selectors.directives_visible_to(request.user, on=timezone.localdate()), pk=pk)


def _ticked(request, directive, today):
    waiting = selectors.waiting_with_officers(directive, on=today, state="")
    ticked = request.POST.getlist("dispatch")
    if ticked:
        # What is no number is nobody; only nothing ticked at all means everyone
        waiting = waiting.filter(pk__in=[pk for value in ticked if (pk := whole(value)) is not None])
    return list(waiting)
