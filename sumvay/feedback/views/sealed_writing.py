"""
The writer's door to the confidential lane: two addresses, everything by POST, so that no history of a browser, no log
and no referrer says more than that the page exists. No cookie, no script; the signed token of the form is used once.
"""

from collections.abc import Callable
from functools import wraps
from itertools import chain

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from sumvay.errors import Refusal
from sumvay.feedback.crowding import is_crowded
from sumvay.feedback.form_tokens import fault_of, new_token, read_token
from sumvay.feedback.forms.sealed import MoreForm, SealForm
from sumvay.feedback.reading import reader
from sumvay.feedback.sealed_content import WRITER, talk_in
from sumvay.feedback.selectors import asking
from sumvay.feedback.selectors import sealed as selectors
from sumvay.feedback.services import sealed_writing as services
from sumvay.feedback.views.in_vietnamese import in_vietnamese
from sumvay.feedback.who_reads import ABOVE_THE_ENTERPRISE, Topic
from sumvay.org.models import Unit
from sumvay.ui.asked import whole

MOST_FOUND = 12
# Within an hour and one web process; nobody is told apart. Receipts of a hundred bits need no limit. Files are what
# fills the table: whoever floods a box with them shuts it for files, not for words
MOST_SEALED = 3_000
MOST_WITH_FILES = 60
POLICY = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.NONE],
    "connect-src": [CSP.NONE],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}


def _for_writers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view decorator of this lane."""

    # No session stands behind these pages that a foreign one could misuse
    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @csp_override(POLICY)
    @in_vietnamese
    @wraps(view)
    def shown(request: HttpRequest) -> HttpResponse:
        return view(request)

    return shown


@_for_writers
def ask_sealed(request: HttpRequest) -> HttpResponse:
    """Where and about what; then who reads, and the message; then the receipt."""
    if request.method != "POST":
        return _where(request)
    if request.POST.get("step") == "send":
        return _send(request)
    return _choose(request)


def _where(request: HttpRequest, **context: object) -> HttpResponse:
    given = {"typed": request.POST.get("where", "")[:100], "topic": request.POST.get("topic", "")}
    return render(
        request, "feedback/sealed_where.html", {"topics": Topic.choices, **given, **context},
        status=422 if "refusal" in context else 200,
    )  # fmt: skip


def _choose(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    topic = request.POST.get("topic", "")
    if code := request.POST.get("code", ""):
        found = list(asking.unit_to_ask(code).filter(lifetime__contains=today))
    elif typed := request.POST.get("where", "").strip()[:100]:
        found = list(asking.units_to_ask(typed, on=today).select_related("kind")[:MOST_FOUND])
    elif topic in Topic:
        return _write(request, None)
    else:
        return _where(request, refusal=_("Please say what it is about."))
    if not found:
        return _where(request, refusal=_("No unit of this name was found. Try a part of the name, or leave it out."))
    if topic not in Topic or (len(found) > 1 and found[0].code.lower() != request.POST.get("where", "").lower()):
        return _where(request, units=found, refusal=_("Please choose the unit and say what it is about."))
    return _write(request, found[0])


def _write(request: HttpRequest, unit: Unit | None, form: SealForm | None = None, **context: object) -> HttpResponse:
    now, topic = timezone.now(), request.POST.get("topic", "")
    levels = selectors.levels_for(unit, on=timezone.localdate(now))
    default = selectors.level_by_default(levels, topic)
    form = form or SealForm(levels=levels)
    context = {
        "unit": unit,
        "levels": levels,
        "form": form,
        "topic": topic,
        "topic_word": dict(Topic.choices).get(topic, ""),
        "chosen": _chosen(form, default),
        "ticked": _ticked(form, levels, topic),
        "is_delicate": topic in ABOVE_THE_ENTERPRISE,
        "token": _token(request, now),
        "files_lost": bool(request.FILES),
        **context,
    }
    return render(request, "feedback/sealed_write.html", context, status=422 if form.is_bound else 200)


def _token(request: HttpRequest, now) -> str:
    """The form's own token when it is shown again, so that it stays one message."""
    given = request.POST.get("token", "")
    return new_token(now=now) if fault_of(read_token(given), now=now) == "stale" else given


def _chosen(form: SealForm, default: selectors.Level | None) -> int | None:
    asked = whole(form.data.get("level")) if form.is_bound else None
    return asked or (default.unit.pk if default else None)


def _ticked(form: SealForm, levels: list[selectors.Level], topic: str) -> list[str]:
    """Whom the page shows as reading: who is tied to the employer is left out where that matters."""
    if form.is_bound:
        return form.data.getlist("reader")
    is_delicate = topic in ABOVE_THE_ENTERPRISE
    readers = chain.from_iterable(level.readers for level in levels)
    return [reader.tick for reader in readers if not (is_delicate and reader.tied_to_employer)]


def _send(request: HttpRequest) -> HttpResponse:
    now, today = timezone.now(), timezone.localdate()
    unit = asking.unit_to_ask(request.POST.get("code", "")).filter(lifetime__contains=today).first()
    form = SealForm(request.POST, request.FILES, levels=selectors.levels_for(unit, on=today))
    token = read_token(request.POST.get("token", ""))
    if fault_of(token, now=now) == "stale":
        form.add_error(None, _("This page lay open for long. Everything is still here; please send it once more."))
    if not form.is_valid() or form.cleaned_data["website"]:
        return _write(request, unit, form)
    if not form.cleaned_data["sure"] and reader.read([form.cleaned_data["text"]])[0].is_urgent:
        return _write(request, unit, form, sounds_urgent=True)
    if crowded := _crowded(form, now):
        form.add_error(None, crowded)
        return _write(request, unit, form)
    try:
        receipt = services.seal_case(
            box=form.chosen.box,
            readers=form.readers,
            has_escrow=not form.cleaned_data["no_escrow"],
            about=unit.name if unit else "",
            topic=form.cleaned_data["topic"],
            text=form.cleaned_data["text"],
            contents=form.contents(),
            token=token.number,
            now=now,
        )
    except Refusal as no:
        form.add_error(None, str(no))
        return _write(request, unit, form)
    return render(request, "feedback/sealed_sent.html", {"receipt": receipt, "level": form.chosen})


def _crowded(form: SealForm, now) -> str:
    """Why a box takes no more of such messages now, or nothing."""
    box = form.chosen.box.pk
    if form.cleaned_data["files"] and is_crowded(f"files of box {box}", most=MOST_WITH_FILES, now=now):
        return _("Many files are being sent to this box now. Please send the words alone; files can be added later.")
    if is_crowded(f"box {box}", most=MOST_SEALED, now=now):
        return _("Very much is being written to this box now. Please send it once more in an hour.")
    return ""


@_for_writers
def sealed_receipt(request: HttpRequest) -> HttpResponse:
    """The writer comes back: what was said, more to say, or nothing of it any more."""
    typed = request.POST.get("receipt", "").strip()[:60]
    if request.method != "POST":
        return render(request, "feedback/sealed_receipt.html")
    now = timezone.now()
    try:
        return {"more": _more, "erase": _erase}.get(request.POST.get("step"), _show)(request, typed, now)
    except services.ReceiptUnknown as no:
        context = {"typed": typed, "refusal": str(no)}
        return render(request, "feedback/sealed_receipt.html", context, status=404)


def _show(request: HttpRequest, receipt: str, now, form: MoreForm | None = None, **context: object) -> HttpResponse:
    case, content_key = services.opened_by_receipt(receipt=receipt)
    context = {
        "case": case,
        "receipt": receipt,
        "talk": talk_in(case, content_key),
        "writer": WRITER,
        "form": form or MoreForm(),
        "token": new_token(now=now),
        **context,
    }
    return render(request, "feedback/sealed_talk.html", context, status=422 if form else 200)


def _more(request: HttpRequest, receipt: str, now) -> HttpResponse:
    form, token = MoreForm(request.POST, request.FILES), read_token(request.POST.get("token", ""))
    if fault_of(token, now=now) == "stale":
        form.add_error(None, _("This page lay open for long. Everything is still here; please send it once more."))
    if not form.is_valid():
        return _show(request, receipt, now, form)
    try:
        text = form.cleaned_data["text"]
        services.say_more(receipt=receipt, text=text, contents=form.contents(), token=token.number, now=now)
    except services.ReceiptUnknown:
        raise
    except Refusal as no:
        form.add_error(None, str(no))
        return _show(request, receipt, now, form)
    return _show(request, receipt, now, done=_("Sent. Those who read your message will see it."))


def _erase(request: HttpRequest, receipt: str, now) -> HttpResponse:
    if request.POST.get("sure") != "on":
        return _show(request, receipt, now, refusal=_("Please tick that everything is to be erased."))
    services.erase_sealed(receipt=receipt)
    done = _("Everything was erased; the code opens nothing any more.")
    return render(request, "feedback/sealed_receipt.html", {"done": done})
