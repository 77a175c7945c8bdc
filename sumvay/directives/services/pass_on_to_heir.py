"""What happens to open duties when a unit ends."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sumvay.directives.models import AccessLink, Dispatch
from sumvay.org.models import Unit
from sumvay.tally import services as tally

FINISHED = [Dispatch.State.DONE, Dispatch.State.NOT_APPLICABLE]


@transaction.atomic
def pass_on_to_heir(*, ended: Unit, heir: Unit, now: datetime) -> int:
    """Give the heir the ended unit's open dispatches it does not hold itself; returns how many went over.

    What the heir holds already is closed here with a reason, so that nothing waits for a unit that is no more.
    """
    AccessLink.objects.filter(unit=ended, revoked_at__isnull=True).update(revoked_at=now)
    # Held, so that what is counted is what stands; the nearest first, in the order in which a unit that presses does
    ours = Dispatch.objects.select_for_update(of=("self",), no_key=True).order_by("-pk")
    waiting = list(ours.filter(unit=ended).exclude(state__in=FINISHED).select_related("directive"))
    held = set(Dispatch.objects.filter(unit=heir).values_list("directive_id", flat=True))
    passed = 0
    for dispatch in waiting:
        if dispatch.directive_id in held:
            _close(dispatch, heir)
        else:
            Dispatch.objects.filter(pk=dispatch.pk).update(unit=heir)
            _count(dispatch, (ended.pk, dispatch.state, -1), (heir.pk, dispatch.state, 1))
            passed += 1
    return passed


def _close(dispatch, heir):
    state = Dispatch.State.NOT_APPLICABLE
    reason = _("The unit has ended; %(heir)s carries on.") % {"heir": heir.name}
    Dispatch.objects.filter(pk=dispatch.pk).update(state=state, reason=reason[:300])
    _count(dispatch, (dispatch.unit_id, dispatch.state, -1), (dispatch.unit_id, state, 1))


def _count(dispatch, *changes):
    if dispatch.via_id is None:
        facts = [tally.Fact(f"state:{state}", unit_id, amount) for unit_id, state, amount in changes]
        tally.append_facts(subject=dispatch.directive.tally_subject, facts=facts)
