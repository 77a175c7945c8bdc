"""What happens to members' messages when a unit ends."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.audit import services as audit
from sumvay.feedback.models import ApprovedAnswer, Case, Issue, Reception, ServiceTime, Sheet, Warning
from sumvay.feedback.services.sealed_boxes import pass_box_on
from sumvay.notifications import services as notifications
from sumvay.org import permissions as org_permissions
from sumvay.org import selectors as org
from sumvay.org.models import Unit
from sumvay.vietnamese import format_number


@transaction.atomic
def pass_on_to_heir(*, ended: Unit, heir: Unit, now: datetime) -> int:
    """
    Give the heir the ended unit's messages, open and closed, its issues, library and promises, its surveys and its
    register of receptions to keep; says how many messages. The heir's officers are told.

    Writers come back with the key they have. Nobody has them in hand until the heir's officers take them up.
    """
    waiting = Case.objects.filter(unit=ended, resolved_at=None, put_aside_at=None, erased_at=None).count()
    Case.objects.filter(unit=ended, resolved_at=None).exclude(assigned_to=None).update(assigned_to=None)
    passed = Case.objects.filter(unit=ended).update(unit=heir)
    Case.objects.filter(escalated_to=ended).update(escalated_to=heir)
    Issue.objects.filter(unit=ended).update(unit=heir)
    ApprovedAnswer.objects.filter(unit=ended).update(unit=heir)
    promised = ServiceTime.objects.filter(unit=heir).values("kind")
    ServiceTime.objects.filter(unit=ended).exclude(kind__in=promised).update(unit=heir)
    ServiceTime.objects.filter(unit=ended).delete()
    _pass_warnings_on(ended, heir)
    Sheet.objects.filter(unit=ended).update(unit=heir)
    Reception.objects.filter(Q(unit=ended, keeper=None) | Q(keeper=ended)).update(keeper=heir)
    pass_box_on(ended=ended, heir=heir, now=now)
    audit.record(
        actor=None, action="feedback.pass_on", target=ended, at=now, unit_id=heir.pk, changes={"cases": passed}
    )
    if passed:
        _tell_heir(ended, heir, waiting, now)
    return passed


def _tell_heir(ended: Unit, heir: Unit, waiting: int, now: datetime) -> None:
    title = _("The messages of %(ended)s are handled at %(heir)s from now on; %(count)s of them wait.")
    notifications.notify_officers(
        officers=org.officers_of(heir, on=localdate(now), posts=org_permissions.ACTING),
        kind="cases_inherited",
        title=title % {"ended": ended.name, "heir": heir.name, "count": format_number(waiting)},
        body=_("Senders come back with the key they have and read who handles their message now."),
        path=reverse("feedback:triage"),
        about=f"cases_inherited:{ended.pk}",
        now=now,
        unit=heir,
    )


def _pass_warnings_on(ended: Unit, heir: Unit) -> None:
    """Where both were warned of the same in one week, the heir's own stays."""
    same = {name: OuterRef(name) for name in ("about", "key", "category", "week")}
    Warning.objects.filter(Exists(Warning.objects.filter(unit=heir, **same)), unit=ended).delete()
    Warning.objects.filter(unit=ended).update(unit=heir)
    Warning.objects.filter(above=ended).update(above=heir)
