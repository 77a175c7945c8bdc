"""What happens to members' messages when a unit ends."""

from datetime import datetime

from django.db import transaction

from sumvay.audit import services as audit
from sumvay.feedback.models import ApprovedAnswer, Case, Issue, ServiceTime
from sumvay.feedback.services.sealed_boxes import pass_box_on
from sumvay.org.models import Unit


@transaction.atomic
def pass_on_to_heir(*, ended: Unit, heir: Unit, now: datetime) -> int:
    """
    Give the heir the ended unit's messages, open and closed, its issues, library and promises; says how many messages.

    Writers come back with the key they have. Nobody has them in hand until the heir's officers take them up.
    """
    Case.objects.filter(unit=ended, resolved_at=None).exclude(assigned_to=None).update(assigned_to=None)
    passed = Case.objects.filter(unit=ended).update(unit=heir)
    Case.objects.filter(escalated_to=ended).update(escalated_to=heir)
    Issue.objects.filter(unit=ended).update(unit=heir)
    ApprovedAnswer.objects.filter(unit=ended).update(unit=heir)
    promised = ServiceTime.objects.filter(unit=heir).values("kind")
    ServiceTime.objects.filter(unit=ended).exclude(kind__in=promised).update(unit=heir)
    ServiceTime.objects.filter(unit=ended).delete()
    pass_box_on(ended=ended, heir=heir, now=now)
    audit.record(
        actor=None, action="feedback.pass_on", target=ended, at=now, unit_id=heir.pk, changes={"cases": passed}
    )
    return passed
