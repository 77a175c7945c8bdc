"""Issuing: one transaction freezes the text, writes one dispatch per addressee, and queues the notices."""

from datetime import datetime

from django.db import connection, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.campaigns import services as campaigns
from sumvay.directives import permissions, tasks
from sumvay.directives.audience import addressees
from sumvay.directives.models import Directive, Dispatch
from sumvay.directives.services.draft_directive import draft_from_superior, hold_in_force
from sumvay.directives.services.refusals import (
    AlreadyIssued,
    DateMissing,
    NobodyToAddress,
    NothingAsked,
    NotIssued,
    NotYours,
    PaperNotReady,
)
from sumvay.documents import services as documents
from sumvay.documents.models import OfficialPaper
from sumvay.tally import services as tally

DISPATCH = """
INSERT INTO directives_dispatch (directive_id, unit_id, state, sent_at, reason)
SELECT %s, chosen.id, 'sent', %s, '' FROM ({units}) chosen (id)
"""

# What a unit did before its own level re-issued is not forgotten; only new local duties open it again
CARRY_STATE = """
UPDATE directives_dispatch near
SET state = CASE WHEN far.state = 'done' AND %(has_local)s THEN 'in_progress' ELSE far.state END,
    done_at = CASE WHEN far.state = 'done' AND %(has_local)s THEN NULL ELSE far.done_at END,
    seen_at = far.seen_at, accepted_at = far.accepted_at, started_at = far.started_at,
    changed_by_id = far.changed_by_id, reason = far.reason
FROM directives_dispatch far
WHERE near.directive_id = %(directive)s AND far.via_id = near.id AND far.state <> 'sent'
RETURNING near.unit_id, far.state, far.done_at, near.state
"""
CARRY_PROGRESS = """
INSERT INTO directives_assignmentprogress (dispatch_id, assignment_id, quantity, is_done, changed_at)
SELECT near.id, mine.id, max(p.quantity), max(p.quantity) >= mine.quantity, %(now)s
FROM directives_dispatch near
JOIN directives_dispatch far ON far.via_id = near.id
JOIN directives_assignmentprogress p ON p.dispatch_id = far.id
JOIN directives_assignment mine ON mine.directive_id = near.directive_id AND mine.origin_id = p.assignment_id
WHERE near.directive_id = %(directive)s GROUP BY near.id, mine.id, mine.quantity
"""

# Whoever already holds the superior's dispatch now follows it through the nearer one
FOLLOW_NEARER = """
UPDATE directives_dispatch far SET via_id = near.id
FROM directives_dispatch near, directives_directive superior
WHERE near.directive_id = %s AND far.unit_id = near.unit_id AND far.via_id IS NULL AND far.id <> near.id
  AND superior.id = far.directive_id AND coalesce(superior.root_id, superior.id) = %s
RETURNING far.unit_id, far.state
"""


@transaction.atomic
def issue_directive(*, actor: User, directive: Directive, now: datetime) -> int:
    """Freeze the text, dispatch it to every addressee, tell them; returns the number of addressees.

    Raises NotYours, NotIssued when what it was made from was recalled, AlreadyIssued, DateMissing, NothingAsked,
    NobodyToAddress, PaperNotReady.
    """
    today = localdate(now)
    if not permissions.can_issue(actor, directive, on=today):
        raise NotYours(_("Only a leader or the clerk of %(unit)s can issue.") % {"unit": directive.unit.name})
    if directive.parent:
        hold_in_force(superior=directive.parent)
    draft = Directive.objects.filter(pk=directive.pk, status=Directive.Status.DRAFT)
    if not draft.select_for_update(no_key=True).exists():
        raise AlreadyIssued(_("This document has already been issued."))
    # As it is saved: a colleague may have changed whom it is for after this press had read it
    directive.refresh_from_db()
    _check_complete(directive)
    draft.update(status=Directive.Status.ISSUED, issued_at=now, issued_by=actor)
    _issue_paper(actor, directive, now)
    count = _write_dispatches(directive, today, now)
    if not count:
        raise NobodyToAddress(_("Nobody would receive this; choose who it is for."))
    if directive.campaign:
        campaigns.start_campaign(campaign=directive.campaign)
    changes = {"addressees": count}
    audit.record(
        actor=actor, action="directive.issue", target=directive, at=now, unit_id=directive.unit_id, changes=changes
    )
    tasks.announce_directive.defer(directive_id=directive.pk)
    directive.refresh_from_db()
    return count


@transaction.atomic
def pass_on(*, actor: User, dispatch: Dispatch, note: str, now: datetime) -> Directive:
    """Send a superior's directive on unchanged to the units directly below, with a note and no number of its own.

    Raises NotYours, NotIssued, BegunAlready, NobodyToAddress.
    """
    from_above = draft_from_superior(actor=actor, dispatch=dispatch, now=now, paper=None, kind=Directive.Kind.PASS_ON)
    Directive.objects.filter(pk=from_above.pk).update(note=note)
    from_above.refresh_from_db()
    issue_directive(actor=actor, directive=from_above, now=now)
    return from_above


@transaction.atomic
def recall_directive(*, actor: User, directive: Directive, reason: str, now: datetime) -> None:
    """Take an issued directive back, and all that lower levels made of it: they leave every list and stay on record.

    Units that held a superior's dispatch as well follow that one again. Raises NotYours, NotIssued.
    """
    if not permissions.can_issue(actor, directive, on=localdate(now)):
        raise NotYours(_("Only a leader or the clerk of %(unit)s can issue.") % {"unit": directive.unit.name})
    recalled = Directive.objects.filter(pk=directive.pk, status=Directive.Status.ISSUED).update(
        status=Directive.Status.RECALLED, recalled_at=now, note=reason
    )
    if not recalled:
        raise NotIssued(_("This document is not in force."))
    below = _recall_below(directive, reason, now)
    if directive.parent_id:
        _follow_superior_again(directive, [directive.pk, *below])
    audit.record(actor=actor, action="directive.recall", target=directive, at=now, unit_id=directive.unit_id)


def _check_complete(directive):
    if directive.report_due_at is None:
        raise DateMissing(_("Set the day and hour to report by."))
    if not directive.assignments.filter(left_out_reason="").exists():
        raise NothingAsked(_("Add at least one assignment."))
    if directive.paper and directive.paper.state not in (OfficialPaper.State.NUMBERED, OfficialPaper.State.ISSUED):
        raise PaperNotReady(_("The paper has to be signed and numbered before it is issued."))


def _issue_paper(actor, directive, now):
    if directive.paper and directive.paper.state == OfficialPaper.State.NUMBERED:
        documents.issue_paper(actor=actor, paper=directive.paper, now=now)


def _write_dispatches(directive, today, now):
    units = addressees(directive, on=today).order_by()
    sql, parameters = units.values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(DISPATCH.format(units=sql), [directive.pk, now, *parameters])
        count = cursor.rowcount
        if directive.parent_id is None:
            tally.settle_new_subject(subject=directive.tally_subject, measure="state:sent", units=units)
            return count
        cursor.execute(FOLLOW_NEARER, [directive.pk, directive.lineage_id])
        left = [tally.Fact(f"state:{state}", unit_id, -1) for unit_id, state in cursor.fetchall()]
        reopened = _carry_over(cursor, directive, now)
    arrived = [
        tally.Fact(f"state:{state}", unit_id, 1)
        for unit_id, state in directive.dispatches.values_list("unit_id", "state")
    ]
    tally.append_facts(subject=directive.tally_subject, facts=[*left, *arrived, *reopened])
    return count


def _carry_over(cursor, directive, now):
    """Take over what units did under the superior's dispatch; gives the facts of days that no longer count as done."""
    asked = directive.assignments.filter(left_out_reason="")
    known = {"directive": directive.pk, "now": now, "has_local": asked.filter(origin=None).exists()}
    cursor.execute(CARRY_PROGRESS, known)
    cursor.execute(CARRY_STATE, known)
    return [
        tally.Fact(f"done:{localdate(done_at).isoformat()}", unit_id, -1)
        for unit_id, before, done_at, after in cursor.fetchall()
        if before == "done" != after
    ]


def _recall_below(directive, reason, now):
    recalled, level = [], [directive.pk]
    while level:
        children = Directive.objects.filter(parent__in=level, status=Directive.Status.ISSUED).order_by("pk")
        # Held, so that what its own issuer is just recalling is not taken from the counts a second time
        level = list(children.select_for_update(no_key=True).values_list("pk", flat=True))
        recalled += level
        Directive.objects.filter(pk__in=level).update(status=Directive.Status.RECALLED, recalled_at=now, note=reason)
    return recalled


def _follow_superior_again(directive, recalled):
    """Count the units under the nearest dispatch that is still in force, or no more."""
    gone = Dispatch.objects.filter(directive__in=recalled)
    again = Dispatch.objects.filter(via__in=gone.values("pk")).exclude(directive__in=recalled)
    facts = [*_facts_of(gone.filter(via=None), -1), *_facts_of(again, 1)]
    again.update(via=None)
    tally.append_facts(subject=directive.tally_subject, facts=facts)


def _facts_of(dispatches, amount):
    # Held, so that what is counted is what stands; the nearest first, in the order in which a unit that presses does
    held = dispatches.order_by("-pk").select_for_update(no_key=True)
    for unit_id, state, done_at in held.values_list("unit_id", "state", "done_at"):
        yield tally.Fact(f"state:{state}", unit_id, amount)
        if done_at:
            yield tally.Fact(f"done:{localdate(done_at).isoformat()}", unit_id, amount)
