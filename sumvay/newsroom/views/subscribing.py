"""Readers' doors to the bulletin by e-mail; no cookie is set, so the secret in the address stands for the reader."""

import uuid

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from sumvay.errors import Refusal
from sumvay.newsroom.forms.subscribing import AskForm
from sumvay.newsroom.services import subscribers as services

# Readers carry no session that a foreign page could misuse: what is posted here anybody may post from anywhere.


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Asks for the bulletin; the answer is the same whether the address is known or not."""
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if limited := ratelimit.consume_or_429(request, action="subscribe", key=form.cleaned_data["email"].lower()):
            return limited
        if not form.is_from_a_machine():
            services.ask_for_bulletin(email=form.cleaned_data["email"], now=timezone.now())
        return _page(request, {"step": "asked"})
    return _page(request, {"step": "ask", "form": form}, status=422 if form.is_bound else 200)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The link of the letter: looking changes nothing (mail programs look), the press confirms."""
    if request.method != "POST":
        return _page(request, {"step": "confirm"})
    try:
        with translation.override(settings.LANGUAGE_CODE):
            services.confirm_subscription(key=key, now=timezone.now())
    except Refusal as no:
        return _page(request, {"step": "ask", "form": AskForm(), "refusal": str(no)}, status=409)
    return _page(request, {"step": "confirmed", "key": key})


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Ends the letters: by the button of the page, or by the reader's mail program alone (RFC 8058)."""
    if request.method != "POST":
        return _page(request, {"step": "leave"})
    services.end_subscription(key=key, now=timezone.now())
    return _page(request, {"step": "left"})


def _page(request: HttpRequest, context: dict, status: int = 200) -> HttpResponse:
    with translation.override(settings.LANGUAGE_CODE):
        return render(request, "newsroom/subscribe.html", context, status=status)
