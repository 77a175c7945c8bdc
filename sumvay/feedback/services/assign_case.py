"""A message is put into one officer's hands, or back onto the desk."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.feedback import permissions
from sumvay.feedback.models import Case
from sumvay.feedback.services.refusals import moved_on, permit
from sumvay.notifications import services as notifications
from sumvay.ui.moments import format_moment


class NotAHandler(Refusal):
    """Only those who may read a message can be given it."""


@transaction.atomic
def assign_case(*, actor: User, case: Case, to: User | None, now: datetime) -> None:
    """
    Give a message to an officer, who is told; None lays it back on the desk for everybody.

    Raises NotYourCase, NotAHandler, MovedOn.
    """
    permit(actor=actor, case=case, now=now)
    if to and not permissions.can_handle_case(to, case, on=localdate(now)):
        raise NotAHandler(_("%(name)s does not handle this message.") % {"name": to.full_name})
    as_seen = Case.objects.filter(pk=case.pk, unit=case.unit_id, assigned_to=case.assigned_to_id)
    if not as_seen.update(assigned_to=to):
        raise moved_on()
    audit.record(
        actor=actor, action="case.assign", target=case, at=now, unit_id=case.unit_id,
        changes={"from": case.assigned_to_id, "to": to.pk if to else None},
    )  # fmt: skip
    case.assigned_to = to
    if to and to != actor:
        _tell(to, case, now)


def _tell(officer: User, case: Case, now: datetime) -> None:
    notifications.notify_officers(
        officers=[officer],
        kind="case_assigned",
        title=_("A member's message was given to you."),
        body=_("Please answer it by %(moment)s.") % {"moment": format_moment(case.due_at)},
        path=reverse("feedback:case", args=[case.pk]),
        about=f"case:{case.pk}:{now:%Y%m%d%H%M%S}",
        now=now,
        unit=case.unit,
    )
