"""The editorial calendar: a line is written, changed, moved, taken out, and becomes a piece."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.newsroom.models import Contribution, Desk, Piece, PlannedPiece, Section
from sumvay.newsroom.permissions import desks as permissions
from sumvay.newsroom.permissions.contributions import can_contribute
from sumvay.newsroom.services.contributing import save_contribution, start_contribution
from sumvay.newsroom.services.contribution_refusals import ChangedMeanwhile
from sumvay.newsroom.services.pieces import start_piece
from sumvay.notifications import services as notifications
from sumvay.vietnamese import format_date, nfc

WITHDRAWN = Contribution.State.WITHDRAWN


class NotYourPlan(Refusal):
    """The officer does not edit at the desk."""


class TitleMissing(Refusal):
    """A line of the plan says what is to be written."""


class AlreadyBegun(Refusal):
    """A piece has been made of the line."""


class NotAssigned(Refusal):
    """Somebody else is to write it, or the officer no longer writes for the unit."""


@transaction.atomic
def plan_piece(
    *, actor: User, desk: Desk, on: date, title: str, kind: str, now: datetime,
    assignee: User | None = None, note: str = "",
) -> PlannedPiece:  # fmt: skip
    """
    Write a line into the desk's calendar; whom it gives the writing to is told. Raises NotYourPlan, TitleMissing.
    """
    _permit(actor, desk.unit_id)
    line = PlannedPiece.objects.create(desk=desk, assignee=assignee, **_said(on, title, kind, note))
    audit.record(actor=actor, action="plan.add", target=line, at=now, unit_id=desk.unit_id)
    _tell_assignee(actor, line, now)
    return line


@transaction.atomic
def change_planned(
    *, actor: User, planned: PlannedPiece, edition: str, on: date, title: str, kind: str, now: datetime,
    assignee: User | None = None, note: str = "",
) -> None:  # fmt: skip
    """
    Write a line anew: what, when, of which kind, by whom; who has it now and had not before is told. Twice is harmless.

    `edition` is the line's `edition` before it was changed on the screen. Raises NotYourPlan, TitleMissing,
    AlreadyBegun, ChangedMeanwhile.
    """
    _permit(actor, planned.desk.unit_id)
    said = {**_said(on, title, kind, note), "assignee": assignee}
    line = _hold(planned)
    changed = sorted(name for name, value in said.items() if getattr(line, name) != value)
    if not changed:
        return
    if line.edition != edition:
        raise ChangedMeanwhile(_("Somebody changed this line while you were writing. What you wrote is still here."))
    PlannedPiece.objects.filter(pk=line.pk).update(**said)
    audit.record(
        actor=actor, action="plan.change", target=line, at=now, unit_id=planned.desk.unit_id,
        changes={"fields": changed},
    )  # fmt: skip
    if "assignee" in changed:
        line.refresh_from_db()
        _tell_assignee(actor, line, now)


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


@transaction.atomic
def write_planned(*, actor: User, planned: PlannedPiece, now: datetime) -> Contribution:
    """
    Begin to write what one was asked for, with the title and kind of the line, to be sent to its desk like other items.

    What the officer has begun for the line is given again, unless it was withdrawn. Raises NotAssigned, AlreadyBegun.
    """
    line, unit = _hold(planned), planned.desk.unit
    if line.assignee_id != actor.pk or not can_contribute(actor, unit, on=localdate(now)):
        raise NotAssigned(_("This line of the plan is not yours to write."))
    if begun := Contribution.objects.filter(planned=line, author=actor).exclude(state=WITHDRAWN).first():
        return begun
    begun = start_contribution(actor=actor, unit=unit, now=now)
    kind = line.kind if line.kind in Contribution.Kind.values else Contribution.Kind.ARTICLE
    words = {"title": line.title, "kind": kind}
    save_contribution(actor=actor, contribution=begun, fields=words, edition=None, now=now)
    PlannedPiece.objects.filter(pk=line.pk).update(contribution=begun)
    return begun


def _permit(actor: User, unit_id: int) -> None:
    if not permissions.can_edit_at(actor, unit_id):
        raise NotYourPlan(_("Only editors of this desk change its plan."))


def _said(on: date, title: str, kind: str, note: str) -> dict[str, Any]:
    words = " ".join(nfc(title).split())
    if not words:
        raise TitleMissing(_("Please write what the piece will be about."))
    return {"on": on, "title": words[:250], "kind": kind, "note": nfc(note).strip()[:300]}


def _hold(planned: PlannedPiece) -> PlannedPiece:
    """The line as it now stands; whoever else changes it waits."""
    lines = PlannedPiece.objects.select_for_update(of=("self",)).select_related("desk__unit", "assignee")
    line = lines.filter(pk=planned.pk, piece=None).first()
    if line is None:
        raise AlreadyBegun(_("A piece has been made of this line, or it is no longer in the plan."))
    return line


def _tell_assignee(actor: User, line: PlannedPiece, now: datetime) -> None:
    """Unless one took it on oneself; the calendar opens for editors alone."""
    person, unit = line.assignee, line.desk.unit
    if person is None or person == actor:
        return
    calendar = f"{reverse('newsroom:calendar')}?desk={line.desk.unit_id}&day={line.on:%Y-%m-%d}"
    # Read later, by each in their own language; notices are kept in Vietnamese
    with override("vi"):
        title = _("%(who)s asks you to write “%(title)s”.") % {"who": actor.full_name, "title": line.title}
        body = f"{capfirst(line.get_kind_display())}, {format_date(line.on)}\n{line.note}".strip()
    notifications.notify_officers(
        officers=[person], kind="plan_assigned", title=title, body=body, now=now, unit=unit,
        path=calendar if permissions.can_edit_at(person, unit.pk) else reverse("newsroom:mine"),
        about=f"plan:{line.pk}:{now:%Y%m%d%H%M%S}",
    )  # fmt: skip
