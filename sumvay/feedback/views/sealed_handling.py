"""The handler's door to the confidential lane: unlock, list, open, answer, let another read."""

import uuid
from collections.abc import Callable
from functools import wraps

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sumvay.errors import Refusal
from sumvay.feedback import unlocked
from sumvay.feedback.forms.sealed import (
    AnswerSealedForm,
    ChangePassphraseForm,
    NewPassphraseForm,
    PassphraseForm,
    ReplaceKeyForm,
)
from sumvay.feedback.models import SealedCase
from sumvay.feedback.sealed_words import reading_words, topic_word
from sumvay.feedback.selectors import sealed as selectors
from sumvay.feedback.services import sealed_handling as services
from sumvay.feedback.services import sealed_keys as keys
from sumvay.ui.asked import whole
from sumvay.ui.attempt import attempt, press

PER_PAGE = 40
FORMS = {"change": ChangePassphraseForm, "replace": ReplaceKeyForm}
# What a browser shows by itself; anything else is downloaded
SHOWN = {"image/jpeg", "image/png", "image/webp", "audio/mpeg", "audio/mp4", "audio/ogg", "audio/aac", "audio/wav"}


@login_required
@never_cache
@require_safe
def sealed(request: HttpRequest) -> HttpResponse:
    """What one was chosen to read; nothing of it is opened here."""
    now = timezone.now()
    private = unlocked.private_key(request, now=now)
    rows = selectors.sealed_cases_of(request.user, on=timezone.localdate(now))
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "key": selectors.key_of(request.user),
        "is_named": selectors.handles_sealed(request.user),
        "keeps": selectors.units_with_a_box_to_keep(request.user, on=timezone.localdate(now)),
        "is_open": private is not None,
        "form": PassphraseForm(),
    }
    return render(request, "feedback/sealed_list.html", context)


@login_required
@never_cache
@require_POST
def sealed_unlock(request: HttpRequest) -> HttpResponse:
    """The passphrase; then back to where one came from."""
    case = _case(request, request.POST.get("case"))
    if limited := ratelimit.consume_or_429(request, action="sealed", key=str(request.user.pk)):
        return limited
    form = PassphraseForm(request.POST)
    if not attempt(form, lambda: keys.unlock_key(actor=request.user, passphrase=form.cleaned_data["passphrase"])):
        return _locked(request, case, form)
    response = redirect("feedback:sealed_case", case.pk) if case else redirect("feedback:sealed")
    unlocked.keep(request, response, form.result, now=timezone.now())
    return response


@login_required
@require_POST
def sealed_lock(request: HttpRequest) -> HttpResponse:
    """Lock before the fifteen minutes are over."""
    response = redirect("feedback:sealed")
    unlocked.forget(request, response)
    return response


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sealed_key(request: HttpRequest) -> HttpResponse:
    """One's own key: made, given another passphrase, or made anew when the passphrase is forgotten."""
    key, step = selectors.key_of(request.user), request.POST.get("step", "")
    form = FORMS.get(step, NewPassphraseForm)(request.POST or None)
    acts = {
        "make": lambda: keys.make_key(
            actor=request.user, passphrase=form.cleaned_data["new"], now=timezone.now()
        ),
        "change": lambda: keys.change_passphrase(
            actor=request.user, old=form.cleaned_data["passphrase"], new=form.cleaned_data["new"], now=timezone.now()
        ),
        "replace": lambda: keys.replace_key(
            actor=request.user, password=form.cleaned_data["password"], passphrase=form.cleaned_data["new"],
            now=timezone.now(),
        ),
    }  # fmt: skip
    if request.method == "POST" and (
        limited := ratelimit.consume_or_429(request, action="sealed", key=str(request.user.pk))
    ):
        return limited
    if step in acts and attempt(form, acts[step]):
        messages.success(request, _("Saved. Nobody can tell you this passphrase; keep it where only you find it."))
        response = redirect("feedback:sealed")
        unlocked.forget(request, response)
        return response
    context = {
        "key": key,
        "step": step,
        "form": form,
        "change_form": form if step == "change" else ChangePassphraseForm(auto_id="change_%s"),
        "replace_form": form if step == "replace" else ReplaceKeyForm(auto_id="replace_%s"),
        "lost": selectors.lost_with(key) if key else 0,
    }
    return render(request, "feedback/sealed_key.html", context, status=422 if form.is_bound else 200)


def _with_key(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view decorator: the view gets the case and the private key; while it is locked the passphrase is asked for."""

    @login_required
    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, pk: uuid.UUID, **kwargs: object) -> HttpResponse:
        now = timezone.now()
        case = _case(request, pk)
        if case is None:
            raise Http404
        private = unlocked.private_key(request, now=now)
        if private is None:
            return _locked(request, case, PassphraseForm())
        try:
            response = view(request, case, private, **kwargs)
        except (services.TakenBack, services.LeftOut) as no:
            messages.error(request, str(no))
            return redirect("feedback:sealed")
        except services.ReadingDenied as no:
            raise Http404 from no
        unlocked.keep(request, response, private, now=now)
        return response

    return opened


def _case(request: HttpRequest, pk: uuid.UUID | str | None) -> SealedCase | None:
    try:
        wanted = uuid.UUID(str(pk))
    except ValueError:
        return None
    return selectors.sealed_cases_of(request.user, on=timezone.localdate()).filter(pk=wanted).first()


def _locked(request: HttpRequest, case: SealedCase | None, form: PassphraseForm) -> HttpResponse:
    """Asks for the passphrase; what was being written is shown again, so that it is not lost."""
    key, written = selectors.key_of(request.user), request.POST.get("text", "")
    context = {"case": case, "form": form, "key": key, "written": written}
    return render(request, "feedback/sealed_unlock.html", context, status=422 if form.is_bound else 200)


@require_safe
@_with_key
def sealed_case(request: HttpRequest, case: SealedCase, private: bytes) -> HttpResponse:
    """One case; opening it stands in the trail."""
    return _page(request, case, private, AnswerSealedForm(initial={"state": case.state}))


def _page(request: HttpRequest, case: SealedCase, private: bytes, form: AnswerSealedForm) -> HttpResponse:
    now = timezone.now()
    opened = services.open_sealed(actor=request.user, case=case, private=private, now=now)
    readers = selectors.readers_of(case.box.unit, on=timezone.localdate(now))
    reading = {key.key_id for key in case.keys.all()}
    context = {
        "case": case,
        "opened": opened,
        "form": form,
        "readers": [reader for reader in readers if reader.key.pk in reading],
        "others": [
            reader
            for reader in readers
            if reader.key.pk not in reading and selectors.may_be_let_in(reader, opened.frame)
        ],
        "trail": selectors.trail_of_case(case),
        "topic": topic_word(opened.frame.topic),
        "reads_as": reading_words(opened.reading),
    }
    return render(request, "feedback/sealed_case.html", context, status=422 if form.is_bound else 200)


@require_POST
@_with_key
def sealed_answer(request: HttpRequest, case: SealedCase, private: bytes) -> HttpResponse:
    """Words to the writer, another state, or both."""
    form = AnswerSealedForm(request.POST)

    def answer():
        return services.answer_sealed(
            actor=request.user, case=case, private=private, now=timezone.now(), **form.cleaned_data
        )

    if not attempt(form, answer):
        return _page(request, case, private, form)
    messages.success(request, _("Saved. The writer sees it when coming back with the code."))
    return redirect("feedback:sealed_case", case.pk)


@require_POST
@_with_key
def sealed_share(request: HttpRequest, case: SealedCase, private: bytes) -> HttpResponse:
    """Let another handler of the unit read."""
    asked = whole(request.POST.get("officer"))
    readers = selectors.readers_of(case.box.unit, on=timezone.localdate())
    officer = next((reader.officer for reader in readers if reader.officer.pk == asked), None)
    if officer is None:
        raise Http404

    def share():
        return services.share_sealed(
            actor=request.user, case=case, private=private, officer=officer, now=timezone.now()
        )

    press(request, share, done=_("%(name)s can read this message now.") % {"name": officer.full_name})
    return redirect("feedback:sealed_case", case.pk)


@require_POST
@_with_key
def sealed_to_heir(request: HttpRequest, case: SealedCase, private: bytes) -> HttpResponse:
    """Hand a case of an ended unit to the one that takes over."""
    try:
        services.hand_to_heir(actor=request.user, case=case, private=private, now=timezone.now())
    except services.ReadingDenied:
        raise
    except Refusal as no:
        messages.error(request, str(no))
    else:
        messages.success(request, _("The message was handed to the unit that takes over."))
    return redirect("feedback:sealed")


@require_safe
@_with_key
def sealed_file(request: HttpRequest, case: SealedCase, private: bytes, file_pk: uuid.UUID) -> HttpResponse:
    """A photo or voice note, opened for this answer alone."""
    file = get_object_or_404(selectors.files_of(case), pk=file_pk)
    kind, content = services.read_sealed_file(
        actor=request.user, case=case, file=file, private=private, now=timezone.now()
    )
    is_shown = kind in SHOWN
    response = HttpResponse(content, content_type=kind if is_shown else "application/octet-stream")
    response.headers["Content-Disposition"] = "inline" if is_shown else "attachment"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
