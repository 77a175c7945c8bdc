"""A denunciation goes to the designated handlers alone, who are told that it is there."""

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate

from sumvay.audit import services as audit
from sumvay.documents import services as documents
from sumvay.feedback import selectors
from sumvay.feedback.models import Case, Forwarding
from sumvay.feedback.services.next_due import at_another_unit
from sumvay.feedback.services.tell_handlers import tell_designated
from sumvay.org.models import Unit


def hand_to_designated(*, case: Case, now: datetime) -> None:
    """
    Whoever had it in hand and is not designated lets go; those who are learn of it; its slips are for leaders and
    inspectors alone. Where nobody is designated it goes to the nearest unit above that has somebody. A step of
    services.
    """
    documents.reserve_papers(papers=Forwarding.objects.filter(case=case).values_list("paper", flat=True))
    if not selectors.designated_handlers(case.unit, on=localdate(now)).exists():
        _go_up(case, now)
    designated = selectors.designated_handlers(case.unit, on=localdate(now))
    Case.objects.filter(pk=case.pk).exclude(Q(assigned_to=None) | Q(assigned_to__in=designated)).update(
        assigned_to=None
    )
    tell_designated(case=case, path=reverse("feedback:case", args=[case.pk]), about=f"case:{case.pk}", now=now)


def pass_on_denunciation(*, case: Case, now: datetime) -> None:
    """
    A denunciation that has just come in where nobody is designated goes to the nearest unit above that has somebody,
    before anybody is told of it. A step of services.
    """
    if case.is_reserved and not selectors.designated_handlers(case.unit, on=localdate(now)).exists():
        _go_up(case, now)


def _go_up(case: Case, now: datetime) -> None:
    rows = Case.objects.filter(pk=case.pk, unit=case.unit_id)
    above = selectors.next_above(selectors.DESIGNATED, on=localdate(now), also_told=True)
    # As it stands now: it may just have become urgent
    held = rows.annotate(to=above).first()
    to = Unit.objects.filter(pk=held.to).first() if held else None
    if held and to and rows.update(**at_another_unit(case=held, unit=to, now=now)):
        audit.record(
            actor=None, action="case.go_up", target=case, at=now, unit_id=to.pk, changes={"from": case.unit_id}
        )
        case.refresh_from_db()
