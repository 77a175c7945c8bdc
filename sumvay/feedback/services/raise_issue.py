"""An issue goes up a level, with what was solved here and what is proposed; or is taken back unanswered."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.feedback import selectors
from sumvay.feedback.fewest import FEWEST
from sumvay.feedback.models import Case, Issue, Kind
from sumvay.feedback.reading.personal_data import masked
from sumvay.feedback.services.issue_rules import (
    NobodyAbove,
    NotAboveIssue,
    NotToRise,
    TooFewBehind,
    hold_line,
    issue_moved_on,
    permit_issue,
    said,
)
from sumvay.feedback.services.refusals import moved_on, permit
from sumvay.notifications import services as notifications
from sumvay.org import permissions as org_permissions
from sumvay.org import selectors as org
from sumvay.org.models import Unit
from sumvay.vietnamese import nfc

State = Issue.State
GATHERING = [State.PROPOSED, State.OPEN]
TAKING = [*GATHERING, State.RAISED]


@transaction.atomic
def raise_issue(*, actor: User, issue: Issue, solved: str, proposal: str, into: Issue | None, now: datetime) -> Issue:
    """
    Take an issue up to the unit above, into one of its issues or a new one, which is given back.

    `solved` says what this level could do itself, `proposal` what it asks for. Names and contacts stay here; every
    writer behind it reads to whom it was passed on.
    Raises NotYourIssue, TextMissing, NobodyAbove, TooFewBehind, NotAboveIssue, MovedOn.
    """
    permit_issue(actor=actor, issue=issue, now=now)
    asked = said(proposal, missing=_("Please write what you propose to the level above."))
    above = selectors.level_above(issue.unit, on=localdate(now))
    if above is None:
        raise NobodyAbove(_("No unit above yours takes issues up."))
    line = hold_line(issue)
    _speaks_for_enough(issue, line)
    joined = _joined(into, above, line) if into else _begun(issue, above, now)
    gathering = Issue.objects.filter(pk=issue.pk, state__in=GATHERING)
    given = {"solved": nfc(solved.replace("\x00", "")).strip(), "proposal": asked}
    if not gathering.update(state=State.RAISED, above=joined, raised_at=now, raised_by=actor, **given):
        raise issue_moved_on()
    _behind(line).update(state=Case.State.FORWARDED, forwarded_to=above.name)
    audit.record(
        actor=actor, action="issue.raise", target=issue, at=now, unit_id=issue.unit_id,
        changes={"above": joined.pk, "to": above.pk},
    )  # fmt: skip
    _tell_above(above, joined, issue, now)
    issue.refresh_from_db()
    return joined


@transaction.atomic
def withdraw_raise(*, actor: User, issue: Issue, now: datetime) -> None:
    """Take an issue back that the level above has not answered; it is worked on here. Raises NotYourIssue, MovedOn."""
    permit_issue(actor=actor, issue=issue, now=now)
    left = issue.above_id
    line = hold_line(issue)
    raised = Issue.objects.filter(pk=issue.pk, state=State.RAISED, above=left)
    if not raised.update(state=State.OPEN, above=None, raised_at=None, raised_by=None):
        raise issue_moved_on()
    passed = Case.objects.filter(issue__in=line, state=Case.State.FORWARDED, put_aside_at=None)
    passed.update(state=Case.State.VERIFYING, forwarded_to="")
    emptied = Issue.objects.filter(pk=left, state__in=GATHERING, cases=None, below=None)
    emptied.update(state=State.DISMISSED)
    audit.record(
        actor=actor, action="issue.withdraw", target=issue, at=now, unit_id=issue.unit_id, changes={"above": left}
    )
    issue.refresh_from_db()


@transaction.atomic
def choose_extract(*, actor: User, case: Case, now: datetime) -> None:
    """Let a message's words, masked, go up with its issue. Raises NotYourCase, NotToRise, MovedOn."""
    permit(actor=actor, case=case, now=now)
    if not selectors.can_rise(case) or case.is_reserved:
        raise NotToRise(_("The sender has not let this message rise, and it is not urgent."))
    if not Case.objects.filter(pk=case.pk, chosen_at=None, erased_at=None, issue__isnull=False).update(chosen_at=now):
        raise moved_on()
    audit.record(actor=actor, action="case.choose", target=case, at=now, unit_id=case.unit_id)


@transaction.atomic
def drop_extract(*, actor: User, case: Case, now: datetime) -> None:
    """Show a message's words above no longer. Raises NotYourCase, MovedOn."""
    permit(actor=actor, case=case, now=now)
    if not Case.objects.filter(pk=case.pk, chosen_at__isnull=False).update(chosen_at=None):
        raise moved_on()
    audit.record(actor=actor, action="case.unchoose", target=case, at=now, unit_id=case.unit_id)


def _behind(line: list[int]) -> QuerySet[Case]:
    """Messages of a line that wait for a result."""
    return Case.objects.filter(issue__in=line, is_reserved=False, put_aside_at=None).exclude(state=Case.State.RESOLVED)


def _speaks_for_enough(issue: Issue, line: list[int]) -> None:
    rising = Q(may_rise=True) | Q(is_urgent=True)
    if Case.objects.filter(rising, issue__in=line, put_aside_at=None, erased_at=None).exists():
        return
    if selectors.behind_raised([issue.pk])[issue.pk].members < FEWEST:
        raise TooFewBehind(
            _("Fewer than five people are behind this issue, and none of them lets the message rise; it stays here.")
        )


def _joined(into: Issue, above: Unit, line: list[int]) -> Issue:
    """The issue above that was chosen, locked so that it is not answered meanwhile."""
    taking = Issue.objects.select_for_update().filter(pk=into.pk, unit=above, state__in=TAKING).exclude(pk__in=line)
    if not (held := taking.first()):
        raise NotAboveIssue(_("The unit above gathers this issue no longer; please choose again."))
    return held


def _begun(issue: Issue, above: Unit, now: datetime) -> Issue:
    times = selectors.times_of(above, Kind.PROPOSAL, on=localdate(now))
    return Issue.objects.create(
        unit=above,
        title=masked(issue.title)[:200],
        category=issue.category,
        enterprise=issue.enterprise,
        state=State.OPEN,
        owed_on=localdate(times.result_due(since=now)),
        created_at=now,
    )


def _tell_above(above: Unit, joined: Issue, issue: Issue, now: datetime) -> None:
    notifications.notify_officers(
        officers=org.officers_of(above, on=localdate(now), posts=org_permissions.ACTING),
        kind="issue_raised",
        title=_("%(unit)s raises an issue to %(above)s.") % {"unit": issue.unit.name, "above": above.name},
        body=_("About: %(subject)s.") % {"subject": issue.get_category_display()},
        path=reverse("feedback:issue", args=[joined.pk]),
        about=f"issue_raised:{issue.pk}:{now:%Y%m%d%H%M%S}",
        now=now,
        unit=above,
    )
