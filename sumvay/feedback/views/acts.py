"""What an officer does with a message at the desk; each press answers with the message as it stands then."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from sumvay.feedback import selectors, services
from sumvay.feedback.forms.desk import AnswerForm, ForwardForm, MergeTogetherForm, NoteForm, PutAsideForm, TogetherForm
from sumvay.feedback.forms.members import RightsForm
from sumvay.feedback.models import Case, Category, Kind
from sumvay.feedback.reading.personal_data import masked
from sumvay.feedback.views.triage import PER_PAGE, narrowed, reachable, show
from sumvay.ui.asked import whole
from sumvay.ui.attempt import attempt, press


@login_required
@require_POST
def sort(request: HttpRequest, pk: int) -> HttpResponse:
    """One press says what it is about, what it is, or how urgent."""
    category, also, kind, urgent = (request.POST.get(name) for name in ("category", "also", "kind", "urgent"))
    asked = {
        "category": category if category in Category.values else None,
        "also": also if also in Category.values else None,
        "kind": kind if kind in Kind.values else None,
        "is_urgent": urgent == "yes" if urgent else None,
    }
    return _do(request, pk, services.sort_case, **asked)


@login_required
@require_POST
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Into somebody's hands; "me" are one's own, nobody's lay it back on the desk."""
    case = reachable(request, pk)
    to = request.POST.get("to", "")
    taker = request.user if to == "me" else None
    if whole(to):
        taker = get_object_or_404(selectors.who_can_take(case, on=timezone.localdate()), pk=to)
    return _do(request, pk, services.assign_case, to=taker)


@login_required
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Where it stands, in the words the writer reads."""
    reachable(request, pk)
    state = request.POST.get("state")
    if state not in Case.State.values:
        return _back(request, pk)
    return _do(request, pk, services.move_case, state=state, forwarded_to=request.POST.get("forwarded_to", ""))


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer goes to the writer."""
    return _filled_in(request, pk, "answer_form", AnswerForm(request.POST), services.answer_case, _("Answered."))


@login_required
@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """A note for colleagues."""
    form = NoteForm(request.POST, auto_id="note_%s")
    return _filled_in(request, pk, "note_form", form, services.note_case, "")


@login_required
@require_POST
def forward(request: HttpRequest, pk: int) -> HttpResponse:
    """To a body outside the union, with its slip."""
    form = ForwardForm(request.POST, auto_id="forward_%s")
    done = _("Passed on. The slip is drafted; it gets its number when it is issued.")
    return _filled_in(request, pk, "forward_form", form, services.forward_case, done)


@login_required
@require_POST
def ask_for_rights(request: HttpRequest, pk: int) -> HttpResponse:
    """What the sender asks about personal data without a key, by phone or in person."""
    form = RightsForm(request.POST, auto_id="rights_%s")
    done = _("Noted. The request stands with those about personal data and is answered within 2 working days.")
    return _filled_in(request, pk, "rights_form", form, services.ask_for_rights, done)


@login_required
@require_POST
def put_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Out of the queue with its reason; a press brings it back."""
    form = PutAsideForm(request.POST, auto_id="aside_%s")
    return _filled_in(request, pk, "aside_form", form, services.put_aside, "")


@login_required
@require_POST
def leave_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """It lies aside rightly."""
    return _do(request, pk, services.leave_aside)


@login_required
@require_POST
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Into the queue again."""
    return _do(request, pk, services.bring_back)


@login_required
@require_POST
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Into an issue of the unit, or into a new one."""
    case = reachable(request, pk)
    issue, title = whole(request.POST.get("issue")), request.POST.get("title", "")
    into = get_object_or_404(selectors.issues_to_join(case), pk=issue) if issue else None
    asked = {"pks": [case.pk], "into": into, "title": title, "now": timezone.now()}
    press(request, lambda: services.merge_cases(actor=request.user, **asked))
    return _back(request, pk)


@login_required
@require_POST
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """By itself again."""
    return _do(request, pk, services.split_case)


@login_required
@require_POST
def open_fully(request: HttpRequest, pk: int) -> HttpResponse:
    """Who wrote it and all that was written; that it was looked at is kept."""
    case = reachable(request, pk)
    services.open_fully(actor=request.user, case=case, now=timezone.now())
    return show(request, case, is_open=True)


@login_required
@require_http_methods(["GET", "POST"])
def together(request: HttpRequest) -> HttpResponse:
    """One answer to the messages ticked in the queue."""
    ticked = [pk for pk in map(whole, request.GET.getlist("case")) if pk][:PER_PAGE]
    form = TogetherForm(request.POST or None, initial={"pks": ",".join(map(str, ticked))})
    if request.method == "POST" and attempt(form, lambda: _answer_chosen(request, form)):
        told = ngettext("%(count)d sender was answered.", "%(count)d senders were answered.", form.result)
        messages.success(request, told % {"count": form.result})
        return redirect("feedback:triage")
    chosen = form.chosen if form.is_bound and form.is_valid() else ticked
    rows = selectors.case_at_desk(request.user, on=timezone.localdate()).filter(pk__in=chosen).order_by("due_at", "pk")
    shown = [(row, masked(row.text)) for row in rows]
    return render(
        request,
        "feedback/together.html",
        {"form": form, "shown": shown, "many": len(shown)},
        status=422 if form.is_bound else 200,
    )


@login_required
@require_http_methods(["GET", "POST"])
def answer_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """One answer to everybody behind an issue whose message the officer handles."""
    behind = selectors.waiting_behind(request.user, pk, on=timezone.localdate())
    first = behind.first()
    if first is None:
        raise Http404
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and attempt(form, lambda: _answer_all(request, form, first.issue)):
        told = ngettext("%(count)d sender was answered.", "%(count)d senders were answered.", form.result)
        messages.success(request, told % {"count": form.result})
        return redirect("feedback:triage")
    shown = [(row, masked(row.text)) for row in behind[:PER_PAGE]]
    context = {"form": form, "shown": shown, "issue": first.issue, "many": behind.count()}
    return render(request, "feedback/together.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def merge_together(request: HttpRequest) -> HttpResponse:
    """The messages ticked in the queue become one issue, or come to one."""
    ticked = [pk for pk in map(whole, request.GET.getlist("case")) if pk][:PER_PAGE]
    chosen = ticked or [pk for pk in map(whole, request.POST.get("pks", "").split(",")) if pk][:PER_PAGE]
    rows = list(selectors.case_at_desk(request.user, on=timezone.localdate()).filter(pk__in=chosen).order_by("pk"))
    if not rows:
        return render(request, "feedback/merge_together.html", {"shown": []})
    form = MergeTogetherForm(
        request.POST or None, joinable=selectors.issues_to_join(rows[0]), initial={"pks": ",".join(map(str, chosen))}
    )
    if request.method == "POST" and attempt(form, lambda: _merge_chosen(request, form)):
        messages.success(request, _("Put together into one issue."))
        return redirect("feedback:issue", form.result.pk)
    context = {"form": form, "shown": [(row, masked(row.text)) for row in rows], "many": len(rows)}
    return render(request, "feedback/merge_together.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def leave_together(request: HttpRequest) -> HttpResponse:
    """The messages ticked among those laid aside lie there rightly."""
    ticked = [pk for pk in map(whole, request.POST.getlist("case")) if pk][:PER_PAGE]
    left = press(request, lambda: services.leave_together_aside(actor=request.user, pks=ticked, now=timezone.now()))
    if left:
        told = ngettext("%(count)d message was left aside.", "%(count)d messages were left aside.", left)
        messages.success(request, told % {"count": left})
    return redirect(f"{reverse('feedback:triage')}?{narrowed(request)}")


def _merge_chosen(request, form):
    words = {name: form.cleaned_data[name] for name in ("into", "title")}
    return services.merge_cases(actor=request.user, pks=form.chosen, now=timezone.now(), **words)


def _answer_all(request, form, issue):
    return services.answer_issue(actor=request.user, issue=issue, now=timezone.now(), **form.cleaned_data)


def _answer_chosen(request, form):
    words = {name: form.cleaned_data[name] for name in ("text", "source", "resolves")}
    return services.answer_cases(actor=request.user, pks=form.chosen, now=timezone.now(), **words)


def _do(request, pk, act: Callable, **asked):
    """One act without words."""
    case = reachable(request, pk)
    press(request, lambda: act(actor=request.user, case=case, now=timezone.now(), **asked))
    return _back(request, pk)


def _filled_in(request, pk, name, form, act: Callable, done: str):
    """One act with words; what cannot be done stays as it was typed."""
    case = reachable(request, pk)
    if not attempt(form, lambda: act(actor=request.user, case=case, now=timezone.now(), **form.cleaned_data)):
        return show(request, case, **{name: form})
    if done:
        messages.success(request, done)
    return _back(request, pk)


def _back(request, pk):
    """The message as it stands now; the queue, when it has gone to designated people."""
    found = selectors.case_at_desk(request.user, on=timezone.localdate()).filter(pk=pk).first()
    asked = f"?{narrowed(request)}" if narrowed(request) else ""
    if found is None:
        return _leave(request, reverse("feedback:triage") + asked)
    if request.htmx:
        return show(request, found)
    return redirect(reverse("feedback:case", args=[pk]) + asked)


def _leave(request, address):
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)
