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
from sumvay.feedback.services.refusals import NotYourCase, moved_on
from sumvay.notifications import services as notifications
from sumvay.org import permissions as org_permissions
from sumvay.org import selectors as org
from sumvay.org.models import Unit

# A first answer a day late rises; so does what is urgent and has waited past its two hours; and again after each day
PATIENCE = timedelta(days=1)
AT_ONCE = 5_000


class NotAbove(Refusal):
    """Only a unit above the one that handles a message takes it over."""


@transaction.atomic
def escalate_overdue(*, now: datetime) -> int:
    """Tell the level above of messages that nobody has answered, without a word of what they say; says how many."""
    waiting = list(_overdue(now).select_related("unit", "escalated_to").order_by("pk")[:AT_ONCE])
    rising: dict[tuple[int, bool], list[Case]] = {}
    above: dict[int, Unit | None] = {}
    for case in waiting:
        at = case.escalated_to or case.unit
        if at.pk not in above:
            above[at.pk] = org.parent_of(at, on=localdate(now))
        rising.setdefault((at.pk, case.is_reserved), []).append(case)
    for (unit_pk, is_reserved), cases in rising.items():
        to = above[unit_pk]
        claimed = Case.objects.filter(pk__in=[case.pk for case in cases], first_answered_at=None)
        claimed.update(escalated_at=now, escalated_to=to)
        if to:
            _tell(to, cases, is_reserved, now)
    return len(waiting)


@transaction.atomic
def take_over(*, actor: User, case: Case, unit: Unit, now: datetime) -> None:
    """
    Handle a message at a unit above: its officers read it, answer it, and owe an answer from now on.

    Raises NotYourCase when the officer may not see it from there, NotAbove, MovedOn.
    """
    today = localdate(now)
    seen = selectors.cases_seen_from_above(actor, on=today).filter(pk=case.pk).exists()
    if not seen or not permissions.can_handle(actor, unit, on=today):
        raise NotYourCase(_("Only those who handle this message can do this."))
    if not org.ancestors_of(case.unit, on=today).filter(pk=unit.pk).exists():
        raise NotAbove(_("%(unit)s does not stand above the unit that has this message.") % {"unit": unit.name})
    due = selectors.times_of(unit, case.kind, on=today).first_answer_due(is_urgent=case.is_urgent, since=now)
    as_seen = Case.objects.filter(pk=case.pk, unit=case.unit_id, resolved_at=None)
    changes = {"unit": unit, "assigned_to": None, "escalated_at": None, "escalated_to": None}
    if not as_seen.update(**changes, **({} if case.first_answered_at else {"due_at": due})):
        raise moved_on()
    audit.record(
        actor=actor, action="case.take_over", target=case, at=now, unit_id=unit.pk, changes={"from": case.unit_id}
    )
    case.refresh_from_db()


def _overdue(now: datetime) -> QuerySet[Case]:
    unanswered = Case.objects.filter(resolved_at=None, put_aside_at=None, first_answered_at=None, due_at__lt=now)
    first = Q(escalated_at=None) & (Q(due_at__lt=now - PATIENCE) | Q(is_urgent=True))
    again = Q(escalated_at__lt=now - PATIENCE, escalated_to__isnull=False)
    return unanswered.filter(first | again)


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
