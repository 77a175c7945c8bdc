"""The triage desk: the queue of a unit, one message opened beside it, and the sheet of what is shown."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sumvay.feedback import permissions, selectors
from sumvay.feedback.filters import OPEN, TriageFilter
from sumvay.feedback.forms.desk import AnswerForm, ForwardForm, NoteForm, PutAsideForm
from sumvay.feedback.forms.members import RightsForm
from sumvay.feedback.long_list import LongList
from sumvay.feedback.models import Case, Category, Kind, Message
from sumvay.feedback.reading.personal_data import masked
from sumvay.feedback.triage_sheet import MOST_ROWS, XLSX, triage_sheet
from sumvay.feedback.views.whole_lists import refused, too_long
from sumvay.org.models import Unit
from sumvay.ui.asked import whole

PER_PAGE = 20
MOST_ENTERPRISES, MOST_OFFERED, MOST_ISSUES = 12, 5, 40
# A row shows the beginning alone; what is longer need not be read for it
BEGINNING = 300
# The upper row of the keyboard, but for t and u
KIND_KEYS = "qweryiop"
STEPS = (Case.State.VERIFYING, Case.State.RAISED_WITH_EMPLOYER)


@login_required
@require_GET
def triage(request: HttpRequest) -> HttpResponse:
    """The messages of the unit: urgent ones first, then by when an answer is owed."""
    unit = _asked_unit(request)
    if unit is None:
        return render(request, "feedback/triage_without_unit.html")
    context = {**_queue(request, unit), "units": request.units_served if len(request.units_served) > 1 else []}
    return render(request, "feedback/triage.html#rows" if request.htmx else "feedback/triage.html", context)


@login_required
@require_GET
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One message beside the queue it lies in; asked by a press of the keyboard, the message alone."""
    return show(request, reachable(request, pk))


@login_required
@require_GET
def workbook(request: HttpRequest) -> HttpResponse:
    """What is shown, all pages, as .xlsx; texts masked, writers left out."""
    unit = _asked_unit(request)
    if unit is None:
        raise Http404
    today = timezone.localdate()
    shown = TriageFilter(request.GET, selectors.cases_at(unit, request.user, on=today), unit=unit, officer=request.user)
    if why := too_long(shown.rows, most=MOST_ROWS):
        return refused(request, why, page="feedback:triage")
    return HttpResponse(
        triage_sheet(shown.rows, unit=unit, now=timezone.now()),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="y-kien-{today:%Y%m%d}.xlsx"'},
    )


def reachable(request: HttpRequest, pk: int) -> Case:
    """The message if the officer handles it; else there is none."""
    return get_object_or_404(selectors.case_at_desk(request.user, on=timezone.localdate()), pk=pk)


def show(request: HttpRequest, case: Case, *, is_open: bool = False, **bound) -> HttpResponse:
    """A message with all that can be done; `is_open` shows who wrote it, which the caller has written down."""
    context = {**panel(request, case, is_open=is_open), **bound}
    status = 422 if bound else 200
    if request.htmx:
        if request.method == "POST":
            # Its row in the queue is drawn anew too
            _mark_rows([case])
        name = "feedback/case_acts.html#answer" if request.htmx.target == "answer" else "feedback/case_panel.html"
        return render(request, name, context, status=status)
    return render(request, "feedback/triage.html", {**_queue(request, case.unit), **context}, status=status)


def panel(request: HttpRequest, case: Case, *, is_open: bool) -> dict:
    """What the second and third column show."""
    today = timezone.localdate()
    read = str if is_open else masked
    said = list(selectors.said_in(case))
    for message in said:
        message.shown = read(message.text) if message.author == message.Author.WRITER else message.text
    return {
        "case": case,
        "written": read(case.text),
        "is_open": is_open,
        "said": said,
        "enclosed": selectors.enclosed_with(case),
        "key_letter": selectors.key_letter_of(case),
        "forwardings": selectors.forwardings_of(case),
        "takers": selectors.who_can_take(case, on=today),
        "history": selectors.done_with(case),
        "may_keep": not case.is_reserved and any(message.author == message.Author.OFFICER for message in said),
        "offered": selectors.answers_offered(case, on=today)[:MOST_OFFERED],
        "issues": selectors.issues_to_join(case).exclude(pk=case.issue_id)[:MOST_ISSUES],
        "categories": Category.choices,
        "kinds": [(*choice, key) for choice, key in zip(Kind.choices, KIND_KEYS, strict=True)],
        "steps": [(state.value, state.label) for state in _steps(case, said)],
        "asked": narrowed(request),
        "answer_form": _answer_form(request, case),
        "note_form": NoteForm(auto_id="note_%s"),
        "aside_form": PutAsideForm(auto_id="aside_%s"),
        "rights_form": RightsForm(auto_id="rights_%s"),
        "forward_form": ForwardForm(
            auto_id="forward_%s", initial={"summary": "" if case.is_reserved else masked(case.text)}
        ),
    }


def _steps(case: Case, said: list[Message]) -> list[Case.State]:
    """Those in which the sender may read it next; a result is one once something was answered."""
    is_answered = any(message.author == Message.Author.OFFICER for message in said)
    return [*STEPS, *([Case.State.RESOLVED] if is_answered else [])]


def narrowed(request: HttpRequest) -> str:
    """How the queue is narrowed down, for the next address; an answer chosen from the library is chosen once."""
    asked = request.GET.copy()
    asked.pop("answer", None)
    return asked.urlencode()


def _answer_form(request, case):
    """Empty, or with the chosen answer of the library."""
    chosen = whole(request.GET.get("answer"))
    found = selectors.answers_offered(case, on=timezone.localdate()).filter(pk=chosen).first() if chosen else None
    return AnswerForm(initial={"text": found.answer, "source": found.source} if found else None)


def _queue(request, unit):
    today, now = timezone.localdate(), timezone.now()
    cases = selectors.cases_at(unit, request.user, on=today)
    shown = TriageFilter(request.GET, cases, unit=unit, officer=request.user)
    page = LongList(shown.rows, PER_PAGE).get_page(request.GET.get("page"))
    _mark_rows(page.object_list)
    return {
        "unit": unit,
        "filter": shown,
        "page": page,
        "counts": selectors.triage_counts(cases, request.user, now=now),
        "enterprises": selectors.enterprises_named(cases, most=MOST_ENTERPRISES) if shown.view == OPEN else [],
        "asked": narrowed(request),
        "wishes": selectors.rights_requests_handled_by(request.user, on=today).filter(answered_at=None).count(),
        "is_leader": permissions.can_set_times(request.user, unit, on=today),
    }


def _mark_rows(cases: Sequence[Case]) -> None:
    pks = [case.pk for case in cases]
    last, returned = selectors.spoken_last(pks), selectors.letters_returned_among(pks)
    for case in cases:
        case.is_returned = case.pk in returned
        case.beginning = masked(case.text[:BEGINNING])
        case.was_written_again = last.get(case.pk) == "writer"


def _units(request):
    return selectors.units_handled_by(request.user, on=timezone.localdate()).order_by("sort_key", "pk")


def _asked_unit(request) -> Unit | None:
    """The unit in the address if the officer handles it, else the one acted for, else any one handled."""
    asked = whole(request.GET.get("unit"))
    if asked is not None and asked not in {unit.pk for unit in request.units_served}:
        return get_object_or_404(_units(request), pk=asked)
    served = [unit for unit in request.units_served if unit.pk == asked]
    return (served or [request.unit])[0] or _units(request).first()
