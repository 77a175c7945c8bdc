"""What a unit does with what it received: see, accept, do, finish, or say it does not apply."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.directives import permissions
from sumvay.directives.models import Assignment, AssignmentProgress, Directive, Dispatch
from sumvay.directives.services.refusals import NotChangeable, NotIssued, NotYours, ReasonMissing
from sumvay.tally import services as tally

# What is done twice within it was pressed twice
PRESSED_TWICE_WITHIN = timedelta(minutes=10)
State = Dispatch.State
TIMES = {State.SEEN: "seen_at", State.ACCEPTED: "accepted_at", State.IN_PROGRESS: "started_at", State.DONE: "done_at"}
STANDING = ["via", "state", "reason", "changed_by", *TIMES.values()]
# From which states a unit gets to which; what is not here is refused
ROADS = {
    State.SEEN: [State.SENT],
    State.ACCEPTED: [State.SENT, State.SEEN],
    State.IN_PROGRESS: [State.SENT, State.SEEN, State.ACCEPTED, State.DONE, State.NOT_APPLICABLE],
    State.DONE: [State.SENT, State.SEEN, State.ACCEPTED, State.IN_PROGRESS],
    State.NOT_APPLICABLE: [State.SENT, State.SEEN, State.ACCEPTED, State.IN_PROGRESS],
}


@transaction.atomic
def see_dispatch(*, actor: User | None, dispatch: Dispatch, now: datetime) -> None:
    """Note that a person opened this by a press; seeing it twice, or after more was done, changes nothing.

    Raises NotYours.
    """
    _permit(actor, dispatch, now)
    _move(actor, dispatch, State.SEEN, now, quietly=True)


@transaction.atomic
def accept_dispatch(*, actor: User | None, dispatch: Dispatch, now: datetime) -> None:
    """The unit says it will do this.

    Raises NotYours, NotChangeable.
    """
    _permit(actor, dispatch, now)
    _move(actor, dispatch, State.ACCEPTED, now)


@transaction.atomic
def complete_dispatch(*, actor: User | None, dispatch: Dispatch, now: datetime) -> None:
    """The unit is done; where it was the last one of a re-issue, the issuer's own dispatch from above is done too.

    Raises NotYours, NotChangeable.
    """
    _permit(actor, dispatch, now)
    _finish(actor, dispatch, now)


@transaction.atomic
def reopen_dispatch(*, actor: User | None, dispatch: Dispatch, now: datetime) -> None:
    """Undo: what was called done or not applicable is in progress again.

    Raises NotYours, NotChangeable.
    """
    _permit(actor, dispatch, now)
    _move(actor, dispatch, State.IN_PROGRESS, now)


@transaction.atomic
def decline_dispatch(*, actor: User | None, dispatch: Dispatch, reason: str, now: datetime) -> None:
    """The unit says this does not apply to it, and why.

    Raises NotYours, NotChangeable, ReasonMissing.
    """
    _permit(actor, dispatch, now)
    if not reason.strip():
        raise ReasonMissing(_("Say why this does not apply to your unit."))
    _move(actor, dispatch, State.NOT_APPLICABLE, now, reason=reason.strip()[:300])
    _complete_above(dispatch, now)


def hold_dispatch(*, dispatch: Dispatch) -> None:
    """
    Until the caller's transaction ends nobody else gives or takes back proof, or changes the state.

    Of two presses at once the second waits here for the first, and finds what it gave.
    """
    Dispatch.objects.select_for_update(no_key=True).get(pk=dispatch.pk)


def begin_work(*, actor: User | None, dispatch: Dispatch, now: datetime) -> None:
    """Work has begun; rung by services that asked for permission themselves, does nothing the second time."""
    if dispatch.state not in (State.IN_PROGRESS, State.DONE):
        _move(actor, dispatch, State.IN_PROGRESS, now, quietly=True)


@transaction.atomic(savepoint=False)
def record_progress(
    *, actor: User | None, dispatch: Dispatch, assignment: Assignment, step: int, now: datetime
) -> None:
    """Add `step` to how many of an assignment are there (may be negative when proof is withdrawn).

    The assignment is done when the wanted quantity is reached; the dispatch is then in progress.
    Rung by services that asked for permission themselves.
    """
    _add(dispatch, assignment, step, now)
    begin_work(actor=actor, dispatch=dispatch, now=now)


@transaction.atomic(savepoint=False)
def take_report(*, actor: User | None, dispatch: Dispatch, all_done: bool, now: datetime) -> None:
    """The unit's report has come in: the duty to report is done, and everything is when it was the last or they say so.

    A daily ask stays open until its last day. Rung by the service that took the report, which asked for permission.
    """
    if _comes_again(dispatch.directive, now):
        begin_work(actor=actor, dispatch=dispatch, now=now)
        return
    asked = Assignment.objects.filter(directive=dispatch.directive_id, left_out_reason="")
    left = list(asked.exclude(pk__in=dispatch.progress.filter(is_done=True).values("assignment")))
    duties = [assignment for assignment in left if assignment.kind == Assignment.Kind.REPORT]
    if (all_done or left == duties) and dispatch.state != State.DONE:
        # Whoever reports that all is done takes back that it did not apply
        _finish(actor, dispatch, now, also_from=[State.NOT_APPLICABLE])
    elif duties:
        begin_work(actor=actor, dispatch=dispatch, now=now)
    # After the state: who gives proof holds the dispatch before the progress too
    for duty in duties:
        _add(dispatch, duty, duty.quantity, now)
    if dispatch.via_id:
        # It came by an older link or notice: what the unit follows now is the nearer one
        near = Dispatch.objects.select_related("directive", "unit").get(pk=dispatch.via_id)
        take_report(actor=actor, dispatch=near, all_done=all_done, now=now)


def _add(dispatch, assignment, step, now):
    which = {"dispatch": dispatch, "assignment": assignment}
    AssignmentProgress.objects.bulk_create([AssignmentProgress(**which, changed_at=now)], ignore_conflicts=True)
    AssignmentProgress.objects.filter(**which, quantity__gte=max(-step, 0)).update(
        quantity=F("quantity") + step,
        is_done=Q(quantity__gte=assignment.quantity - step),
        changed_at=now,
    )


def _comes_again(directive, now):
    due = directive.report_due_at
    return directive.repeats_daily and due is not None and localdate(now) < localdate(due)


def _finish(actor, dispatch, now, also_from=()):
    _move(actor, dispatch, State.DONE, now, also_from=also_from)
    _complete_above(dispatch, now)


def _permit(actor, dispatch, now):
    if actor and not permissions.can_do(actor, dispatch, on=localdate(now)):
        raise NotYours(_("Only officers of %(unit)s can do this.") % {"unit": dispatch.unit.name})


def _move(actor, dispatch, state, now, *, reason="", quietly=False, also_from=()):
    # Held, so that what is counted is what stands: the state, when it was done, and whether a nearer one is followed
    dispatch.refresh_from_db(fields=STANDING, from_queryset=Dispatch.objects.select_for_update(no_key=True))
    # Only then, since who recalls it, or passes it on to an heir, holds it too
    in_force = Dispatch.objects.filter(pk=dispatch.pk, directive__status=Directive.Status.ISSUED)
    unit_id = in_force.values_list("unit_id", flat=True).first()
    if unit_id is None:
        raise NotIssued(_("This document was recalled; nothing needs to be done."))
    dispatch.unit_id = unit_id
    before = dispatch.state
    if before in [*ROADS[state], *also_from]:
        _count(dispatch, state, now)
        changes = {"state": state, "reason": reason, "done_at": None}
        if state in TIMES:
            changes[TIMES[state]] = now
        _carry_to_followed(dispatch, changes)
        changes["changed_by"] = actor
        for name, value in changes.items():
            setattr(dispatch, name, value)
        dispatch.save(update_fields=changes)
        audit.record(
            actor=actor,
            action=f"dispatch.{state}",
            target=dispatch,
            at=now,
            unit_id=dispatch.unit_id,
            changes={"state": [before, state]},
        )
    elif not quietly and before != state:
        raise NotChangeable(
            _("This is “%(state)s” now; it cannot be changed in this way.") % {"state": dispatch.get_state_display()}
        )


def _count(dispatch, new, now):
    if dispatch.via_id is not None:
        return
    unit = dispatch.unit_id
    facts = [tally.Fact(f"state:{dispatch.state}", unit, -1), tally.Fact(f"state:{new}", unit, 1)]
    if dispatch.done_at:
        facts.append(tally.Fact(f"done:{localdate(dispatch.done_at).isoformat()}", unit, -1))
    if new == State.DONE:
        facts.append(tally.Fact(f"done:{localdate(now).isoformat()}", unit, 1))
    tally.append_facts(subject=dispatch.directive.tally_subject, facts=facts)


def _carry_to_followed(dispatch, changes):
    """Every farther dispatch of the unit, level by level up the lineage; the top of it has none."""
    followed = [dispatch.pk] if dispatch.directive.parent_id else []
    while followed := list(Dispatch.objects.filter(via__in=followed).values_list("pk", flat=True)):
        Dispatch.objects.filter(pk__in=followed).update(**changes)


def _complete_above(dispatch, now):
    """Completing the last unit below completes the issuer's own dispatch from above."""
    directive = dispatch.directive
    if directive.parent_id is None:
        return
    # Held before the others are looked at: of two units that finish at once the second sees the first
    own = Dispatch.objects.select_for_update(of=("self",)).select_related("directive", "unit")
    above = own.filter(directive=directive.parent_id, unit=directive.unit_id).first()
    if directive.dispatches.exclude(state__in=[State.DONE, State.NOT_APPLICABLE]).exists():
        return
    if above and above.state != State.DONE:
        _move(None, above, State.DONE, now, quietly=True)
        _complete_above(above, now)
