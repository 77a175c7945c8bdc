"""Questions about the people who sign in."""

import hashlib
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from sumvay.accounts.models import Invitation, User
from sumvay.accounts.phones import BadPhone, normalise_phone


def person_by_contact(contact: str) -> User | None:
    """The person with this e-mail address or phone number, however it is written."""
    contact = contact.strip()
    if "@" in contact:
        return User.objects.filter(email__iexact=contact).first()
    try:
        return User.objects.filter(phone=normalise_phone(contact)).first()
    except BadPhone:
        return None


def person(pk: int | None) -> User | None:
    """The person with an id; None for None and for people who are gone."""
    return User.objects.filter(pk=pk).first()


def invitation(pk: int) -> Invitation:
    """One invitation with its person; raises Invitation.DoesNotExist."""
    return Invitation.objects.select_related("user").get(pk=pk)


def live_invitations(*, now: datetime) -> QuerySet[Invitation]:
    """Invitations that can still be used."""
    return Invitation.objects.filter(used_at=None, revoked_at=None, expires_at__gt=now)


def invitation_by_token(token: str, *, now: datetime) -> Invitation | None:
    """The invitation a link belongs to, as long as it can be used."""
    return live_invitations(now=now).filter(token_hash=token_hash(token)).select_related("user", "invited_by").first()


def token_hash(token: str) -> str:
    """What is kept of a link's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def people_with_contacts(contacts: list[str]) -> QuerySet[User]:
    """The people who have one of these e-mail addresses (lower case) or phones (E.164)."""
    return User.objects.filter(Q(email__in=contacts) | Q(phone__in=contacts))


def has_second_factor(person: User) -> bool:
    """Whether signing in also asks for a code from the person's phone."""
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()
