"""Doors for members: choose the unit, write. No account, no session, no cookie; what is posted anybody may post."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from sumvay.feedback import selectors, services
from sumvay.feedback.form_tokens import SOONEST, FormToken, fault_of, new_token, read_token
from sumvay.feedback.forms.members import MessageForm
from sumvay.feedback.letter_addresses import address_of_unit
from sumvay.feedback.views.in_vietnamese import in_vietnamese
from sumvay.feedback.views.receipt import receipt_page, sent_page
from sumvay.mail import selectors as mail
from sumvay.ui.attempt import attempt

FOUND = 30


@require_safe
@in_vietnamese
def ask_where(request: HttpRequest) -> HttpResponse:
    """Where does the writer work: a name, with or without accents, or the code of the poster."""
    asked = request.GET.get("q", "").strip()[:100]
    rows = list(selectors.units_to_ask(asked, on=timezone.localdate())[: FOUND + 1]) if asked else []
    context = {"asked": asked, "units": rows[:FOUND], "has_more": len(rows) > FOUND}
    return render(request, "feedback/ask_where.html", context)


# No session stands behind it that a foreign page could misuse; the token of the form keeps twice from being two cases
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_vietnamese
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """The form of one unit; after a press the key by which the writer comes back."""
    now = timezone.now()
    form = MessageForm(request.POST or None, request.FILES or None)
    token = read_token(request.POST.get("token", ""))
    if attempt(form, lambda: _take(form, code, token, now)):
        taken = form.result
        if taken.left_out:
            return receipt_page(request, taken.case, taken.key, just_sent=True, left_out=taken.left_out)
        return sent_page(request, taken.case, taken.key)
    line = selectors.line_by_code(code, on=timezone.localdate(now))
    if line is None:
        ended = get_object_or_404(selectors.unit_to_ask(code))
        return render(request, "feedback/ask_where.html", {"ended": ended, "units": selectors.heirs_of(ended)})
    if code != line.unit.code and not form.is_bound:
        return redirect("feedback:ask", line.unit.code, permanent=True)
    form.offer(line)
    context = {
        "unit": line.unit,
        "line": line,
        "form": form,
        "mail_address": address_of_unit(line.unit) if mail.takes_letters() else "",
        "token": _token_to_show(request, token, now),
        "files_lost": bool(request.FILES),
    }
    return render(request, "feedback/ask.html", context, status=422 if form.is_bound else 200)


def _take(form: MessageForm, code: str, token: FormToken | None, now: datetime) -> services.Taken:
    given = {name: form.cleaned_data[name] for name in ("text", "topics", "may_rise", "name", "phone", "email")}
    return services.take_form(
        code=code, token=token, choice=form.cleaned_data["reads"], enclosed=form.enclosed(), now=now, **given
    )


def _token_to_show(request: HttpRequest, token: FormToken | None, now: datetime) -> str:
    """The token that came, so that the next press is the same message; one that is too old gives way to a new one."""
    if fault_of(token, now=now) != "stale":
        return request.POST["token"]
    # Whoever has just read why may press Send at once
    return new_token(now=now - SOONEST if request.method == "POST" else now)
