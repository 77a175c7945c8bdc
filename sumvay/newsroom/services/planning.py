"""The editorial calendar: a line is written, moved, taken out, and becomes a piece."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.newsroom.models import Desk, Piece, PlannedPiece, Section
from sumvay.newsroom.permissions import desks as permissions
from sumvay.newsroom.services.pieces import start_piece
from sumvay.vietnamese import nfc


class NotYourPlan(Refusal):
    """The officer does not edit at the desk."""


class TitleMissing(Refusal):
    """A line of the plan says what is to be written."""


class AlreadyBegun(Refusal):
    """A piece has been made of the line."""


@transaction.atomic
def plan_piece(
    *, actor: User, desk: Desk, on: date, title: str, kind: str, now: datetime,
    assignee: User | None = None, note: str = "",
) -> PlannedPiece:  # fmt: skip
    """
    Write a line into the desk's calendar. Raises NotYourPlan, TitleMissing.
    """
    _permit(actor, desk.unit_id)
    words = " ".join(nfc(title).split())
    if not words:
        raise TitleMissing(_("Please write what the piece will be about."))
    line = PlannedPiece.objects.create(
        desk=desk, on=on, title=words[:250], kind=kind, assignee=assignee, note=nfc(note).strip()[:300]
    )
    audit.record(actor=actor, action="plan.add", target=line, at=now, unit_id=desk.unit_id)
    return line


@transaction.atomic
def move_planned(*, actor: User, planned: PlannedPiece, on: date, now: datetime) -> None:
    """Put a line on another day. Raises NotYourPlan, AlreadyBegun when the line is gone."""
    _permit(actor, planned.desk.unit_id)
    if not PlannedPiece.objects.filter(pk=planned.pk).update(on=on):
        raise AlreadyBegun(_("This line is no longer in the plan."))
    audit.record(
        actor=actor, action="plan.move", target=planned, at=now, unit_id=planned.desk.unit_id,
        changes={"from": planned.on.isoformat(), "to": on.isoformat()},
    )  # fmt: skip


@transaction.atomic
def remove_planned(*, actor: User, planned: PlannedPiece, now: datetime) -> None:
    """Take a line out of the plan, as long as no piece was made of it. Raises NotYourPlan, AlreadyBegun."""
    _permit(actor, planned.desk.unit_id)
    audit.record(actor=actor, action="plan.remove", target=planned, at=now, unit_id=planned.desk.unit_id)
    if not PlannedPiece.objects.filter(pk=planned.pk, piece=None).delete()[0]:
        raise AlreadyBegun(_("A piece has been made of this line, or it is no longer in the plan."))


@transaction.atomic
def start_planned(*, actor: User, planned: PlannedPiece, section: Section, now: datetime) -> Piece:
    """Make a piece of a line, as a draft of the desk's unit. Raises NotYourPlan and what `start_piece` raises."""
    _permit(actor, planned.desk.unit_id)
    return start_piece(
        actor=actor, unit=planned.desk.unit, kind=planned.kind, title=planned.title, section=section, now=now,
        planned=planned,
    )  # fmt: skip


def _permit(actor: User, unit_id: int) -> None:
    if not permissions.can_edit_at(actor, unit_id):
        raise NotYourPlan(_("Only editors of this desk change its plan."))
