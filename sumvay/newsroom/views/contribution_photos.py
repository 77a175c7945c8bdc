"""One photo of a contribution, and the consents of people shown or named."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sumvay.errors import Refusal
from sumvay.newsroom import selectors, services
from sumvay.newsroom.forms.contributing import ConsentForm, PhotoForm
from sumvay.newsroom.models import Consent, Contribution, ContributionPhoto
from sumvay.newsroom.views.contributing import own, shots_of
from sumvay.ui.attempt import attempt

STEPS = {"front": -1, "back": 1}


@login_required
@require_POST
def add_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in one photo as soon as it was chosen; gives all that stand there now, or why it was refused."""
    contribution, given = own(request, pk), request.FILES.get("photo")
    if given is None:
        raise Http404
    try:
        services.add_photo(
            actor=request.user, contribution=contribution, name=given.name, content=given.read(), now=timezone.now()
        )
    except Refusal as no:
        return HttpResponse(str(no), status=409, content_type="text/plain; charset=utf-8")
    shots = [shot for shot in shots_of(contribution) if not shot.is_film]
    context = {"contribution": contribution, "shots": shots, "photo_count": len(shots)}
    return render(request, "newsroom/contribute_asked.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def photo(request: HttpRequest, pk: int, photo_pk: int) -> HttpResponse:
    """Describe one photo, and say whether it shows people."""
    contribution = own(request, pk)
    shown = _photo(contribution, photo_pk)
    form = PhotoForm(request.POST if request.method == "POST" else None, photo=shown)
    if request.method == "POST" and attempt(
        form,
        lambda: services.change_photo(actor=request.user, photo=shown, now=timezone.now(), **form.cleaned_data),
    ):
        if form.cleaned_data["shows_people"] and not shown.consents.exists():
            return redirect("newsroom:photo_consents", pk, photo_pk)
        return _to_photos(pk)
    return _photo_page(request, contribution, shown, form)


@login_required
@require_POST
def move_photo(request: HttpRequest, pk: int, photo_pk: int, way: str) -> HttpResponse:
    """Put a photo further to the front or to the back."""
    shown = _photo(own(request, pk), photo_pk)
    _try(
        request,
        lambda: services.move_photo(actor=request.user, photo=shown, step=STEPS.get(way, 0), now=timezone.now()),
    )
    return _to_photos(pk)


@login_required
@require_POST
def remove_photo(request: HttpRequest, pk: int, photo_pk: int) -> HttpResponse:
    """Take a photo out."""
    shown = _photo(own(request, pk), photo_pk)
    _try(
        request,
        lambda: services.remove_photo(actor=request.user, photo=shown, now=timezone.now()),
        _("The photo was taken out."),
    )
    return _to_photos(pk)


@login_required
@require_http_methods(["GET", "POST"])
def consents(request: HttpRequest, pk: int, photo_pk: int | None = None) -> HttpResponse:
    """Who agrees to be in a photo, or to be told of in the text."""
    contribution = own(request, pk)
    shown = _photo(contribution, photo_pk) if photo_pk else None
    form = ConsentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and attempt(
        form,
        lambda: services.record_consent(
            actor=request.user, contribution=contribution, photo=shown, now=timezone.now(), **form.cleaned_data
        ),
    ):
        messages.success(request, _("The consent is written down."))
        return redirect(request.path)
    given = shown.consents.order_by("pk") if shown else selectors.text_consents(contribution)
    context = {"contribution": contribution, "photo": shown, "consents": given, "form": form}
    return render(request, "newsroom/contribute_consents.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def withdraw_consent(request: HttpRequest, pk: int, consent_pk: int) -> HttpResponse:
    """The person takes the consent back."""
    consent = _consent(own(request, pk), consent_pk)
    _try(
        request,
        lambda: services.withdraw_consent(actor=request.user, consent=consent, now=timezone.now()),
        _("Withdrawn. The desks that use it have been told."),
    )
    return _back_to(consent)


@login_required
@require_POST
def erase_consent(request: HttpRequest, pk: int, consent_pk: int) -> HttpResponse:
    """Take out what was written down by mistake."""
    consent = _consent(own(request, pk), consent_pk)
    _try(request, lambda: services.erase_consent(actor=request.user, consent=consent, now=timezone.now()))
    return _back_to(consent)


def _photo(contribution: Contribution, pk: int) -> ContributionPhoto:
    return get_object_or_404(contribution.photos.select_related("stored", "contribution__unit"), pk=pk)


def _consent(contribution: Contribution, pk: int) -> Consent:
    return get_object_or_404(contribution.consents.select_related("contribution__unit", "contribution__author"), pk=pk)


def _photo_page(request, contribution, shown, form):
    context = {"contribution": contribution, "photo": shown, "form": form, "consents": shown.consents.order_by("pk")}
    return render(request, "newsroom/contribute_photo.html", context, status=422 if form.is_bound else 200)


def _try(request: HttpRequest, act: Callable[[], object], said: str = "") -> None:
    try:
        act()
    except Refusal as no:
        messages.error(request, str(no))
    else:
        if said:
            messages.success(request, said)


def _to_photos(pk: int) -> HttpResponse:
    return redirect(reverse("newsroom:write", args=[pk]) + "#photos")


def _back_to(consent: Consent) -> HttpResponse:
    if consent.photo_id:
        return redirect("newsroom:photo_consents", consent.contribution_id, consent.photo_id)
    return redirect("newsroom:text_consents", consent.contribution_id)
