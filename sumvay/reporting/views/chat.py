"""*Dán tin nhắn nhóm*: a pasted group chat is read, ticked, and entered on the units' behalf."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sumvay.errors import Refusal
from sumvay.reporting import chat_reading, permissions, reach, selectors, services
from sumvay.reporting.forms_consolidating import ChatForm, ChatPickForm
from sumvay.reporting.totals import Line

MOST_TO_CHOOSE = 300


@login_required
@require_http_methods(["GET", "POST"])
def chat(request: HttpRequest, directive_pk: int) -> HttpResponse:
    """Paste a chat; look at what was read; enter what is ticked. Only the last press writes anything."""
    today = timezone.localdate()
    directive = get_object_or_404(
        reach.directives_to_consolidate(request.user, request.unit, on=today), pk=directive_pk
    )
    if not permissions.can_consolidate(request.user, request.unit, on=today):
        raise Http404
    assignments = list(reach.assignments_with_links(directive))
    form = ChatForm(request.POST or None, assignments=assignments)
    picks = []
    if request.method == "POST" and form.is_valid():
        picks = _read(request, directive, form.cleaned_data["text"])
        faulty = [pick for pick in picks if not pick.is_valid()]
        if "apply" in request.POST and not faulty:
            chosen = next((a for a in assignments if str(a.pk) == form.cleaned_data["assignment"]), None)
            try:
                taken = services.apply_group_chat(
                    actor=request.user,
                    directive=directive,
                    unit=request.unit,
                    picks=[_pick(pick) for pick in picks],
                    assignment=chosen,
                    now=timezone.now(),
                )
            except Refusal as no:
                form.add_error(None, str(no))
            else:
                messages.success(request, _told(taken))
                return redirect("reporting:chat", directive_pk)
    context = {"directive": directive, "form": form, "picks": picks, "was_read": form.is_bound and form.is_valid()}
    return render(request, "reporting/chat.html", context, status=422 if form.errors else 200)


def _read(request, directive, text):
    today = timezone.localdate()
    dispatches = reach.addressed_below(directive, request.unit, on=today)
    form = selectors.form_for(directive)
    lines = [Line.of(line) for line in selectors.lines_of(form)] if form else []
    known = reach.known_units(dispatches, on=today)
    proposals = chat_reading.proposals_in(text, known, lines, today=today)
    named = {d.pk: d.unit.name for d in dispatches}
    return [
        ChatPickForm(
            request.POST if "apply" in request.POST else None,
            proposal=proposal,
            units=_choices(named, proposal),
            lines=lines,
            prefix=f"p{place}",
        )
        for place, proposal in enumerate(proposals)
    ]


def _choices(named, proposal):
    """All units while a list of them can be used; else only the one that was recognised."""
    if len(named) <= MOST_TO_CHOOSE:
        return list(named.items())
    return [(proposal.dispatch_id, named[proposal.dispatch_id])] if proposal.dispatch_id else []


def _pick(form):
    chosen = form.cleaned_data
    return services.ChatPick(int(chosen["dispatch"] or 0), form.proposal.sender, chosen["links"], chosen["figures"])


def _told(taken):
    told = _("Entered for %(units)d units: %(links)d links, %(figures)d figures. They have been told.") % {
        "units": taken.units,
        "links": taken.links,
        "figures": taken.figures,
    }
    if taken.known:
        told += " " + _("%(known)d links had been given before.") % {"known": taken.known}
    return told
