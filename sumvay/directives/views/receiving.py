"""What came to a unit, and doing it: one list, one dispatch, one task one screen."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from sumvay.directives import selectors, services
from sumvay.directives.forms import (
    ActivityProofForm,
    FileProofForm,
    LinkProofForm,
    NoteProofForm,
    PhotoProofForm,
    ReasonForm,
)
from sumvay.directives.models import Dispatch
from sumvay.directives.views.visiting import visitor_at
from sumvay.errors import Refusal
from sumvay.org import selectors as org

ACTIVITY_FIELDS = ("title", "held_on", "place", "attendances", "cost")
MOVES = {
    "accept": services.accept_dispatch,
    "complete": services.complete_dispatch,
    "reopen": services.reopen_dispatch,
}


@login_required
@require_GET
def my_work(request: HttpRequest) -> HttpResponse:
    """*Việc của tôi*: what waits for the unit, nearest date first, and what is done."""
    if request.unit is None:
        return render(request, "directives/my_work.html", {"waiting": [], "finished": []})
    waiting = selectors.work_with_progress(request.unit)
    finished = selectors.inbox_of(request.unit).exclude(state__in=selectors.OPEN).order_by("-done_at", "-pk")[:20]
    return render(request, "directives/my_work.html", {"waiting": waiting, "finished": finished})


@login_required
@require_GET
def mine(request: HttpRequest, directive_pk: int) -> HttpResponse:
    """From a notice to the dispatch of the unit one acts for now, or of any unit one serves."""
    today = timezone.localdate()
    served = org.units_served_by(request.user, on=today)
    dispatches = selectors.dispatches_visible_to(request.user, on=today).filter(directive=directive_pk)
    own = dispatches.filter(unit__in=served.values("pk")).order_by("pk").first()
    if own is None:
        raise Http404
    return redirect("directives:dispatch", own.pk)


@require_GET
def dispatch(request: HttpRequest, pk: int) -> HttpResponse:
    """One document as a unit received it. Looking changes nothing; *đã xem* is a press."""
    visitor = visitor_at(request, pk)
    received = visitor.dispatch
    if received.via_id and not visitor.by_link:
        return redirect("directives:dispatch", received.via_id)
    directive = received.directive
    context = {
        "visitor": visitor,
        "dispatch": received,
        "directive": directive,
        "assignments": selectors.assignments_with_progress(received),
        "lineage": selectors.lineage_of(directive),
        "topics": directive.campaign.topics.order_by("position") if directive.campaign else [],
        "key_messages": directive.campaign.key_messages.order_by("position") if directive.campaign else [],
        "has_units_below": org.children_of(received.unit, on=timezone.localdate()).exists(),
        "own_directive": selectors.own_directive(received),
        "reason_form": ReasonForm(),
    }
    return render(request, "directives/dispatch.html", context)


@require_POST
def see(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a document by a press: now it has been seen."""
    visitor = visitor_at(request, pk)
    try:
        services.see_dispatch(actor=visitor.actor, dispatch=visitor.dispatch, now=timezone.now())
    except Refusal as no:
        messages.error(request, str(no))
    return redirect("directives:dispatch", pk)


@require_POST
def answer(request: HttpRequest, pk: int, move: str) -> HttpResponse:
    """Accept, finish, or take up again."""
    visitor = visitor_at(request, pk)
    if move not in MOVES:
        raise Http404
    try:
        MOVES[move](actor=visitor.actor, dispatch=visitor.dispatch, now=timezone.now())
    except Refusal as no:
        messages.error(request, str(no))
    return redirect("directives:dispatch", pk)


@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a document does not apply to the unit, and why."""
    visitor = visitor_at(request, pk)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        services.decline_dispatch(actor=visitor.actor, dispatch=visitor.dispatch, reason=reason, now=timezone.now())
    except Refusal as no:
        messages.error(request, str(no))
    return redirect("directives:dispatch", pk)


@require_GET
def task(request: HttpRequest, pk: int, assignment_pk: int) -> HttpResponse:
    """One task one screen: what is asked, why, what was given, and the ways to give proof."""
    visitor = visitor_at(request, pk)
    return _task_page(request, visitor, _assignment(visitor.dispatch, assignment_pk))


@require_POST
def give_links(request: HttpRequest, pk: int, assignment_pk: int) -> HttpResponse:
    """Give one or several links."""
    visitor = visitor_at(request, pk)
    assignment = _assignment(visitor.dispatch, assignment_pk)
    form = LinkProofForm(request.POST)
    if form.is_valid():
        return _give(
            request, visitor, assignment, form,
            lambda: services.give_links(
                dispatch=visitor.dispatch,
                assignment=assignment,
                urls=form.cleaned_data["urls"].split(),
                note=form.cleaned_data["note"],
                now=timezone.now(),
                **visitor.giving,
            ),
        )  # fmt: skip
    return _task_page(request, visitor, assignment, link_form=form)


@require_POST
def give_files(request: HttpRequest, pk: int, assignment_pk: int) -> HttpResponse:
    """Give photos or files; each is on disk before the page answers."""
    visitor = visitor_at(request, pk)
    assignment = _assignment(visitor.dispatch, assignment_pk)
    form = PhotoProofForm(request.POST, request.FILES) if "photos" in request.FILES else None
    form = form or FileProofForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data.get("photos") or [form.cleaned_data["file"]]
        return _give(
            request, visitor, assignment, form,
            lambda: services.give_files(
                dispatch=visitor.dispatch,
                assignment=assignment,
                uploads=[(file.name, file.read()) for file in given],
                note=form.cleaned_data["note"],
                now=timezone.now(),
                **visitor.giving,
            ),
        )  # fmt: skip
    return _task_page(request, visitor, assignment, photo_form=form)


@require_POST
def give_activity(request: HttpRequest, pk: int, assignment_pk: int) -> HttpResponse:
    """Record an activity with its figures."""
    visitor = visitor_at(request, pk)
    assignment = _assignment(visitor.dispatch, assignment_pk)
    form = ActivityProofForm(request.POST, neighbours=selectors.neighbours(visitor.dispatch.unit))
    if form.is_valid():
        return _give(
            request, visitor, assignment, form,
            lambda: [services.give_activity(
                dispatch=visitor.dispatch,
                assignment=assignment,
                activity={name: form.cleaned_data[name] for name in ACTIVITY_FIELDS},
                co_organisers=list(form.cleaned_data["co_organisers"]),
                now=timezone.now(),
                **visitor.giving,
            )],
        )  # fmt: skip
    return _task_page(request, visitor, assignment, activity_form=form)


@require_POST
def give_note(request: HttpRequest, pk: int, assignment_pk: int) -> HttpResponse:
    """Say in words what was done."""
    visitor = visitor_at(request, pk)
    assignment = _assignment(visitor.dispatch, assignment_pk)
    form = NoteProofForm(request.POST)
    if form.is_valid():
        return _give(
            request, visitor, assignment, form,
            lambda: [services.give_note(
                dispatch=visitor.dispatch,
                assignment=assignment,
                note=form.cleaned_data["note"],
                now=timezone.now(),
                **visitor.giving,
            )],
        )  # fmt: skip
    return _task_page(request, visitor, assignment, note_form=form)


@require_POST
def withdraw(request: HttpRequest, pk: int, deliverable_pk: int) -> HttpResponse:
    """Take a proof back."""
    visitor = visitor_at(request, pk)
    deliverable = get_object_or_404(visitor.dispatch.deliverables.select_related("assignment"), pk=deliverable_pk)
    try:
        services.withdraw_proof(actor=visitor.actor, deliverable=deliverable, now=timezone.now())
    except Refusal as no:
        messages.error(request, str(no))
    return redirect("directives:task", pk, deliverable.assignment_id)


def _assignment(received: Dispatch, pk: int):
    return get_object_or_404(selectors.assignments_with_progress(received), pk=pk)


def _give(request, visitor, assignment, form, give):
    try:
        count = len(give())
    except Refusal as no:
        form.add_error(None, str(no))
        return _task_page(request, visitor, assignment, refused_form=form)
    messages.success(
        request, ngettext("%(count)d proof recorded.", "%(count)d proofs recorded.", count) % {"count": count}
    )
    return redirect("directives:task", visitor.dispatch.pk, assignment.pk)


def _task_page(request, visitor, assignment, refused_form=None, **forms):
    context = {
        "visitor": visitor,
        "dispatch": visitor.dispatch,
        "directive": visitor.dispatch.directive,
        "assignment": assignment,
        "progress": assignment.mine[0] if assignment.mine else None,
        "link_form": LinkProofForm(auto_id="link_%s"),
        "photo_form": PhotoProofForm(auto_id="phot_%s"),
        "file_form": FileProofForm(auto_id="file_%s"),
        "note_form": NoteProofForm(auto_id="note_%s"),
        "activity_form": ActivityProofForm(
            neighbours=selectors.neighbours(visitor.dispatch.unit), auto_id="activity_%s"
        ),
        **forms,
    }
    if refused_form is not None:
        context[FORM_NAMES[type(refused_form)]] = refused_form
    context["open_form"] = next((name for name in FORM_NAMES.values() if context[name].is_bound), "")
    return render(request, "directives/task.html", context, status=422 if context["open_form"] else 200)


FORM_NAMES = {
    LinkProofForm: "link_form",
    PhotoProofForm: "photo_form",
    FileProofForm: "file_form",
    NoteProofForm: "note_form",
    ActivityProofForm: "activity_form",
}
