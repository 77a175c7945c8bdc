"""A directive as a draft: from a paper, from a directive received, or from nothing."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.campaigns.models import Campaign
from sumvay.directives import permissions, selectors
from sumvay.directives.models import Assignment, Directive, Dispatch
from sumvay.directives.services.answer_dispatch import hold_dispatch
from sumvay.directives.services.refusals import (
    AlreadyIssued,
    BegunAlready,
    LaterThanSuperior,
    NothingAsked,
    NotIssued,
    NotYours,
    ReasonMissing,
)
from sumvay.documents.models import OfficialPaper
from sumvay.org import permissions as org_permissions
from sumvay.org.models import Unit
from sumvay.vietnamese import fold


@dataclass
class AssignmentInput:
    """An assignment as an officer enters it; `origin_id` points to the superior's duty it carries on."""

    kind: str
    wording: str
    quantity: int = 1
    due_at: datetime | None = None
    proofs: list[str] = field(default_factory=list)
    origin_id: int | None = None
    left_out_reason: str = ""


@transaction.atomic
def draft_directive(
    *,
    actor: User,
    unit: Unit,
    title: str,
    now: datetime,
    paper: OfficialPaper | None = None,
    source_paper: OfficialPaper | None = None,
    campaign: Campaign | None = None,
    assignments: list[AssignmentInput] | None = None,
    report_due_at: datetime | None = None,
    kind: str = Directive.Kind.LETTER,
    repeats_daily: bool = False,
) -> Directive:
    """Begin a directive of `unit`; nothing is sent yet.

    Raises NotYours.
    """
    if not org_permissions.can_draft(actor, unit, on=localdate(now)):
        raise NotYours(_("Only officers who draft for %(unit)s can do this.") % {"unit": unit.name})
    directive = Directive.objects.create(
        unit=unit,
        campaign=campaign,
        paper=paper,
        source_paper=source_paper,
        kind=kind,
        title=title,
        folded=fold(title),
        report_due_at=report_due_at,
        repeats_daily=repeats_daily,
        created_by=actor,
        created_at=now,
    )
    _write_assignments(directive, assignments or [])
    audit.record(actor=actor, action="directive.draft", target=directive, at=now, unit_id=unit.pk)
    return directive


@transaction.atomic
def draft_from_superior(
    *, actor: User, dispatch: Dispatch, now: datetime, paper: OfficialPaper | None, kind: str = Directive.Kind.LETTER
) -> Directive:
    """Begin the receiving unit's own directive: every duty of the superior stays, dates may come earlier.

    Raises NotYours when the officer does not draft for the unit that received it, NotIssued when what came from above
    was recalled, BegunAlready when the unit has one that was not recalled.
    """
    superior = dispatch.directive
    if not org_permissions.can_draft(actor, dispatch.unit, on=localdate(now)):
        raise NotYours(_("Only officers who draft for %(unit)s can do this.") % {"unit": dispatch.unit.name})
    # Before the dispatch, in the order in which who recalls it does
    hold_in_force(superior=superior)
    # Of two presses at once the second waits for the first, and finds what it began
    hold_dispatch(dispatch=dispatch)
    if selectors.own_directive(dispatch):
        raise BegunAlready(
            _("Your unit has already begun a document of its own for this; it is linked below what you received.")
        )
    directive = Directive.objects.create(
        unit=dispatch.unit,
        campaign=superior.campaign,
        paper=paper,
        source_paper=superior.paper,
        parent=superior,
        root_id=superior.lineage_id,
        kind=kind,
        title=superior.title,
        folded=superior.folded,
        report_due_at=superior.report_due_at,
        created_by=actor,
        created_at=now,
    )
    inherited = superior.assignments.filter(left_out_reason="").order_by("position")
    _write_assignments(
        directive,
        [AssignmentInput(a.kind, a.wording, a.quantity, a.due_at, a.proofs, origin_id=a.pk) for a in inherited],
    )
    audit.record(actor=actor, action="directive.draft", target=directive, at=now, unit_id=dispatch.unit_id)
    return directive


@transaction.atomic
def change_directive(
    *,
    actor: User,
    directive: Directive,
    title: str,
    report_due_at: datetime | None,
    audience: str,
    audience_ids: list[int],
    assignments: list[AssignmentInput],
    now: datetime,
    note: str = "",
) -> None:
    """Replace a draft's wording, dates, audience and assignments.

    Raises NotYours, AlreadyIssued, NothingAsked, LaterThanSuperior (an inherited duty due later than above),
    ReasonMissing (an inherited duty dropped without saying why).
    """
    if not permissions.can_draft(actor, directive, on=localdate(now)):
        raise NotYours(_("Only officers who draft for %(unit)s can do this.") % {"unit": directive.unit.name})
    _check_against_superior(directive, report_due_at, assignments)
    changed = Directive.objects.filter(pk=directive.pk, status=Directive.Status.DRAFT).update(
        title=title,
        folded=fold(title),
        report_due_at=report_due_at,
        audience=audience,
        audience_ids=audience_ids,
        note=note,
    )
    if not changed:
        raise AlreadyIssued(_("This document has already been issued; it can no longer be changed."))
    directive.assignments.all().delete()
    _write_assignments(directive, assignments)
    audit.record(actor=actor, action="directive.change", target=directive, at=now, unit_id=directive.unit_id)
    directive.refresh_from_db()


@transaction.atomic
def discard_draft(*, actor: User, directive: Directive, now: datetime) -> None:
    """Throw a draft away.

    Raises NotYours, AlreadyIssued.
    """
    if not permissions.can_draft(actor, directive, on=localdate(now)):
        raise NotYours(_("Only officers who draft for %(unit)s can do this.") % {"unit": directive.unit.name})
    audit.record(actor=actor, action="directive.discard", target=directive, at=now, unit_id=directive.unit_id)
    deleted, _rows = Directive.objects.filter(pk=directive.pk, status=Directive.Status.DRAFT).delete()
    if not deleted:
        raise AlreadyIssued(_("This document has already been issued; it can no longer be changed."))


def hold_in_force(*, superior: Directive) -> None:
    """Until the caller's transaction ends nobody recalls what the unit's own stands on. Raises NotIssued."""
    in_force = Directive.objects.filter(pk=superior.pk, status=Directive.Status.ISSUED)
    if not in_force.select_for_update(no_key=True).exists():
        raise NotIssued(_("The document from above was recalled; nothing can be passed on from it."))


def _check_against_superior(directive, report_due_at, assignments):
    if not any(a.wording.strip() for a in assignments if not a.left_out_reason):
        raise NothingAsked(_("Add at least one assignment."))
    if directive.parent is None:
        return
    superior = directive.parent
    if report_due_at and superior.report_due_at and report_due_at > superior.report_due_at:
        raise LaterThanSuperior(_("The report is due later than the level above asks for; choose an earlier time."))
    duties = {a.pk: a for a in superior.assignments.filter(left_out_reason="")}
    carried = {a.origin_id: a for a in assignments if a.origin_id}
    for pk, duty in duties.items():
        mine = carried.get(pk)
        if mine is None:
            raise ReasonMissing(_("An assignment from the level above is missing; keep it or say why it is left out."))
        if mine.due_at and duty.due_at and mine.due_at > duty.due_at:
            raise LaterThanSuperior(
                _("“%(wording)s” is due later than the level above asks for; choose an earlier time.")
                % {"wording": duty.wording[:60]}
            )
    if set(carried) - set(duties):
        raise NotYours(_("An assignment points to a duty that is not in the document from above."))


def _write_assignments(directive, assignments):
    Assignment.objects.bulk_create(
        Assignment(
            directive=directive,
            origin_id=a.origin_id,
            position=position,
            kind=a.kind,
            wording=a.wording.strip(),
            quantity=a.quantity,
            due_at=a.due_at,
            proofs=a.proofs,
            left_out_reason=a.left_out_reason.strip(),
        )
        for position, a in enumerate(assignments)
    )
