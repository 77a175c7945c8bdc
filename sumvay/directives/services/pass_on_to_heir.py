"""What happens to open duties when a unit ends."""

from datetime import datetime

from django.db import transaction

from sumvay.directives.models import AccessLink, Dispatch
from sumvay.org.models import Unit
from sumvay.tally import services as tally


@transaction.atomic
def pass_on_to_heir(*, ended: Unit, heir: Unit, now: datetime) -> int:
    """Give the heir the ended unit's open dispatches it does not hold itself; the rest close with a reason."""
    AccessLink.objects.filter(unit=ended, revoked_at__isnull=True).update(revoked_at=now)
    closed = [Dispatch.State.DONE, Dispatch.State.NOT_APPLICABLE]
    waiting = Dispatch.objects.filter(unit=ended).exclude(state__in=closed).select_related("directive")
    passed = 0
    for dispatch in waiting:
        if Dispatch.objects.filter(directive=dispatch.directive_id, unit=heir).exists():
            continue
        Dispatch.objects.filter(pk=dispatch.pk).update(unit=heir)
        passed += 1
        if dispatch.via_id is None:
            measure = f"state:{dispatch.state}"
            tally.append_facts(subject=dispatch.directive.tally_subject, facts=[tally.Fact(measure, heir.pk, 1)])
    return passed
