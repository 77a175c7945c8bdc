"""An officer says what a message is; that word stands over what the reader proposed."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.feedback import selectors
from sumvay.feedback.models import Case, Category, Kind
from sumvay.feedback.services.refusals import moved_on, permit
from sumvay.notifications import services as notifications


@transaction.atomic
def sort_case(
    *,
    actor: User,
    case: Case,
    now: datetime,
    category: str | None = None,
    kind: str | None = None,
    is_urgent: bool | None = None,
) -> None:
    """
    Say what a message is about, what it is, and whether it is urgent; what is None stays, and is confirmed by it.

    A denunciation goes to the designated handlers alone, who are told; what no longer is one is everybody's again
    (Quy định 05/QĐ-TLĐ, 2024, Art. 21). Raises NotYourCase, MovedOn.
    """
    permit(actor=actor, case=case, now=now)
    after = _sorted(case, category, kind, is_urgent, now)
    as_seen = Case.objects.filter(
        pk=case.pk, unit=case.unit_id, category=case.category, kind=case.kind, is_urgent=case.is_urgent
    )
    if not as_seen.update(**after, sorted_by=actor, sorted_at=now):
        raise moved_on()
    was_reserved = case.is_reserved
    audit.record(
        actor=actor, action="case.sort", target=case, at=now, unit_id=case.unit_id,
        changes={"category": [case.category, after["category"]], "kind": [case.kind, after["kind"]],
                 "urgent": after["is_urgent"]},
    )  # fmt: skip
    case.refresh_from_db()
    if case.is_reserved and not was_reserved:
        _hand_to_designated(case, now)


def _sorted(case: Case, category: str | None, kind: str | None, is_urgent: bool | None, now: datetime) -> dict:
    main = Category(category or case.category).value
    becomes = Kind(kind or case.kind).value
    urgent = case.is_urgent if is_urgent is None else is_urgent
    why = case.urgent_why or _("marked by an officer")
    return {
        "category": main,
        "categories": [main, *(other for other in case.categories if other not in {main, case.category})]
        if main != case.category
        else case.categories or [main],
        "kind": becomes,
        "is_urgent": urgent,
        "urgent_why": why if urgent else "",
        "is_reserved": becomes == Kind.DENUNCIATION,
        **({} if case.resolved_at else {"due_at": _due(case, becomes, urgent, now)}),
    }


def _due(case: Case, kind: str, is_urgent: bool, now: datetime) -> datetime:
    times = selectors.times_of(case.unit, kind, on=localdate(now))
    if case.first_answered_at:
        return times.result_due(since=case.received_at)
    return times.first_answer_due(is_urgent=is_urgent, since=case.received_at)


def _hand_to_designated(case: Case, now: datetime) -> None:
    """Whoever had it in hand and is not designated lets go; those who are learn that it is there."""
    designated = selectors.designated_handlers(case.unit, on=localdate(now))
    Case.objects.filter(pk=case.pk).exclude(Q(assigned_to=None) | Q(assigned_to__in=designated)).update(
        assigned_to=None
    )
    notifications.notify_officers(
        officers=designated,
        kind="case_reserved",
        title=_("A denunciation waits for you."),
        body=_("Only the designated handlers of %(unit)s can read it.") % {"unit": case.unit.name},
        path=reverse("feedback:case", args=[case.pk]),
        about=f"case:{case.pk}",
        now=now,
        unit=case.unit,
    )
