"""Officers' doors to requests of writers about their personal data."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sumvay.feedback import selectors, services
from sumvay.feedback.forms.members import CorrectionForm, RefusalForm
from sumvay.feedback.models import RightsRequest
from sumvay.feedback.reading.personal_data import masked
from sumvay.ui.attempt import attempt, press

ANSWERED = 30


@login_required
@require_GET
def requests(request: HttpRequest) -> HttpResponse:
    """Open requests by the day they are owed, and the last ones answered."""
    asked = selectors.rights_requests_handled_by(request.user, on=timezone.localdate())
    answered = asked.filter(answered_at__isnull=False).order_by("-answered_at", "-pk")[:ANSWERED]
    return render(request, "feedback/requests.html", {"open": asked.filter(answered_at=None), "answered": answered})


@login_required
@require_http_methods(["GET", "POST"])
def one_request(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: erase, correct, or say why not; a press shows who wrote and all that was written."""
    asked = get_object_or_404(selectors.rights_requests_handled_by(request.user, on=timezone.localdate()), pk=pk)
    act = request.POST.get("act", "")
    if act == "erase":
        press(request, lambda: services.erase_case(actor=request.user, asked=asked, now=timezone.now()),
              done=_("Erased. The figures of the message stay."))  # fmt: skip
        return redirect("feedback:requests")
    if act == "open":
        services.open_fully(actor=request.user, case=asked.case, now=timezone.now())
    correction = CorrectionForm(request.POST if act == "correct" else None, initial=_as_it_is(asked))
    refusal = RefusalForm(request.POST if act == "refuse" else None)
    if attempt(correction, lambda: _correct(request, asked, correction)) or attempt(
        refusal, lambda: _refuse(request, asked, refusal)
    ):
        messages.success(request, _("The request is answered."))
        return redirect("feedback:requests")
    is_open = act == "open" or correction.is_bound
    read = str if is_open else masked
    context = {
        "asked": asked, "case": asked.case, "correction": correction, "refusal": refusal, "is_open": is_open,
        "text": read(asked.case.text), "words": read(asked.words),
    }  # fmt: skip
    is_refused = correction.is_bound or refusal.is_bound
    return render(request, "feedback/request.html", context, status=422 if is_refused else 200)


def _as_it_is(asked: RightsRequest) -> dict:
    return {name: getattr(asked.case, name) for name in ("text", "name", "phone", "email")}


def _correct(request: HttpRequest, asked: RightsRequest, form: CorrectionForm) -> None:
    services.correct_case(actor=request.user, asked=asked, now=timezone.now(), **form.cleaned_data)


def _refuse(request: HttpRequest, asked: RightsRequest, form: RefusalForm) -> None:
    services.refuse_rights(actor=request.user, asked=asked, now=timezone.now(), **form.cleaned_data)
