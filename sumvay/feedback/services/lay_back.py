"""An officer leaves a unit: what was in these hands lies on the desk again, for everybody to take."""

from datetime import date, datetime

from django.db import transaction

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.feedback import selectors
from sumvay.feedback.models import Case
from sumvay.org.models import Unit


@transaction.atomic
def lay_back(*, actor: User, officer: User, unit: Unit, on: date, now: datetime) -> int:
    """
    Take out of the officer's hands what is no longer the officer's to handle at the unit from day `on`; says how many.

    A step of services that have asked their permission; another post there keeps what may be handled by it.
    """
    held = Case.objects.filter(unit=unit, assigned_to=officer, resolved_at=None)
    handled = selectors.cases_handled_by(officer, on=on).filter(unit=unit, assigned_to=officer)
    left = list(held.exclude(pk__in=handled.values("pk")).values_list("pk", flat=True))
    laid = Case.objects.filter(pk__in=left, assigned_to=officer).update(assigned_to=None)
    if laid:
        audit.record(
            actor=actor, action="feedback.lay_back", target=officer, at=now, unit_id=unit.pk, changes={"cases": left}
        )
    return laid
