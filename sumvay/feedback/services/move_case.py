"""Where a message stands, in the five words its writer reads."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.feedback.models import Case, Message
from sumvay.feedback.services.next_due import result_due_again
from sumvay.feedback.services.refusals import moved_on, permit

State = Case.State


class ResultUnspoken(Refusal):
    """A result is something the writer has read."""


class WhereToMissing(Refusal):
    """A message that was passed on says to whom."""


@transaction.atomic
def move_case(*, actor: User, case: Case, state: str, now: datetime, forwarded_to: str = "") -> None:
    """
    Let the writer read where the message stands; what had a result and moves on owes one again.

    Raises NotYourCase, WhereToMissing, ResultUnspoken, MovedOn.
    """
    permit(actor=actor, case=case, now=now)
    where = forwarded_to.strip()[:200]
    if state == State.FORWARDED and not where:
        raise WhereToMissing(_("Please say to which body it was passed on."))
    if state == State.RESOLVED and not case.messages.filter(author=Message.Author.OFFICER).exists():
        raise ResultUnspoken(_("Please write the result to the sender first."))
    changes = {"state": state, "forwarded_to": where, "resolved_at": now if state == State.RESOLVED else None}
    if state == State.RESOLVED:
        changes |= {"escalated_at": None, "escalated_to": None}
    elif case.state == State.RESOLVED:
        changes["due_at"] = result_due_again(case=case, now=now)
    as_seen = Case.objects.filter(pk=case.pk, unit=case.unit_id, state=case.state)
    if not as_seen.update(**changes):
        raise moved_on()
    audit.record(
        actor=actor, action="case.move", target=case, at=now, unit_id=case.unit_id,
        changes={"state": state, "from": case.state},
    )  # fmt: skip
    case.refresh_from_db()
