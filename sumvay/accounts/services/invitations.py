"""People are invited, never register themselves: by a link that sets a password and proves where it was sent."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from sumvay.accounts import selectors, tasks
from sumvay.accounts.models import Invitation, User
from sumvay.accounts.phones import normalise_phone
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.vietnamese import format_date, nfc

LIFETIME = timedelta(days=7)


class NoContact(Refusal):
    """Neither an e-mail address nor a phone was given."""


class ContactsDivided(Refusal):
    """The e-mail address belongs to one person and the phone to another."""


class LinkSpent(Refusal):
    """The link was used, replaced, has expired or never existed."""


class PasswordRefused(Refusal):
    """The password is too weak; the text says why."""


@transaction.atomic
def invite_person(
    *, actor: User | None, full_name: str, email: str | None, phone: str | None, now: datetime
) -> tuple[User, str]:
    """Find or add a person and invite them; gives the link's token once, or "" for those who can sign in already.

    People with an e-mail address also get a letter with a link of its own. The caller has checked that ACTOR (None: the
    operator at the console) may hold a link for this person. Raises NoContact, ContactsDivided, BadPhone.
    """
    email = (email or "").strip().lower() or None
    phone = normalise_phone(phone) if phone and phone.strip() else None
    if not (email or phone):
        raise NoContact(_("Give an e-mail address or a phone number."))
    person = _found(email, phone) or _added(full_name, email, phone)
    if person.has_usable_password():
        return person, ""
    return person, send_link(actor=actor, person=person, now=now)


@transaction.atomic
def send_link(*, actor: User | None, person: User, now: datetime) -> str:
    """Make a new link for a person and end the older ones; gives its token once.

    A letter goes out too when there is an address. The caller has checked that ACTOR may hold a link for this person.
    """
    # Two inviters at once take turns, so that one link lives
    User.objects.select_for_update().get(pk=person.pk)
    selectors.live_invitations(now=now).filter(user=person).update(revoked_at=now)
    channel = Invitation.Channel.PHONE if person.phone else Invitation.Channel.EMAIL
    # A link that passes through another's hands proves the phone it is sent to, never an address
    invitation, token = _write(person, channel, person.phone or "", actor, now)
    audit.record(actor=actor, action="invitation.create", target=invitation, at=now, changes={"person": person.pk})
    if person.email:
        tasks.mail_link.defer(user_id=person.pk, invited_by_id=actor.pk if actor else None)
    return token


def request_link(*, contact: str, now: datetime) -> None:
    """Send a link to someone who forgot the password, if known and with an e-mail address; does not tell which."""
    person = selectors.person_by_contact(contact)
    if person and person.is_active and person.email:
        with transaction.atomic():
            audit.record(actor=None, action="password.forget", target=person, at=now)
            tasks.mail_link.defer(user_id=person.pk, invited_by_id=None)


def mail_link(*, person: User | None, invited_by: User | None, now: datetime) -> None:
    """Send a person a letter with a link; the token is made here, so that it rests nowhere but in the letter."""
    if person is None or not (person.is_active and person.email):
        return
    invitation, token = _write(person, Invitation.Channel.EMAIL, person.email, invited_by, now)
    with translation.override(person.language):
        context = {
            "person": person,
            "link": invitation_link(token),
            "day": format_date(invitation.expires_at.date()),
            "invited_by": invited_by,
            "is_known": person.has_usable_password(),
        }
        subject = _("Set a new password for Sum Vầy") if context["is_known"] else _("Your invitation to Sum Vầy")
        EmailMessage(subject, render_to_string("accounts/email/link.txt", context), to=[person.email]).send()


@transaction.atomic
def accept_invitation(*, token: str, password: str, now: datetime) -> User:
    """Set the password and mark as proven what the link was sent to. Works once; all other links of the person end.

    Raises LinkSpent, PasswordRefused.
    """
    invitation = selectors.invitation_by_token(token, now=now)
    if not invitation or not invitation.user.is_active or invitation.channel == Invitation.Channel.NEW_EMAIL:
        raise LinkSpent(_("This link was already used or has expired. Ask for a new one."))
    person = invitation.user
    try:
        validate_password(password, person)
    except ValidationError as weak:
        raise PasswordRefused(" ".join(weak.messages)) from weak
    if not selectors.live_invitations(now=now).filter(pk=invitation.pk).update(used_at=now):
        raise LinkSpent(_("This link was already used or has expired. Ask for a new one."))
    selectors.live_invitations(now=now).filter(user=person).update(revoked_at=now)
    person.set_password(password)
    proven = _proven_by(invitation)
    if proven:
        setattr(person, proven, now)
    person.save(update_fields=["password", *([proven] if proven else [])])
    audit.record(actor=person, action="invitation.accept", target=invitation, at=now)
    return person


def invitation_link(token: str) -> str:
    """The full address of a link."""
    return settings.BASE_URL + reverse("accounts:invitation", args=[token])


def invitation_text(*, person: User, token: str, about: str, now: datetime) -> str:
    """A ready text to send a person by Zalo; ABOUT says which post in which unit."""
    context = {
        "person": person,
        "about": about,
        "link": invitation_link(token),
        "day": format_date((now + LIFETIME).date()),
        "is_known": person.has_usable_password(),
    }
    with translation.override(person.language):
        return render_to_string("accounts/email/zalo.txt", context).strip()


def _proven_by(invitation: Invitation) -> str | None:
    """Which contact a link proves; none when the contact was changed after it was sent."""
    person = invitation.user
    if invitation.channel == Invitation.Channel.PHONE:
        return "phone_verified_at" if person.phone == invitation.sent_to else None
    return "email_verified_at" if person.email == invitation.sent_to else None


def _write(person: User, channel: str, sent_to: str, invited_by: User | None, now: datetime) -> tuple[Invitation, str]:
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        user=person,
        channel=channel,
        sent_to=sent_to,
        token_hash=selectors.token_hash(token),
        invited_by=invited_by,
        created_at=now,
        expires_at=now + LIFETIME,
    )
    return invitation, token


def _found(email: str | None, phone: str | None) -> User | None:
    """The one person with these contacts; what they told us before stays as it is."""
    people = list(selectors.people_with_contacts([contact for contact in (email, phone) if contact]))
    if len(people) > 1:
        raise ContactsDivided(_("The e-mail address and the phone number belong to two different people."))
    return people[0] if people else None


def _added(full_name: str, email: str | None, phone: str | None) -> User:
    try:
        with transaction.atomic():
            return User.objects.create_user(email, None, phone=phone, full_name=" ".join(nfc(full_name).split()))
    except IntegrityError:
        # Somebody else added this person a moment ago
        if person := _found(email, phone):
            return person
        raise
