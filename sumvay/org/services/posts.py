"""Officers take up posts, leave them, pass them on; rights are granted by name."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.org import permissions, spans
from sumvay.org.models import Appointment, Grant, Unit
from sumvay.org.services import rules
from sumvay.vietnamese import nfc


class AlreadyHolding(Refusal):
    """The officer holds this post or right already."""


class AlreadyEnded(Refusal):
    """Someone ended this post or right first."""


class SucceededByOneself(Refusal):
    """The successor is the person who leaves."""


@transaction.atomic
def appoint(*, actor: User, officer: User, unit: Unit, post: str, on: date, now: datetime) -> Appointment:
    """Give an officer a post in a unit from day ON; chair and vice-chair are named from above or by the unit's chair.

    Raises NotPermitted, FutureDated, Ended, AlreadyHolding.
    """
    rules.permit(permissions.can_appoint(actor, unit, post, on=timezone.localdate(now)))
    rules.check_day(on, now=now)
    rules.check_alive(unit)
    return _seat(actor=actor, officer=officer, unit=unit, post=post, on=on, now=now)


def check_may_pass_on(*, actor: User, appointment: Appointment, now: datetime) -> None:
    """Raise NotPermitted unless the officer leaves this post or may name who holds it."""
    if appointment.officer_id != actor.pk:
        today = timezone.localdate(now)
        rules.permit(permissions.can_appoint(actor, appointment.unit, appointment.post, on=today))


@transaction.atomic
def end_appointment(*, actor: User, appointment: Appointment, on: date, reason: str, now: datetime) -> None:
    """End a post; ON is the first day without it. Officers may give up their own posts.

    Raises NotPermitted, FutureDated, AlreadyEnded.
    """
    check_may_pass_on(actor=actor, appointment=appointment, now=now)
    rules.check_day(on, now=now)
    _unseat(actor=actor, appointment=appointment, on=on, reason=reason, now=now)


@transaction.atomic
def pass_post_on(
    *, actor: User, appointment: Appointment, successor: User, on: date, reason: str, now: datetime
) -> Appointment:
    """End a post and give it to a successor from the same day; those who leave may name who follows them.

    Raises NotPermitted, FutureDated, Ended, SucceededByOneself, AlreadyEnded, AlreadyHolding.
    """
    unit, post = appointment.unit, appointment.post
    check_may_pass_on(actor=actor, appointment=appointment, now=now)
    rules.check_day(on, now=now)
    rules.check_alive(unit)
    if appointment.officer_id == successor.pk:
        raise SucceededByOneself(_("The successor must be another person."))
    _unseat(actor=actor, appointment=appointment, on=on, reason=reason, now=now)
    return _seat(actor=actor, officer=successor, unit=unit, post=post, on=on, now=now)


@transaction.atomic
def grant_access(*, actor: User, officer: User, unit: Unit, scope: str, on: date, reason: str, now: datetime) -> Grant:
    """Let an officer see, or act for, a unit and all below it by name and with a reason.

    Raises NotPermitted, FutureDated, Ended, AlreadyHolding.
    """
    rules.permit(permissions.can_manage(actor, unit, on=timezone.localdate(now)))
    rules.check_day(on, now=now)
    rules.check_alive(unit)
    User.objects.select_for_update().get(pk=officer.pk)
    if Grant.objects.filter(officer=officer, unit=unit, scope=scope, valid__overlap=spans.since(on)).exists():
        raise AlreadyHolding(_("This person already has this right."))
    grant = Grant.objects.create(
        officer=officer, unit=unit, scope=scope, valid=spans.since(on), reason=nfc(reason), granted_by=actor
    )
    changes = {"officer": officer.pk, "scope": scope}
    audit.record(actor=actor, action="grant.create", target=grant, at=now, unit_id=unit.pk, changes=changes)
    return grant


@transaction.atomic
def end_grant(*, actor: User, grant: Grant, on: date, now: datetime) -> None:
    """Take a right back; ON is the first day without it. Raises NotPermitted, FutureDated, AlreadyEnded."""
    rules.permit(permissions.can_manage(actor, grant.unit, on=timezone.localdate(now)))
    rules.check_day(on, now=now)
    lasting = Q(valid__upper_inf=True) | Q(valid__endswith__gt=on)
    if not Grant.objects.filter(lasting, pk=grant.pk).update(valid=spans.ended("valid", on)):
        raise AlreadyEnded(_("This right has already ended."))
    audit.record(actor=actor, action="grant.end", target=grant, at=now, unit_id=grant.unit_id)


def _seat(*, actor: User | None, officer: User, unit: Unit, post: str, on: date, now: datetime) -> Appointment:
    # Two people appointing the same officer at once take turns here; the exclusion constraint is the last word
    User.objects.select_for_update().get(pk=officer.pk)
    held = Appointment.objects.filter(officer=officer, unit=unit, post=post, valid__overlap=spans.since(on))
    if held.exists():
        raise AlreadyHolding(_("This person already holds this post."))
    appointment = Appointment.objects.create(officer=officer, unit=unit, post=post, valid=spans.since(on))
    changes = {"officer": officer.pk, "post": post, "on": on.isoformat()}
    audit.record(actor=actor, action="appointment.begin", target=appointment, at=now, unit_id=unit.pk, changes=changes)
    return appointment


def _unseat(*, actor: User, appointment: Appointment, on: date, reason: str, now: datetime) -> None:
    open_post = Appointment.objects.filter(pk=appointment.pk, valid__upper_inf=True)
    if not open_post.update(valid=spans.ended("valid", on), ended_reason=nfc(reason)[:200]):
        raise AlreadyEnded(_("This post has already ended."))
    changes = {"officer": appointment.officer_id, "post": appointment.post, "on": on.isoformat()}
    audit.record(
        actor=actor,
        action="appointment.end",
        target=appointment,
        at=now,
        unit_id=appointment.unit_id,
        changes=changes,
    )
