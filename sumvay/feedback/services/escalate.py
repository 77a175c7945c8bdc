"""What nobody answers is told to the level above, step by step, and may be taken over there."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.feedback import permissions, selectors
from sumvay.feedback.models import Case
from sumvay.feedback.services.issues_of_cases import leave_issue
from sumvay.feedback.services.next_due import at_another_unit
from sumvay.feedback.services.refusals import NotYourCase, moved_on
from sumvay.notifications import services as notifications
from sumvay.org import permissions as org_permissions
from sumvay.org import selectors as org
from sumvay.org.models import Unit

# What is owed a day late rises; so does what is urgent as soon as its time is over; and again after each day
PATIENCE = timedelta(days=1)
AT_ONCE = 5_000


class NotAbove(Refusal):
    """Only a unit above the one that handles a message takes it over, and only what it was told nobody answers."""


@transaction.atomic
def escalate_overdue(*, now: datetime) -> int:
    """
    Tell the level above of messages whose answer or result is overdue, without a word of what they say; says how many.

    Levels without officers are passed over; the highest stays told. What is passed on waits elsewhere for its result.
    """
    return _rise(now, is_reserved=False) + _rise(now, is_reserved=True)


@transaction.atomic
def take_over(*, actor: User, case: Case, unit: Unit, now: datetime) -> None:
    """
    Handle a message at a unit above that was told nobody answers: its officers read it, and owe an answer from now on.

    Raises NotYourCase when the officer may not see it from there, NotAbove, MovedOn.
    """
    today = localdate(now)
    seen = selectors.cases_seen_from_above(actor, on=today).filter(pk=case.pk).exists()
    if not seen or not permissions.can_handle(actor, unit, on=today):
        raise NotYourCase(_("Only those who handle this message can do this."))
    if not selectors.is_told(unit, case, on=today):
        raise NotAbove(_("%(unit)s takes this message over only when nobody answers it in time.") % {"unit": unit.name})
    as_seen = Case.objects.filter(pk=case.pk, unit=case.unit_id, resolved_at=None, escalated_at=case.escalated_at)
    if not as_seen.update(**at_another_unit(case=case, unit=unit, now=now)):
        raise moved_on()
    leave_issue(case=case)
    audit.record(
        actor=actor, action="case.take_over", target=case, at=now, unit_id=unit.pk, changes={"from": case.unit_id}
    )
    case.refresh_from_db()


def _rise(now: datetime, *, is_reserved: bool) -> int:
    posts = selectors.DESIGNATED if is_reserved else org_permissions.ACTING
    first, again = (
        overdue.filter(is_reserved=is_reserved).select_for_update(of=("self",), skip_locked=True)
        .select_related("unit").annotate(to=selectors.next_above(posts, on=localdate(now)))
        for overdue in _overdue(now)
    )  # fmt: skip
    waiting = list(first.order_by("due_at", "pk")[:AT_ONCE])
    waiting += again.order_by("escalated_at", "pk")[: AT_ONCE - len(waiting)]
    rising: dict[int, list[Case]] = {}
    for case in waiting:
        if case.to:
            rising.setdefault(case.to, []).append(case)
    # With nobody left above, the level told last stays the one that was told
    Case.objects.filter(pk__in=[case.pk for case in waiting]).update(escalated_at=now)
    units = Unit.objects.in_bulk(rising)
    for unit_id, cases in rising.items():
        pks = [case.pk for case in cases]
        Case.objects.filter(pk__in=pks).update(escalated_to=unit_id)
        audit.record(
            actor=None, action="case.escalate", target=units[unit_id], at=now, unit_id=unit_id, changes={"cases": pks}
        )
        _tell(units[unit_id], cases, is_reserved, now)
    return sum(map(len, rising.values()))


def _overdue(now: datetime) -> tuple[QuerySet[Case], QuerySet[Case]]:
    """What no level above has been told of, and what the level told last has left lying another day."""
    waiting = selectors.owing_a_word().filter(due_at__lt=now)
    first = waiting.filter(Q(due_at__lt=now - PATIENCE) | Q(is_urgent=True), escalated_at=None)
    return first, waiting.filter(escalated_at__lt=now - PATIENCE, escalated_to__isnull=False)


def _tell(unit: Unit, cases: list[Case], is_reserved: bool, now: datetime) -> None:
    today = localdate(now)
    readers = (
        selectors.designated_handlers(unit, on=today)
        if is_reserved
        else org.officers_of(unit, on=today, posts=org_permissions.ACTING)
    )
    count, names = len(cases), sorted({case.unit.name for case in cases})
    notifications.notify_officers(
        officers=readers,
        kind="cases_escalated",
        title=ngettext(
            "%(count)d member's message below your unit waits too long for an answer.",
            "%(count)d members' messages below your unit wait too long for an answer.",
            count,
        )
        % {"count": count},
        body=_("At: %(units)s.") % {"units": ", ".join(names[:5]) + (" …" if len(names) > 5 else "")},
        path=reverse("feedback:above"),
        about=f"escalated:{unit.pk}:{is_reserved:d}:{now:%Y%m%d%H%M}",
        now=now,
        unit=unit,
    )
