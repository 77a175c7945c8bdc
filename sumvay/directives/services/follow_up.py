"""Reminding the silent, and writing down whom one called."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.directives import permissions
from sumvay.directives.models import Contact, Directive, Dispatch
from sumvay.directives.services.refusals import NotIssued, NotYours
from sumvay.notifications import services as notifications
from sumvay.org import selectors as org

QUIET = timedelta(hours=12)
BATCH = 2_000


@transaction.atomic
def remind(*, actor: User, directive: Directive, dispatches: list[Dispatch], now: datetime) -> int:
    """Remind the officers of units that have not finished; a unit reminded within 12 hours is left in peace.

    Raises NotYours, NotIssued. Returns how many units were reminded.
    """
    if not permissions.can_follow_up(actor, directive, on=localdate(now)):
        raise NotYours(_("Only officers of %(unit)s can do this.") % {"unit": directive.unit.name})
    if directive.status != Directive.Status.ISSUED:
        raise NotIssued(_("This document is not in force."))
    open_ones = [d for d in dispatches if d.state not in (Dispatch.State.DONE, Dispatch.State.NOT_APPLICABLE)]
    reminded = Contact.objects.filter(directive=directive, kind=Contact.Kind.REMINDER, at__gt=now - QUIET)
    quiet = set(reminded.filter(unit__in=[d.unit_id for d in open_ones]).values_list("unit_id", flat=True))
    due = [d for d in open_ones if d.unit_id not in quiet]
    Contact.objects.bulk_create(
        Contact(directive=directive, unit_id=d.unit_id, kind=Contact.Kind.REMINDER, by=actor, at=now) for d in due
    )
    title = _("Reminder: %(title)s") % {"title": directive.title}
    _tell(directive, [d.unit_id for d in due], kind="reminder", title=title, about=f"{now:%Y%m%d%H}", now=now)
    audit.record(
        actor=actor,
        action="directive.remind",
        target=directive,
        at=now,
        unit_id=directive.unit_id,
        changes={"units": len(due)},
    )
    return len(due)


@transaction.atomic
def note_call(*, actor: User, directive: Directive, dispatch: Dispatch, note: str, now: datetime) -> Contact:
    """Write down a call to a unit and what was agreed ("đã gọi 15:10, hẹn mai").

    Raises NotYours.
    """
    if not permissions.can_follow_up(actor, directive, on=localdate(now)):
        raise NotYours(_("Only officers of %(unit)s can do this.") % {"unit": directive.unit.name})
    call = Contact.objects.create(
        directive=directive, unit=dispatch.unit, kind=Contact.Kind.CALL, by=actor, at=now, note=note.strip()[:300]
    )
    audit.record(actor=actor, action="directive.call", target=call, at=now, unit_id=directive.unit_id)
    return call


def announce_directive(*, directive_id: int, now: datetime) -> int:
    """Tell the officers of every addressee that something new has come; rung by the worker, safe to ring twice."""
    directive = Directive.objects.select_related("unit").get(pk=directive_id)
    unit_ids = list(directive.dispatches.order_by("unit_id").values_list("unit_id", flat=True))
    title = _("New from %(issuer)s: %(title)s") % {"issuer": directive.unit.name, "title": directive.title}
    told = 0
    for start in range(0, len(unit_ids), BATCH):
        told += _tell(directive, unit_ids[start : start + BATCH], kind="directive", title=title, about="", now=now)
    return told


def _tell(directive, unit_ids, *, kind, title, about, now):
    officers = org.officers_of_units(unit_ids, on=localdate(now))
    due = localtime(directive.report_due_at)
    return notifications.notify_officers(
        officers=officers,
        kind=kind,
        title=title,
        body=_("Please report before %(hour)s on %(day)s.") % {"hour": f"{due:%H:%M}", "day": f"{due:%d/%m/%Y}"},
        path=reverse("directives:mine", args=[directive.pk]),
        about=f"directive:{directive.pk}:{about}" if about else f"directive:{directive.pk}",
        now=now,
    )
