"""A leader says how soon a unit, and those below it, answer."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.feedback import permissions
from sumvay.feedback.models import Kind, ServiceTime
from sumvay.org.models import Unit

MOST_HOURS, MOST_DAYS = 720, 365


class NotYours(Refusal):
    """Only a leader of the unit promises in its name."""


class TimeOutOfRange(Refusal):
    """A promise of nothing, or of years, is none."""


@transaction.atomic
def set_service_time(
    *, actor: User, unit: Unit, kind: str, first_answer_hours: int, result_days: int, now: datetime
) -> ServiceTime:
    """
    Promise a first answer within hours (1 to 720) and a result within days (1 to 365) for one kind.

    What comes in from now on is answered so; what lies here keeps its time. Raises NotYours, TimeOutOfRange.
    """
    _permit(actor, unit, now)
    if not (1 <= first_answer_hours <= MOST_HOURS and 1 <= result_days <= MOST_DAYS):
        raise TimeOutOfRange(_("Please give 1 to 720 hours and 1 to 365 days."))
    promised, _is_new = ServiceTime.objects.update_or_create(
        unit=unit,
        kind=Kind(kind),
        defaults={"first_answer_hours": first_answer_hours, "result_days": result_days},
    )
    audit.record(
        actor=actor, action="service_time.set", target=promised, at=now, unit_id=unit.pk,
        changes={"kind": kind, "hours": first_answer_hours, "days": result_days},
    )  # fmt: skip
    return promised


@transaction.atomic
def drop_service_time(*, actor: User, unit: Unit, kind: str, now: datetime) -> None:
    """Follow the unit above again, or what is usual. Raises NotYours."""
    _permit(actor, unit, now)
    for own in ServiceTime.objects.filter(unit=unit, kind=kind):
        audit.record(
            actor=actor, action="service_time.drop", target=own, at=now, unit_id=unit.pk, changes={"kind": kind}
        )
        own.delete()


def _permit(actor: User, unit: Unit, now: datetime) -> None:
    if not permissions.can_set_times(actor, unit, on=localdate(now)):
        raise NotYours(_("Only a leader of %(unit)s sets how soon it answers.") % {"unit": unit.name})
