"""Links that open one directive for one unit without a password, and the group link that asks for a code."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts import selectors as accounts
from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.directives import permissions
from sumvay.directives.models import AccessCode, AccessLink, Directive, Dispatch
from sumvay.directives.services.answer_dispatch import see_dispatch
from sumvay.directives.services.refusals import CodeWrong, LinkDead, NobodyToCall, NotIssued, NotYours
from sumvay.mail import services as mail
from sumvay.org import selectors as org
from sumvay.org.models import Unit

LINK_LIVES = timedelta(days=45)
CODE_LIVES = timedelta(minutes=20)
MOST_TRIES = 5
MOST_CODES_AN_HOUR = 5


@transaction.atomic
def make_personal_links(
    *, actor: User, directive: Directive, dispatches: list[Dispatch], now: datetime
) -> dict[int, str]:
    """A fresh token for each dispatch's unit, by unit id; earlier links of these units die.

    Raises NotYours, NotIssued.
    """
    _check(actor, directive, now)
    units = [d.unit_id for d in dispatches]
    directive.access_links.filter(unit__in=units, kind="personal", revoked_at__isnull=True).update(revoked_at=now)
    tokens = {unit_id: secrets.token_urlsafe(24) for unit_id in units}
    AccessLink.objects.bulk_create(
        _link(actor, directive, AccessLink.Kind.PERSONAL, unit_id, token, now) for unit_id, token in tokens.items()
    )
    audit.record(
        actor=actor,
        action="access_link.make",
        target=directive,
        at=now,
        unit_id=directive.unit_id,
        changes={"units": len(units)},
    )
    return tokens


@transaction.atomic
def make_group_link(*, actor: User, directive: Directive, now: datetime) -> str:
    """One token to put into a group chat: whoever opens it chooses the unit and proves the post by a code.

    Raises NotYours, NotIssued.
    """
    _check(actor, directive, now)
    token = secrets.token_urlsafe(16)
    link = _link(actor, directive, AccessLink.Kind.GROUP, directive.unit_id, token, now)
    link.save(force_insert=True)
    audit.record(actor=actor, action="access_link.make", target=link, at=now, unit_id=directive.unit_id)
    return token


def living_link(*, token: str, kind: str, now: datetime) -> AccessLink:
    """The link a token belongs to.

    Raises LinkDead when it does not exist, has expired, was revoked, or its directive was recalled.
    """
    link = (
        AccessLink.objects.filter(token_hash=_hash(token), kind=kind)
        .select_related("directive__unit", "directive__campaign", "unit")
        .first()
    )
    if link is None or link.revoked_at or link.expires_at <= now or link.directive.status != Directive.Status.ISSUED:
        raise LinkDead(_("This link no longer works. Ask the level above for a new one."))
    return link


@transaction.atomic
def use_link(*, link: AccessLink, now: datetime) -> Dispatch:
    """Exchange a personal link for the dispatch it opens; called by a press, never by a GET, so it has been seen."""
    AccessLink.objects.filter(pk=link.pk).update(last_used_at=now)
    return _opened(link, link.unit_id, now)


@transaction.atomic
def ask_for_code(*, link: AccessLink, unit: Unit, contact: str, now: datetime) -> None:
    """Send a six-digit code to an officer of `unit` registered under `contact` (e-mail or phone).

    The answer is the same whether the contact is known or not, and when too many codes were asked for, so that nobody
    learns who is registered. Raises NotYours (unit not addressed).
    """
    if not link.directive.dispatches.filter(unit=unit).exists():
        raise NotYours(_("This document was not sent to that unit."))
    officer = accounts.person_by_contact(contact)
    if officer is None or not officer.email:
        return
    if not org.officers_of(unit, on=localdate(now)).filter(pk=officer.pk).exists():
        return
    recent = AccessCode.objects.filter(unit=unit, officer=officer, created_at__gt=now - timedelta(hours=1)).count()
    if recent >= MOST_CODES_AN_HOUR:
        return
    code = _new_code(link, unit, officer, now)
    mail.queue_message(
        recipient=officer.email,
        subject=_("Your code for %(unit)s") % {"unit": unit.name},
        text=_("The code is %(code)s. It works for 20 minutes. Do not give it to anyone.") % {"code": code},
        now=now,
    )


@transaction.atomic
def read_out_code(*, actor: User, dispatch: Dispatch, now: datetime) -> tuple[User, str]:
    """A code to be read out on the phone: whom of the unit to call at the registered number, and the six digits.

    For officers without an e-mail address. Raises NotYours, NobodyToCall, LinkDead (no living link for the group).
    """
    directive = dispatch.directive
    _check(actor, directive, now)
    people = org.contacts_of([dispatch.unit_id], on=localdate(now)).get(dispatch.unit_id, [])
    officer = next((person for person in people if person.phone), None)
    if officer is None:
        raise NobodyToCall(_("No officer of this unit has a registered phone number."))
    link = directive.access_links.filter(kind=AccessLink.Kind.GROUP, revoked_at__isnull=True, expires_at__gt=now).last()
    if link is None:
        raise LinkDead(_("Make the text for the group first; the code belongs to its link."))
    code = _new_code(link, dispatch.unit, officer, now)
    audit.record(actor=actor, action="access_code.read_out", target=link, at=now, unit_id=dispatch.unit_id)
    return officer, code


def _new_code(link, unit, officer, now):
    code = f"{secrets.randbelow(1_000_000):06d}"
    AccessCode.objects.create(
        link=link,
        unit=unit,
        officer=officer,
        code_hash=_hash(f"{link.pk}:{unit.pk}:{code}"),
        created_at=now,
        expires_at=now + CODE_LIVES,
    )
    return code


def confirm_code(*, link: AccessLink, unit: Unit, code: str, now: datetime) -> tuple[Dispatch, User]:
    """Let the person in whose code matches; five tries, once.

    Raises CodeWrong.
    """
    # Counted outside a rolled-back transaction: a wrong try must stay on record
    codes = AccessCode.objects.filter(link=link, unit=unit, used_at__isnull=True).order_by("-created_at")
    latest = codes.select_related("officer").first()
    wrong = CodeWrong(_("The code does not match or has expired. Ask for a new one."))
    if latest is None or latest.expires_at <= now:
        raise wrong
    counted = AccessCode.objects.filter(pk=latest.pk, tries__lt=MOST_TRIES).update(tries=F("tries") + 1)
    if not counted or not secrets.compare_digest(latest.code_hash, _hash(f"{link.pk}:{unit.pk}:{code.strip()}")):
        raise wrong
    if not AccessCode.objects.filter(pk=latest.pk, used_at__isnull=True).update(used_at=now):
        raise wrong
    return _opened(link, unit.pk, now), latest.officer


def revoke_links_of_officer(*, officer: User, unit: Unit, now: datetime) -> int:
    """Kill the links that were made by or for an officer who leaves a unit; returns how many died."""
    mine = AccessLink.objects.filter(revoked_at__isnull=True, unit=unit).filter(
        kind=AccessLink.Kind.PERSONAL
    ) | AccessLink.objects.filter(revoked_at__isnull=True, created_by=officer, directive__unit=unit)
    return mine.update(revoked_at=now)


def _opened(link, unit_id, now):
    dispatch = Dispatch.objects.select_related("directive", "unit").get(directive=link.directive_id, unit=unit_id)
    see_dispatch(actor=None, dispatch=dispatch, now=now)
    return dispatch


def _check(actor, directive, now):
    if not permissions.can_follow_up(actor, directive, on=localdate(now)):
        raise NotYours(_("Only officers of %(unit)s can do this.") % {"unit": directive.unit.name})
    if directive.status != Directive.Status.ISSUED:
        raise NotIssued(_("This document is not in force."))


def _link(actor, directive, kind, unit_id, token, now):
    return AccessLink(
        kind=kind,
        directive=directive,
        unit_id=unit_id,
        token_hash=_hash(token),
        created_by=actor,
        created_at=now,
        expires_at=now + LINK_LIVES,
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
