"""A level's consolidation as it is written: begun, gathered, looked through, every number opened."""

from datetime import date
from decimal import Decimal

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sumvay.directives import selectors as directives
from sumvay.errors import Refusal
from sumvay.org import selectors as org
from sumvay.reporting import contributors, looking, permissions, reach, selectors, services
from sumvay.reporting.content import Content, Entry, edition_of
from sumvay.reporting.forms import UnitReportForm
from sumvay.reporting.forms_consolidating import NarrativeForm, SupplementForm
from sumvay.reporting.models import Consolidation
from sumvay.ui.asked import whole

MOST_PROOFS = 24


@login_required
@require_http_methods(["GET", "POST"])
def consolidations(request: HttpRequest, directive_pk: int) -> HttpResponse:
    """The consolidations of the acting unit for what a directive asks; a press begins one."""
    today, now = timezone.localdate(), timezone.now()
    directive = get_object_or_404(
        reach.directives_to_consolidate(request.user, request.unit, on=today), pk=directive_pk
    )
    period = selectors.period_for(directive, now=now)
    if request.method == "POST":
        try:
            begun = services.begin_consolidation(
                actor=request.user,
                directive=directive,
                unit=request.unit,
                period=period and (_day(request.POST.get("period")) or period),
                now=now,
            )
        except Refusal as no:
            messages.error(request, str(no))
        else:
            return redirect("reporting:consolidation", begun.pk)
    visible = reach.consolidations_visible_to(request.user, on=today)
    context = {
        "directive": directive,
        "form": selectors.form_for(directive),
        "own": visible.filter(form__directive=directive.lineage_id, unit=request.unit),
        "period": period,
        "may_begin": permissions.can_consolidate(request.user, request.unit, on=today),
    }
    return render(request, "reporting/consolidations.html", context)


@login_required
@require_GET
def consolidation(request: HttpRequest, pk: int) -> HttpResponse:
    """The report of a branch: the form as a paper, coverage, who is missing, what stands out, what changed."""
    return _page(request, _visible(request, pk))


def _page(request, held, typed=None, status=200):
    may_write = permissions.can_consolidate(request.user, held.unit, on=timezone.localdate())
    writing = may_write and held.state == Consolidation.State.OPEN
    page = looking.page_of(held)
    context = {
        "page": page,
        "is_large": services.is_large(page.totals),
        "held": held,
        "may_write": may_write,
        "writing": writing,
        "form": NarrativeForm(headings=held.form.headings, narrative=held.narrative, typed=typed),
        "supplement_form": SupplementForm(),
        "now": held.cut_at or timezone.now(),
    }
    return render(request, "reporting/consolidation.html", context, status=status)


@login_required
@require_POST
def narrative(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is written; the page calls this by itself while one types."""
    held = _visible(request, pk)
    by_itself, written = "X-Draft" in request.headers, _written(request, held)
    try:
        services.write_narrative(actor=request.user, consolidation=held, now=timezone.now(), **written)
    except Refusal as no:
        if by_itself:
            return JsonResponse({"refusal": str(no)}, status=409)
        return _refused(request, pk, no, written)
    if by_itself:
        return JsonResponse({"edition": edition_of(held.narrative)})
    return redirect("reporting:consolidation", pk)


@login_required
@require_POST
def pick(request: HttpRequest, pk: int) -> HttpResponse:
    """Pin a unit's sentence into the narrative, with credit; `sentence` is "<version>.<heading>.<place>"."""
    held = _visible(request, pk)
    version_pk, heading, place = _sentence(request)
    version = get_object_or_404(contributors.versions_of(held).select_related("report__unit"), pk=version_pk)
    written = _written(request, held)
    try:
        services.pick_sentence(
            actor=request.user,
            consolidation=held,
            version=version,
            heading=heading,
            place=place,
            now=timezone.now(),
            **written,
        )
    except Refusal as no:
        return _refused(request, pk, no, written)
    return redirect("reporting:consolidation", pk)


@login_required
@require_POST
def unpick(request: HttpRequest, pk: int, pick_pk: int) -> HttpResponse:
    """Take a pinned sentence out again."""
    held = _visible(request, pk)
    pinned = get_object_or_404(held.picks.select_related("report__unit", "consolidation__unit"), pk=pick_pk)
    written = _written(request, held)
    try:
        services.unpick_sentence(actor=request.user, pick=pinned, now=timezone.now(), **written)
    except Refusal as no:
        return _refused(request, pk, no, written)
    return redirect("reporting:consolidation", pk)


@login_required
@require_POST
def looked(request: HttpRequest, pk: int) -> HttpResponse:
    """Count changes from now on."""
    held = _visible(request, pk)
    try:
        services.note_look(actor=request.user, consolidation=held, now=timezone.now())
    except Refusal as no:
        messages.error(request, str(no))
    return redirect("reporting:consolidation", pk)


@login_required
@require_http_methods(["GET", "POST"])
def own_part(request: HttpRequest, pk: int) -> HttpResponse:
    """What the level that asked did itself; units that were asked report as they were asked."""
    held = _visible(request, pk)
    duty = directives.nearest_dispatch(held.form.directive, held.unit)
    if duty:
        return redirect("reporting:fill", duty.pk)
    if not permissions.can_consolidate(request.user, held.unit, on=timezone.localdate()):
        raise Http404
    lines = list(selectors.lines_of(held.form))
    initial = looking.own_part_of(held, lines) | {"reporter": request.user.full_name}
    form = UnitReportForm(request.POST or None, lines=lines, headings=[], initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.report_own_part(
                actor=request.user, consolidation=held, content=_own_content(form, lines), now=timezone.now()
            )
        except Refusal as no:
            form.add_error(None, str(no))
        else:
            return redirect("reporting:consolidation", pk)
    context = {"held": held, "form": form}
    return render(request, "reporting/own_part.html", context, status=422 if form.is_bound else 200)


@login_required
@require_GET
def number(request: HttpRequest, pk: int, line_pk: int) -> HttpResponse:
    """What is behind one number: branches, the reports of units, their proofs."""
    held = _visible(request, pk)
    line = next((line for line in contributors.totals_of(held).lines if line.pk == line_pk), None)
    branch_pk = whole(request.GET.get("unit", str(held.unit_id)))
    inside = org.descendants_of(held.unit, on=contributors.day_of(held), include_self=True)
    if line is None or branch_pk is None:
        raise Http404
    branch = get_object_or_404(inside, pk=branch_pk)
    proofs = directives.newest_proofs(held.form.directive, branch, on=contributors.day_of(held))
    context = {
        "held": held,
        "line": line,
        "branch": branch,
        "above": looking.way_up(held, branch),
        "rows": contributors.contributors(held, line, branch),
        "proofs": proofs[:MOST_PROOFS],
    }
    template = "reporting/consolidation_number.html"
    return render(request, f"{template}#number" if request.htmx else template, context)


def _visible(request, pk):
    return get_object_or_404(reach.consolidations_visible_to(request.user, on=timezone.localdate()), pk=pk)


def _written(request, held):
    return NarrativeForm(request.POST, headings=held.form.headings, narrative=held.narrative).written


def _refused(request, pk, no, written):
    """The page with what was typed still on it."""
    messages.error(request, str(no))
    return _page(request, _visible(request, pk), typed=written["narrative"], status=422)


def _sentence(request):
    version, heading, place = [*request.POST.get("sentence", "").split("."), "", "", ""][:3]
    version_pk, position = whole(version), whole(place)
    if version_pk is None or position is None:
        raise Http404
    return version_pk, heading, position


def _own_content(form, lines):
    given = {line.pk: form.cleaned_data[f"line-{line.pk}"] for line in lines}
    entries = {pk: Entry(None if value is None else Decimal(value)) for pk, value in given.items()}
    return Content(entries, {}, form.cleaned_data["reporter"].strip())


def _day(text):
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
