"""From a paper that was read, or from above, to a directive that is issued."""

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sumvay.directives import permissions, selectors, services
from sumvay.directives.forms import AssignmentFormSet, CampaignForm, DirectiveForm, PassOnForm, ReasonForm
from sumvay.directives.models import Directive
from sumvay.documents import selectors as documents
from sumvay.errors import Refusal
from sumvay.org import selectors as org

PER_PAGE = 30


@login_required
@require_GET
def directive_list(request: HttpRequest) -> HttpResponse:
    """Directives of the units one sees, newest first, filtered by words and status."""
    found = selectors.directives_found(
        request.user,
        on=timezone.localdate(),
        text=request.GET.get("q", ""),
        status=request.GET.get("status", ""),
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "directives/list.html", {"page": page, "statuses": Directive.Status.choices})


@login_required
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One directive of one's own level or below: what it asks, of whom, and where it comes from."""
    directive = _visible(request, pk)
    today = timezone.localdate()
    context = {
        "directive": directive,
        "assignments": directive.assignments.select_related("origin").order_by("position"),
        "lineage": selectors.lineage_of(directive),
        "children": selectors.reissues_of(directive),
        "audience_count": selectors.audience_size(directive, on=today),
        "can_issue": permissions.can_issue(request.user, directive, on=today),
        "can_draft": permissions.can_draft(request.user, directive, on=today),
        "reason_form": ReasonForm(),
    }
    return render(request, "directives/detail.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def from_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """What to do with a paper that was read: issue it as one's own, or answer it with a paper of one's own."""
    paper = get_object_or_404(documents.papers_visible_to(request.user, on=timezone.localdate()), pk=pk)
    refusal = None
    if request.method == "POST":
        try:
            directive = services.draft_from_paper(
                actor=request.user,
                unit=paper.unit,
                paper=paper,
                is_own=request.POST.get("whose") == "own",
                now=timezone.now(),
            )
        except Refusal as no:
            refusal = no
        else:
            return redirect("directives:edit", directive.pk)
    context = {"paper": paper, "refusal": refusal, "drafts": selectors.drafts_from(request.user, paper)}
    return render(request, "directives/from_paper.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft: title, dates, audience, assignments."""
    directive = _visible(request, pk)
    if directive.status != Directive.Status.DRAFT:
        messages.error(request, _("This document has already been issued; it can no longer be changed."))
        return redirect("directives:detail", pk)
    form, formset = _forms(request, directive)
    refusal = None
    adding = "add_assignment" in request.POST
    if request.method == "POST" and not adding and form.is_valid() and formset.is_valid():
        try:
            services.change_directive(
                actor=request.user,
                directive=directive,
                title=form.cleaned_data["title"],
                report_due_at=form.cleaned_data["report_due_at"],
                note=form.cleaned_data["note"],
                audience=form.cleaned_data["audience"],
                audience_ids=form.audience_ids,
                assignments=_inputs(formset),
                now=timezone.now(),
            )
        except Refusal as no:
            refusal = no
        else:
            messages.success(request, _("Saved."))
            return redirect("directives:detail", pk)
    context = {"directive": directive, "form": form, "formset": formset, "refusal": refusal}
    return render(request, "directives/edit.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def edit_campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the topics, key messages, dates and hashtags a directive's campaign carries."""
    directive = _visible(request, pk)
    if directive.campaign is None:
        raise Http404
    form = CampaignForm(request.POST or None, initial=_campaign_initial(directive.campaign))
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            services.change_campaign_of(
                actor=request.user,
                directive=directive,
                now=timezone.now(),
                **form.cleaned_data,
            )
        except Refusal as no:
            refusal = no
        else:
            messages.success(request, _("Saved."))
            return redirect("directives:detail", pk)
    return render(request, "directives/campaign_form.html", {"directive": directive, "form": form, "refusal": refusal})


@login_required
@require_GET
def audience(request: HttpRequest, pk: int) -> HttpResponse:
    """Who would receive a draft, by name; what a press on the count opens."""
    directive = _visible(request, pk)
    units = selectors.audience_preview(directive, on=timezone.localdate())
    page = Paginator(units, 100).get_page(request.GET.get("page"))
    return render(request, "directives/audience.html", {"directive": directive, "page": page})


@login_required
@require_POST
def recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an issued directive back, with a reason."""
    directive = _visible(request, pk)
    form = ReasonForm(request.POST)
    try:
        if form.is_valid():
            services.recall_directive(
                actor=request.user, directive=directive, reason=form.cleaned_data["reason"], now=timezone.now()
            )
            messages.success(request, _("Recalled. The units no longer see it among what they have to do."))
        else:
            messages.error(request, _("Say why it is recalled."))
    except Refusal as no:
        messages.error(request, str(no))
    return redirect("directives:detail", pk)


@login_required
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    directive = _visible(request, pk)
    try:
        services.discard_draft(actor=request.user, directive=directive, now=timezone.now())
    except Refusal as no:
        messages.error(request, str(no))
        return redirect("directives:detail", pk)
    messages.success(request, _("The draft was thrown away."))
    return redirect("directives:list")


@login_required
@require_POST
def reissue(request: HttpRequest, dispatch_pk: int) -> HttpResponse:
    """Begin one's own paper for what came from above."""
    dispatch = _received(request, dispatch_pk)
    try:
        directive = services.reissue(actor=request.user, dispatch=dispatch, now=timezone.now())
    except Refusal as no:
        messages.error(request, str(no))
        return redirect("directives:dispatch", dispatch_pk)
    return redirect("directives:edit", directive.pk)


@login_required
@require_http_methods(["GET", "POST"])
def pass_on(request: HttpRequest, dispatch_pk: int) -> HttpResponse:
    """Send what came from above on unchanged, with a note."""
    dispatch = _received(request, dispatch_pk)
    form = PassOnForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            directive = services.pass_on(
                actor=request.user, dispatch=dispatch, note=form.cleaned_data["note"], now=timezone.now()
            )
        except Refusal as no:
            refusal = no
        else:
            return redirect("directives:follow_up", directive.pk)
    units = org.descendants_of(dispatch.unit, on=timezone.localdate())
    context = {"dispatch": dispatch, "form": form, "refusal": refusal, "unit_count": units.count()}
    return render(request, "directives/pass_on.html", context)


def _visible(request, pk):
    return get_object_or_404(selectors.directives_visible_to(request.user, on=timezone.localdate()), pk=pk)


def _received(request, pk):
    return get_object_or_404(selectors.dispatches_visible_to(request.user, on=timezone.localdate()), pk=pk)


def _forms(request, directive):
    today = timezone.localdate()
    chosen = [str(pk) for pk in directive.audience_ids]
    form = DirectiveForm(
        request.POST or None,
        kinds=selectors.kinds_below(directive, on=today),
        units=selectors.units_to_choose(directive, on=today),
        initial={
            "title": directive.title,
            "report_due_at": directive.report_due_at,
            "note": directive.note,
            "audience": directive.audience,
            "kinds": chosen,
            "units": chosen,
        },
    )
    assignments = directive.assignments.order_by("position").values(
        "origin_id", "kind", "wording", "quantity", "due_at", "proofs", "left_out_reason"
    )
    posted = request.POST.copy()
    if "add_assignment" in posted:
        # One more empty block, without JavaScript and without losing what was typed
        count = posted.get("assignments-TOTAL_FORMS", "")
        posted["assignments-TOTAL_FORMS"] = str(int(count) + 1 if re.fullmatch("[0-9]{1,3}", count) else 1)
    return form, AssignmentFormSet(posted or None, initial=list(assignments), prefix="assignments")


def _inputs(formset):
    return [
        services.AssignmentInput(**{name: value for name, value in row.items() if name != "DELETE"})
        for row in formset.cleaned_data
        if row and not row.get("DELETE")
    ]


def _campaign_initial(campaign):
    lines = []
    for topic in campaign.topics.order_by("position"):
        lines += [topic.title, *(f"- {item}" for item in topic.items), ""]
    return {
        "title": campaign.title,
        "starts_on": campaign.starts_on,
        "ends_on": campaign.ends_on,
        "topics": "\n".join(lines).strip(),
        "key_messages": "\n".join(m.text for m in campaign.key_messages.order_by("position")),
        "hashtags": " ".join(campaign.hashtags),
    }
