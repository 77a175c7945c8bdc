"""A piece is handed in for approval, approved step by step, or returned with a remark; the editor's own road, too."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import LogContext
from wagtail.models import TaskState

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.newsroom.models import Piece
from sumvay.newsroom.permissions import desks as permissions
from sumvay.newsroom.permissions.publishing import can_approve
from sumvay.newsroom.selectors import approval as selectors
from sumvay.vietnamese import nfc

LONGEST = 500


class NotYourPiece(Refusal):
    """The officer holds no editing post for the piece's unit."""


class NoStepsHere(Refusal):
    """One editor publishes alone."""


class AlreadyWaiting(Refusal):
    """Somebody handed it in first."""


class NothingNew(Refusal):
    """What readers have is what there is."""


class NotYoursToApprove(Refusal):
    """The step is another post's, or it is over."""


class RemarkMissing(Refusal):
    """Whoever gets it back is told why."""


@transaction.atomic
def submit_piece(*, actor: User, piece: Piece, now: datetime) -> None:
    """
    Hand the newest version in for approval; one that was returned goes back to whoever returned it.

    Raises NotYourPiece, NoStepsHere, AlreadyWaiting, NothingNew.
    """
    if not permissions.can_edit_at(actor, piece.unit_id):
        raise NotYourPiece(_("You do not edit for this unit."))
    held = Piece.objects.select_for_update(of=("self",), no_key=True).get(pk=piece.pk)
    if selectors.step_now(held):
        raise AlreadyWaiting(_("The piece already waits for approval."))
    if held.live and not held.has_unpublished_changes:
        raise NothingNew(_("Nothing was changed since it was published."))
    returned, workflow = held.current_workflow_state, held.get_workflow()
    if returned is None and workflow is None:
        raise NoStepsHere(_("This desk has no steps of approval: who publishes here publishes it at once."))
    with LogContext(user=actor):
        if returned:
            returned.resume(user=actor)
        else:
            workflow.start(held, actor)
    audit.record(actor=actor, action="piece.submit", target=piece, at=now, unit_id=piece.unit_id)


@transaction.atomic
def approve_piece(*, actor: User, piece: Piece, now: datetime) -> Piece:
    """
    Approve the step at which a piece waits; the last approval publishes it. Gives the piece as it then stands.

    Raises NotYoursToApprove, and what `fitness.refuse_unfit` raises: then nothing has been approved.
    """
    step = _step_of(actor, piece)
    with LogContext(user=actor):
        step.task.specific.on_action(step, actor, "approve")
    audit.record(
        actor=actor, action="piece.approve", target=piece, at=now, unit_id=piece.unit_id, changes={"step": step.pk}
    )
    return Piece.objects.select_related("unit").get(pk=piece.pk)


@transaction.atomic
def return_piece(*, actor: User, piece: Piece, reason: str, now: datetime) -> None:
    """
    Return a piece that waits for one's approval, with a remark on what is to be mended.

    Raises NotYoursToApprove, RemarkMissing.
    """
    step = _step_of(actor, piece)
    remark = " ".join(nfc(reason).split())[:LONGEST]
    if not remark:
        raise RemarkMissing(_("Please write what is to be mended."))
    with LogContext(user=actor):
        step.task.specific.on_action(step, actor, "reject", comment=remark)
    audit.record(
        actor=actor, action="piece.return", target=piece, at=now, unit_id=piece.unit_id,
        changes={"step": step.pk, "reason": remark},
    )  # fmt: skip


def _step_of(actor: User, piece: Piece) -> TaskState:
    """The step that runs now, held, so that of two who press at once the second finds it over."""
    held = Piece.objects.select_for_update(of=("self",), no_key=True).get(pk=piece.pk)
    if not can_approve(actor, held):
        raise NotYoursToApprove(_("This step of approval is over, or another post gives it."))
    return selectors.step_now(held)
