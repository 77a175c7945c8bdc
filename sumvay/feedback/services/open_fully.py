"""An officer looks at who wrote a message, and it is written down that they did."""

from datetime import datetime

from django.db import transaction

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.feedback.models import Case
from sumvay.feedback.services.refusals import permit


@transaction.atomic
def open_fully(*, actor: User, case: Case, now: datetime) -> None:
    """The whole text, the name and how to reach the writer are about to be shown. Raises NotYourCase."""
    permit(actor=actor, case=case, now=now)
    audit.record(actor=actor, action="case.open", target=case, at=now, unit_id=case.unit_id)
