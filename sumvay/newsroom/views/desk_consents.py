"""Consents seen from the desk: what was agreed to, written down there too, and taken back there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sumvay.newsroom import services
from sumvay.newsroom.forms.contributing import ConsentForm
from sumvay.newsroom.permissions.contributions import can_record_consent
from sumvay.newsroom.selectors import desk as selectors
from sumvay.ui.asked import whole
from sumvay.ui.attempt import attempt, press

ANSWERS = {"yes": True, "no": False}


@login_required
@require_http_methods(["GET", "POST"])
def consents(request: HttpRequest, pk: int, photo_pk: int | None = None) -> HttpResponse:
    """Who agrees to be in a photo, or to be told of in the text; one more is written down, or one is taken back."""
    contribution = get_object_or_404(selectors.contributions_at_desks_of(request.user), pk=pk)
    shown = get_object_or_404(contribution.photos.select_related("stored"), pk=photo_pk) if photo_pk else None
    given = contribution.consents.filter(photo=shown).order_by("pk")
    if "withdraw" in request.POST:
        return _withdraw(request, given)
    form = ConsentForm(request.POST if request.method == "POST" else None)

    def record():
        return services.record_consent(
            actor=request.user, contribution=contribution, photo=shown, now=timezone.now(), **form.cleaned_data
        )

    if request.method == "POST" and attempt(form, record):
        messages.success(request, _("The consent is written down."))
        return redirect(request.path)
    context = {
        "contribution": contribution,
        "photo": shown,
        "consents": given,
        "form": form if can_record_consent(request.user, contribution, on=timezone.localdate()) else None,
    }
    return render(request, "newsroom/desk_consents.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def answer_for_photo(request: HttpRequest, pk: int, photo_pk: int) -> HttpResponse:
    """Whether anybody can be recognised in a photo or film of which nobody has said."""
    contribution = get_object_or_404(selectors.contributions_at_desks_of(request.user), pk=pk)
    photo = get_object_or_404(contribution.photos, pk=photo_pk)
    said = ANSWERS.get(request.POST.get("shows_people", ""))
    if said is None:
        raise Http404

    def answer():
        services.answer_for_photo(actor=request.user, photo=photo, shows_people=said, now=timezone.now())

    press(request, answer, done=_("Saved."))
    if said:
        return redirect("newsroom:desk_photo_consents", pk, photo_pk)
    return redirect("newsroom:at_desk", pk)


def _withdraw(request, given):
    consent = get_object_or_404(given.select_related("contribution__unit"), pk=whole(request.POST.get("withdraw")))

    def withdraw():
        services.withdraw_consent(actor=request.user, consent=consent, now=timezone.now())

    press(request, withdraw, done=_("Withdrawn. The desks that use it have been told."))
    return redirect(request.path)
