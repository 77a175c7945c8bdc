"""People come to posts by their phone or e-mail address; links reach only those who may hold them."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from sumvay.accounts import selectors as accounts_selectors
from sumvay.accounts import services as accounts
from sumvay.accounts.models import User
from sumvay.org import permissions
from sumvay.org.models import Appointment, Unit
from sumvay.org.services import rules
from sumvay.org.services.posts import appoint, check_may_pass_on, pass_post_on


@transaction.atomic
def invite_officer(
    *,
    actor: User,
    unit: Unit,
    post: str,
    full_name: str,
    email: str,
    phone: str,
    on: date,
    now: datetime,
) -> tuple[Appointment, str]:
    """Give a post to a person known by phone or e-mail address, new ones are invited; gives the link's token once.

    The token is "" for those who sign in already and for those whose posts the officer does not manage.
    Raises NotPermitted, FutureDated, Ended, AlreadyHolding, BadPhone, NoContact, ContactsDivided.
    """
    rules.permit(permissions.can_appoint(actor, unit, post, on=timezone.localdate(now)))
    person, token = _found_or_invited(actor, full_name, email, phone, now)
    return appoint(actor=actor, officer=person, unit=unit, post=post, on=on, now=now), token


@transaction.atomic
def hand_post_on(
    *,
    actor: User,
    appointment: Appointment,
    full_name: str,
    email: str,
    phone: str,
    on: date,
    reason: str,
    now: datetime,
) -> tuple[Appointment, str]:
    """End a post and give it to a successor known by phone or e-mail address; gives the token of the link once.

    Raises what `pass_post_on` and `invite_officer` raise.
    """
    check_may_pass_on(actor=actor, appointment=appointment, now=now)
    person, token = _found_or_invited(actor, full_name, email, phone, now)
    successor = pass_post_on(actor=actor, appointment=appointment, successor=person, on=on, reason=reason, now=now)
    return successor, token


@transaction.atomic
def invite_again(*, actor: User, officer: User, now: datetime) -> str:
    """Make a new link for an officer, who may have lost the old one or forgotten the password; gives the token once.

    Raises NotPermitted unless the actor may name people for every post and right the officer holds.
    """
    rules.permit(permissions.can_hold_link_of(actor, officer, on=timezone.localdate(now)))
    return accounts.send_link(actor=actor, person=officer, now=now)


@transaction.atomic
def replace_officer_phone(*, actor: User, officer: User, phone: str, now: datetime) -> None:
    """Give an officer another number. Raises NotPermitted (as `invite_again`), BadPhone, ContactTaken."""
    rules.permit(permissions.can_hold_link_of(actor, officer, on=timezone.localdate(now)))
    accounts.replace_phone(actor=actor, person=officer, phone=phone, now=now)


def _found_or_invited(actor: User, full_name: str, email: str, phone: str, now: datetime) -> tuple[User, str]:
    """The person and a token, without a new link where holding it would be holding somebody else's posts."""
    known = accounts_selectors.person_by_contact(phone) or accounts_selectors.person_by_contact(email)
    if known and not permissions.can_hold_link_of(actor, known, on=timezone.localdate(now)):
        return known, ""
    return accounts.invite_person(actor=actor, full_name=full_name, email=email, phone=phone, now=now)
