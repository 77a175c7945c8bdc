"""Officers' doors to the register of receptions: looked through, written in, printed, taken along."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sumvay.feedback import permissions, reception_register, selectors, services
from sumvay.feedback.filters import ReceptionFilter
from sumvay.feedback.forms.receptions import ChairDayForm, InstructionForm, ReceptionForm, SettleForm
from sumvay.feedback.models import Reception
from sumvay.feedback.triage_sheet import XLSX
from sumvay.feedback.views.whole_lists import refused, too_long
from sumvay.org.models import Unit
from sumvay.ui.asked import whole
from sumvay.ui.attempt import attempt, press

PER_PAGE = 30
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@login_required
@require_GET
def receptions(request: HttpRequest) -> HttpResponse:
    """The register of the unit, the newest line first, and the chair's days of this month."""
    unit = _unit(request)
    books, book = list(selectors.books_of(unit)), _book(request, unit)
    shown = _shown(request, book)
    today = timezone.localdate()
    days = selectors.chair_days(unit, year=today.year, month=today.month)
    context = {
        "unit": unit,
        "book": book,
        "books": books if len(books) > 1 else [],
        "filter": shown,
        "page": Paginator(shown.qs, PER_PAGE).get_page(request.GET.get("page")),
        "days": days,
        "owed": selectors.days_owed(unit),
        "today": today,
        "day_form": ChairDayForm(initial={"day": today}),
    }
    return render(request, "feedback/receptions.html#rows" if request.htmx else "feedback/receptions.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_reception(request: HttpRequest) -> HttpResponse:
    """Write a line into the register."""
    unit, now = _unit(request), timezone.now()
    form = ReceptionForm(request.POST or None, initial={"token": uuid.uuid4(), "at": timezone.localtime(now)})
    if form.is_bound and attempt(form, lambda: _note(request, unit, form, now)):
        noted = form.result
        if noted.key:
            messages.success(request, _("Noted. Please give the person this key: %(key)s") % {"key": noted.key})
        return redirect("feedback:reception", noted.reception.pk)
    return render(request, "feedback/reception_form.html", {"form": form}, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def reception(request: HttpRequest, pk: int) -> HttpResponse:
    """One line: the leader's instruction, how it was settled."""
    kept = get_object_or_404(selectors.receptions_kept_by(request.user, on=timezone.localdate()), pk=pk)
    act = request.POST.get("act", "")
    instruction = InstructionForm(request.POST if act == "instruct" else None, initial={"text": kept.instruction})
    settling = SettleForm(request.POST if act == "settle" else None)
    if attempt(instruction, lambda: _instruct(request, kept, instruction)) or attempt(
        settling, lambda: _settle(request, kept, settling)
    ):
        return redirect("feedback:reception", pk)
    context = {
        "kept": kept,
        "instruction": instruction,
        "settling": settling,
        "may_instruct": permissions.can_instruct(request.user, kept.keeper or kept.unit, on=timezone.localdate()),
    }
    is_refused = instruction.is_bound or settling.is_bound
    return render(request, "feedback/reception.html", context, status=422 if is_refused else 200)


@login_required
@require_POST
def chair_day(request: HttpRequest) -> HttpResponse:
    """Note a day on which the chair received people."""
    unit = _unit(request)
    form = ChairDayForm(request.POST)
    if form.is_valid():
        day = form.cleaned_data["day"]
        press(
            request,
            lambda: services.note_chair_day(actor=request.user, unit=unit, day=day, now=timezone.now()),
            done=_("The day is noted."),
        )
    else:
        messages.error(request, _("Please choose the day."))
    return redirect("feedback:receptions")


@login_required
@require_GET
def print_register(request: HttpRequest) -> HttpResponse:
    """What is shown, all pages, as a table to print."""
    unit = _book(request, _unit(request))
    shown = _shown(request, unit)
    if why := too_long(shown.qs, most=reception_register.MOST_ROWS):
        return refused(request, why, page="feedback:receptions")
    lines = [reception_register.row_of(one) for one in shown.qs]
    context = {"unit": unit, "heads": reception_register.heads(), "lines": lines}
    return render(request, "feedback/receptions_print.html", context)


@login_required
@require_GET
def register(request: HttpRequest, form: str) -> HttpResponse:
    """What is shown, all pages, as .xlsx or, where nothing is searched for, as the .docx of a report."""
    unit, now = _book(request, _unit(request)), timezone.now()
    shown = _shown(request, unit)
    why = too_long(shown.qs, most=reception_register.MOST_ROWS) or (form == "docx" and _not_a_report(shown))
    if why:
        return refused(request, why, page="feedback:receptions")
    if form == "docx":
        content, media_type = reception_register.register_paper(list(shown.qs), _part(shown), unit=unit, now=now), DOCX
    else:
        content, media_type = reception_register.register_sheet(shown.qs, unit=unit, now=now), XLSX
    name = f"so-tiep-nguoi-lao-dong-{timezone.localdate(now):%Y%m%d}.{form}"
    return HttpResponse(
        content,
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _unit(request: HttpRequest) -> Unit:
    """The unit acted for, if the officer handles its messages."""
    unit = request.unit
    if unit is None or not permissions.can_handle(request.user, unit, on=timezone.localdate()):
        raise Http404
    return unit


def _book(request: HttpRequest, unit: Unit) -> Unit:
    """Whose register is asked for: the unit's own, or that of an ended one it keeps."""
    asked = whole(request.GET.get("book"))
    return get_object_or_404(selectors.books_of(unit), pk=asked) if asked else unit


def _shown(request: HttpRequest, unit: Unit) -> ReceptionFilter:
    kept = selectors.receptions_kept_by(request.user, on=timezone.localdate()).filter(unit=unit)
    return ReceptionFilter(request.GET, kept)


def _not_a_report(shown: ReceptionFilter) -> str:
    if not shown.form.cleaned_data.get("q"):
        return ""
    return _("A report speaks of whole days and kinds; please empty the search first.")


def _part(shown: ReceptionFilter) -> reception_register.Part:
    asked = shown.form.cleaned_data
    return reception_register.Part(**{name: asked.get(name) for name in ("since", "until", "kind", "standing")})


def _note(request, unit, form, now):
    return services.note_reception(
        actor=request.user, unit=unit, words=form.words, by_chair=form.cleaned_data["by_chair"],
        makes_case=form.cleaned_data["makes_case"], token=form.cleaned_data["token"], now=now,
    )  # fmt: skip


def _instruct(request: HttpRequest, kept: Reception, form: InstructionForm) -> None:
    services.instruct(actor=request.user, reception=kept, now=timezone.now(), **form.cleaned_data)


def _settle(request: HttpRequest, kept: Reception, form: SettleForm) -> None:
    services.settle(actor=request.user, reception=kept, now=timezone.now(), **form.cleaned_data)
