"""Doors to posts, the people who hold them, and rights given by name."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sumvay.accounts import selectors as accounts_selectors
from sumvay.accounts import services as accounts
from sumvay.accounts.models import User
from sumvay.errors import Refusal
from sumvay.org import permissions, selectors, services
from sumvay.org.forms import GrantForm, OfficerForm, PhoneForm
from sumvay.org.models import Appointment
from sumvay.org.views.asking import managed_unit, visible_unit
from sumvay.ui.attempt import attempt


def visible_appointment(request: HttpRequest, pk: int) -> Appointment:
    """The post; 404 when the officer does not see its unit."""
    try:
        return selectors.appointment_visible_to(request.user, pk, on=timezone.localdate())
    except Appointment.DoesNotExist as unseen:
        raise Http404 from unseen


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives a post to somebody by phone or e-mail; new people are invited."""
    unit = managed_unit(request, pk)
    form = OfficerForm(request.POST or None)
    if attempt(
        form,
        lambda: services.invite_officer(actor=request.user, unit=unit, now=timezone.now(), **form.cleaned_data),
    ):
        return _appointed(request, *form.result)
    heading = _("A post in %(unit)s") % {"unit": unit.name}
    context = {"unit": unit, "form": form, "heading": heading, "submit": _("Give the post")}
    return render(request, "org/form.html", context, status=422 if form.is_bound else 200)


def _appointed(request: HttpRequest, appointment: Appointment, token: str) -> HttpResponse:
    if not token:
        messages.success(request, _("%(name)s now holds the post.") % {"name": appointment.officer.full_name})
        return redirect("org:detail", appointment.unit_id)
    return show_link(request, appointment, token)


def show_link(request: HttpRequest, appointment: Appointment, token: str) -> HttpResponse:
    """The ready text with a new link, shown this once."""
    about = f"{appointment.get_post_display()} {appointment.unit.name}"
    text = accounts.invitation_text(person=appointment.officer, token=token, about=about, now=timezone.now())
    return render(request, "org/link_once.html", {"appointment": appointment, "text": text})


@login_required
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One officer in one post: how to reach, which posts, what can be done."""
    appointment = visible_appointment(request, pk)
    return _detail(request, appointment, PhoneForm())


def _detail(request: HttpRequest, appointment: Appointment, phone_form: PhoneForm) -> HttpResponse:
    on, officer = timezone.localdate(), appointment.officer
    seen = selectors.units_visible_to(request.user, on=on).order_by().values("pk")
    context = {
        "appointment": appointment,
        "posts": selectors.posts_of(officer, on=on).filter(unit__in=seen),
        "phone": accounts.shown_phone(officer.phone or ""),
        "phone_form": phone_form,
        "may_send_link": permissions.can_hold_link_of(request.user, officer, on=on),
        "may_pass_on": officer == request.user
        or permissions.can_appoint(request.user, appointment.unit, appointment.post, on=on),
    }
    status = 422 if phone_form.is_bound else 200
    return render(request, "org/officer.html", context, status=status)


@login_required
@never_cache
@require_POST
def send_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Makes a new link for an officer and shows it this once."""
    appointment = visible_appointment(request, pk)
    try:
        token = services.invite_again(actor=request.user, officer=appointment.officer, now=timezone.now())
    except Refusal as no:
        messages.error(request, str(no))
        return redirect("org:officer", pk)
    return show_link(request, appointment, token)


@login_required
@require_POST
def replace_phone(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives an officer another number."""
    appointment = visible_appointment(request, pk)
    form = PhoneForm(request.POST)
    if attempt(
        form,
        lambda: services.replace_officer_phone(
            actor=request.user, officer=appointment.officer, now=timezone.now(), **form.cleaned_data
        ),
    ):
        messages.success(request, _("The number was changed. Send a new link so that it can be proven."))
        return redirect("org:officer", pk)
    return _detail(request, appointment, form)


@login_required
@require_http_methods(["GET", "POST"])
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Lets somebody see, or act for, this unit and all below it."""
    unit = managed_unit(request, pk)
    form = GrantForm(request.POST or None)
    person = _person(form)
    if person and attempt(
        form,
        lambda: services.grant_access(
            actor=request.user,
            officer=person,
            unit=unit,
            scope=form.cleaned_data["scope"],
            reason=form.cleaned_data["reason"],
            on=form.cleaned_data["on"],
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("%(name)s has this right now.") % {"name": person.full_name})
        return redirect("org:detail", pk)
    heading = _("A right over %(unit)s and all below") % {"unit": unit.name}
    context = {"unit": unit, "form": form, "heading": heading, "submit": _("Give the right")}
    return render(request, "org/form.html", context, status=422 if form.is_bound else 200)


def _person(form: GrantForm) -> User | None:
    if not form.is_valid():
        return None
    person = accounts_selectors.person_by_contact(form.cleaned_data["contact"])
    if not person:
        form.add_error("contact", _("Nobody here has this phone number or e-mail address."))
    return person


@login_required
@require_POST
def end_grant(request: HttpRequest, pk: int, grant: int) -> HttpResponse:
    """Takes a right back today."""
    unit, on = visible_unit(request, pk), timezone.localdate()
    given = selectors.grants_on(unit, on=on).filter(pk=grant).first()
    if not given:
        raise Http404
    try:
        services.end_grant(actor=request.user, grant=given, on=on, now=timezone.now())
        messages.success(request, _("Ended."))
    except Refusal as no:
        messages.error(request, str(no))
    return redirect("org:detail", pk)
