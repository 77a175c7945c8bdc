"""An officer says what a message is; that word stands over what the reader proposed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.feedback.models import Case, Category, Kind
from sumvay.feedback.services.designated import hand_to_designated
from sumvay.feedback.services.issues_of_cases import leave_issue
from sumvay.feedback.services.next_due import due_when_sorted
from sumvay.feedback.services.refusals import moved_on, permit


@transaction.atomic
def sort_case(
    *,
    actor: User,
    case: Case,
    now: datetime,
    category: str | None = None,
    also: str | None = None,
    kind: str | None = None,
    is_urgent: bool | None = None,
) -> None:
    """
    Say what a message is about, what it is, and whether it is urgent; what is None stays, and is confirmed by it.

    `category` is what it is mainly about; `also` adds another subject, or takes it away where it stands.
    A denunciation leaves its issue and goes to the designated handlers alone, who are told; only the word that it is
    something else makes it everybody's again (Quy định 05/QĐ-TLĐ, 2024, Art. 21). Raises NotYourCase, MovedOn.
    """
    permit(actor=actor, case=case, now=now)
    after = {**_sorted(case, kind, is_urgent, now), **_subjects(case, category, also)}
    as_seen = Case.objects.filter(
        pk=case.pk, unit=case.unit_id, categories=case.categories, kind=case.kind, is_urgent=case.is_urgent,
        is_reserved=case.is_reserved,
    )  # fmt: skip
    if not as_seen.update(**after, sorted_by=actor, sorted_at=now):
        raise moved_on()
    was_reserved = case.is_reserved
    audit.record(
        actor=actor, action="case.sort", target=case, at=now, unit_id=case.unit_id,
        changes={"category": [case.category, after["category"]],
                 "categories": [case.categories, after["categories"]], "kind": [case.kind, after["kind"]],
                 "urgent": [case.is_urgent, after["is_urgent"]]},
    )  # fmt: skip
    case.refresh_from_db()
    if case.is_reserved and not was_reserved:
        leave_issue(case=case)
        hand_to_designated(case=case, now=now)
        case.refresh_from_db()


def _subjects(case: Case, category: str | None, also: str | None) -> dict:
    """The main one first; who puts another in its place takes it away."""
    main = Category(category or case.category).value
    others = [other for other in case.categories if other not in {main, case.category}]
    if also and also != main:
        others = [other for other in others if other != also] if also in others else [*others, Category(also).value]
    return {"category": main, "categories": [main, *others]}


def _sorted(case: Case, kind: str | None, is_urgent: bool | None, now: datetime) -> dict:
    becomes = Kind(kind or case.kind).value
    urgent = case.is_urgent if is_urgent is None else is_urgent
    why = case.urgent_why or _("marked by an officer")
    return {
        "kind": becomes,
        "is_urgent": urgent,
        "urgent_why": why if urgent else "",
        "is_reserved": case.is_reserved if kind is None else becomes == Kind.DENUNCIATION,
        **({} if case.resolved_at else {"due_at": due_when_sorted(case=case, kind=becomes, is_urgent=urgent, now=now)}),
    }
