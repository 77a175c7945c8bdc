"""What people change about themselves, and what is changed for them."""

import secrets
from datetime import datetime

from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from sumvay.accounts import selectors, tasks
from sumvay.accounts.models import Invitation, User
from sumvay.accounts.phones import normalise_phone
from sumvay.accounts.services.invitations import LIFETIME, LinkSpent, invitation_link
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.vietnamese import format_date, nfc


class ContactTaken(Refusal):
    """Another person has this address or number."""


@transaction.atomic
def change_profile(*, actor: User, full_name: str, language: str, now: datetime) -> None:
    """Correct one's own name and choose the language of screens and letters."""
    fields = {"full_name": " ".join(nfc(full_name).split()), "language": language}
    changed = [name for name, value in fields.items() if getattr(actor, name) != value]
    if changed:
        User.objects.filter(pk=actor.pk).update(**fields)
        audit.record(actor=actor, action="person.change", target=actor, at=now, changes={"fields": changed})


@transaction.atomic
def ask_for_email(*, actor: User, email: str, now: datetime) -> None:
    """Send a link to a new address of one's own; it changes when the link is confirmed. Raises ContactTaken."""
    email = email.strip().lower()
    if User.objects.filter(email=email).exists():
        raise ContactTaken(_("This e-mail address belongs to an account already."))
    selectors.live_invitations(now=now).filter(user=actor, channel=Invitation.Channel.NEW_EMAIL).update(revoked_at=now)
    invitation = Invitation.objects.create(
        user=actor,
        channel=Invitation.Channel.NEW_EMAIL,
        sent_to=email,
        token_hash=selectors.token_hash(secrets.token_urlsafe(32)),
        invited_by=actor,
        created_at=now,
        expires_at=now + LIFETIME,
    )
    audit.record(actor=actor, action="email.ask", target=invitation, at=now)
    tasks.mail_confirmation.defer(invitation_id=invitation.pk)


def mail_confirmation(*, invitation: Invitation, now: datetime) -> None:
    """Send the letter that proves a new address; the token is made here, so that it rests nowhere but in the letter."""
    token = secrets.token_urlsafe(32)
    live = selectors.live_invitations(now=now).filter(pk=invitation.pk)
    if not live.update(token_hash=selectors.token_hash(token)):
        return
    with translation.override(invitation.user.language):
        context = {
            "person": invitation.user,
            "link": invitation_link(token),
            "day": format_date(invitation.expires_at.date()),
        }
        text = render_to_string("accounts/email/new_address.txt", context)
        EmailMessage(_("Confirm your e-mail address"), text, to=[invitation.sent_to]).send()


@transaction.atomic
def confirm_email(*, token: str, now: datetime) -> User:
    """Make the address a link was sent to the person's own. Raises LinkSpent, ContactTaken."""
    invitation = selectors.invitation_by_token(token, now=now)
    live = selectors.live_invitations(now=now).filter(
        pk=invitation and invitation.pk, channel=Invitation.Channel.NEW_EMAIL
    )
    if not invitation or not live.update(used_at=now):
        raise LinkSpent(_("This link was already used or has expired. Ask for a new one."))
    _change_contact(invitation.user, email=invitation.sent_to, email_verified_at=now)
    audit.record(actor=invitation.user, action="email.confirm", target=invitation, at=now)
    return invitation.user


@transaction.atomic
def replace_phone(*, actor: User, person: User, phone: str, now: datetime) -> None:
    """Give a person another number; it counts as unproven until they use a link sent to it, and older links end.

    The caller has checked that ACTOR may do this. Raises BadPhone, ContactTaken.
    """
    number = normalise_phone(phone)
    selectors.live_invitations(now=now).filter(user=person).update(revoked_at=now)
    _change_contact(person, phone=number, phone_verified_at=None)
    audit.record(actor=actor, action="phone.replace", target=person, at=now)


def _change_contact(person: User, **fields) -> None:
    try:
        with transaction.atomic():
            User.objects.filter(pk=person.pk).update(**fields)
    except IntegrityError as taken:
        raise ContactTaken(_("Another person already has this e-mail address or phone number.")) from taken
