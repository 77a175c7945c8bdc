"""Advertising and the like is laid aside where everybody still sees it, and comes back on a press."""

from datetime import datetime

from django.db import transaction

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.feedback.models import Case
from sumvay.feedback.services.refusals import moved_on, permit


@transaction.atomic
def put_aside(*, actor: User, case: Case, now: datetime, why: str = "") -> None:
    """Out of the queue, with a word why. Raises NotYourCase, MovedOn."""
    permit(actor=actor, case=case, now=now)
    lying = Case.objects.filter(pk=case.pk, unit=case.unit_id, put_aside_at=None)
    if not lying.update(put_aside_at=now, put_aside_why=why.strip()[:120]):
        raise moved_on()
    audit.record(actor=actor, action="case.put_aside", target=case, at=now, unit_id=case.unit_id)
    case.refresh_from_db()


@transaction.atomic
def bring_back(*, actor: User, case: Case, now: datetime) -> None:
    """Into the queue again, where it was. Raises NotYourCase, MovedOn."""
    permit(actor=actor, case=case, now=now)
    aside = Case.objects.filter(pk=case.pk, unit=case.unit_id, put_aside_at__isnull=False)
    if not aside.update(put_aside_at=None, put_aside_why=""):
        raise moved_on()
    audit.record(actor=actor, action="case.bring_back", target=case, at=now, unit_id=case.unit_id)
    case.refresh_from_db()
