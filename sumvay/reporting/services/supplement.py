"""*Báo cáo bổ sung*: what came after the figures were closed; the closed cut stays as it is."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.reporting.models import Consolidation
from sumvay.reporting.services.consolidation import permit

State = Consolidation.State


class SupplementReasonMissing(Refusal):
    """A supplement says why the figures change."""


class NotTheLastCut(Refusal):
    """Only the last closed cut is supplemented, and once."""


@transaction.atomic
def begin_supplement(*, actor: User, consolidation: Consolidation, reason: str, now: datetime) -> Consolidation:
    """Open a supplement to a closed cut, with the reason; its report holds the differences alone.

    Raises NotYours, SupplementReasonMissing, NotTheLastCut.
    """
    permit(actor=actor, unit=consolidation.unit, now=now)
    if not reason.strip():
        raise SupplementReasonMissing(_("Say why the figures are supplemented."))
    closed = Consolidation.objects.filter(pk=consolidation.pk, state=State.CLOSED).first()
    if closed is None:
        raise NotTheLastCut(_("The figures are not closed yet; they can still be changed here."))
    try:
        with transaction.atomic():
            supplement = Consolidation.objects.create(
                form_id=closed.form_id,
                unit_id=closed.unit_id,
                period=closed.period,
                sequence=closed.sequence + 1,
                supplement_of=closed,
                reason=reason.strip()[:300],
                created_at=now,
            )
    except IntegrityError as clash:
        raise NotTheLastCut(_("A supplement to these figures has already been begun.")) from clash
    audit.record(actor=actor, action="consolidation.supplement", target=supplement, at=now, unit_id=supplement.unit_id)
    return supplement
