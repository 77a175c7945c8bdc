"""Doors of people who are invited, forgot a password, or look after their own account."""

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sumvay.accounts import selectors, services
from sumvay.accounts.forms import ForgottenForm, NewEmailForm, NewPasswordForm, ProfileForm
from sumvay.accounts.models import Invitation
from sumvay.errors import Refusal


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Opens a link: looking changes nothing, the press sets the password or confirms the address."""
    found = selectors.invitation_by_token(token, now=timezone.now())
    if not found:
        return _discreet(render(request, "accounts/link_spent.html", status=410))
    if found.channel == Invitation.Channel.NEW_EMAIL:
        return _confirm_email(request, token, found)
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = services.accept_invitation(token=token, password=form.cleaned_data["password"], now=timezone.now())
        except Refusal as no:
            form.add_error("password", str(no))
        else:
            return perform_login(request, person, redirect_url=settings.LOGIN_REDIRECT_URL)
    return _discreet(render(request, "accounts/invitation.html", {"form": form, "invitation": found}))


def _confirm_email(request: HttpRequest, token: str, found: Invitation) -> HttpResponse:
    refusal = None
    if request.method == "POST":
        try:
            services.confirm_email(token=token, now=timezone.now())
        except Refusal as no:
            refusal = no
        else:
            messages.success(request, _("Your e-mail address is now %(email)s.") % {"email": found.sent_to})
            return redirect("accounts:profile")
    return _discreet(render(request, "accounts/confirm_email.html", {"invitation": found, "refusal": refusal}))


def _discreet(response: HttpResponse) -> HttpResponse:
    """The address of the page is a secret: no other site may learn it."""
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Asks for a new link; the answer is the same whether the person is known or not."""
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        contact = form.cleaned_data["contact"]
        if limited := ratelimit.consume_or_429(request, action="reset_password", key=contact.lower()):
            return limited
        services.request_link(contact=contact, now=timezone.now())
        return render(request, "accounts/forgotten_sent.html")
    return render(request, "accounts/forgotten.html", {"form": form})


@login_required
@require_GET
def profile(request: HttpRequest) -> HttpResponse:
    """One's own account."""
    return _profile(request)


@login_required
@require_POST
def change_profile(request: HttpRequest) -> HttpResponse:
    """Saves name and language."""
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return _profile(request, profile_form=form, status=422)
    services.change_profile(actor=request.user, **form.cleaned_data, now=timezone.now())
    language = form.cleaned_data["language"]
    with translation.override(language):
        messages.success(request, _("Saved."))
    response = redirect("accounts:profile")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
    return response


@login_required
@require_POST
def ask_for_email(request: HttpRequest) -> HttpResponse:
    """Sends a link to a new address of one's own."""
    form = NewEmailForm(request.POST)
    if form.is_valid():
        if limited := ratelimit.consume_or_429(request, action="manage_email", user=request.user):
            return limited
        try:
            services.ask_for_email(actor=request.user, email=form.cleaned_data["email"], now=timezone.now())
        except Refusal as no:
            form.add_error("email", str(no))
        else:
            messages.success(
                request,
                _("A link is on its way to %(email)s. Open it to confirm.") % {"email": form.cleaned_data["email"]},
            )
            return redirect("accounts:profile")
    return _profile(request, email_form=form, status=422)


def _profile(
    request: HttpRequest,
    *,
    profile_form: ProfileForm | None = None,
    email_form: NewEmailForm | None = None,
    status: int = 200,
) -> HttpResponse:
    person = request.user
    context = {
        "phone": services.shown_phone(person.phone or ""),
        "profile_form": profile_form
        or ProfileForm(initial={"full_name": person.full_name, "language": person.language}),
        "email_form": email_form or NewEmailForm(),
        "has_second_factor": selectors.has_second_factor(person),
    }
    return render(request, "accounts/profile.html", context, status=status)


@login_not_required
def closed(request: HttpRequest) -> HttpResponse:
    """Pages of the sign-in package that our accounts do not have: registering oneself, several addresses."""
    raise Http404
