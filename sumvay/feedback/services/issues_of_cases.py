"""What officers make of proposals: one issue of many messages, a message by itself again, no issue at all."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.feedback import permissions, selectors
from sumvay.feedback.models import Case, Issue
from sumvay.feedback.services.refusals import NotYourCase, TextMissing, moved_on, permit
from sumvay.org.models import Unit
from sumvay.vietnamese import nfc

State = Issue.State
GATHERING = [State.PROPOSED, State.OPEN]
LONGEST_TITLE = 200


class NotYourIssue(Refusal):
    """The officer does not handle the unit's messages."""


class IssueClosed(Refusal):
    """The issue has been answered or dismissed: nothing joins or leaves it."""


class TooDifferent(Refusal):
    """Only messages of one unit become one issue, and none that is for designated people."""


@transaction.atomic
def merge_cases(*, actor: User, pks: Sequence[int], into: Issue | None, title: str, now: datetime) -> Issue:
    """
    Put messages into one issue, wherever they were; without `into` a new one called `title` is opened.

    Issues that nobody is left behind are dismissed.
    Raises NotYourCase, TooDifferent, IssueClosed, TextMissing.
    """
    cases = list(selectors.cases_handled_by(actor, on=localdate(now)).filter(pk__in=pks).order_by("pk"))
    if not cases or len(cases) != len(set(pks)):
        raise NotYourCase(_("Only those who handle these messages can do this."))
    units = {case.unit_id for case in cases} | ({into.unit_id} if into else set())
    if len(units) > 1 or any(case.is_reserved for case in cases):
        raise TooDifferent(
            _("Only messages of one unit become one issue, and none that is for designated officers alone.")
        )
    left = {case.issue_id for case in cases if case.issue_id}
    closed = {case.issue_id for case in cases if case.issue_id and case.state == Case.State.RESOLVED}
    _still_open(closed | ({into.pk} if into else set()))
    _still_open(left - closed, answered=True)
    issue = into or _opened(cases[0], title, now)
    together = Case.objects.filter(pk__in=[case.pk for case in cases])
    _come_back(together.exclude(issue=issue))
    join_issue(cases=together, issue=issue)
    together.update(grouped_at=now, set_apart_at=None)
    dismiss_empty(left - {issue.pk})
    audit.record(
        actor=actor, action="issue.merge", target=issue, at=now, unit_id=issue.unit_id,
        changes={"cases": [case.pk for case in cases], "from": sorted(left)},
    )  # fmt: skip
    return issue


@transaction.atomic
def split_case(*, actor: User, case: Case, now: datetime) -> None:
    """
    Take a message out of its issue; it is not put into one again unless an officer does.

    Out of a raised issue it is worked on here; an answered one is left by who asked to look at it again.
    Raises NotYourCase, IssueClosed, MovedOn.
    """
    permit(actor=actor, case=case, now=now)
    if case.issue_id is None:
        raise moved_on()
    left = case.issue_id
    _still_open({left}, answered=case.state != Case.State.RESOLVED)
    inside = Case.objects.filter(pk=case.pk, issue=left)
    _come_back(inside)
    if not inside.update(issue=None, chosen_at=None, grouped_at=now, set_apart_at=now):
        raise moved_on()
    dismiss_empty({left})
    audit.record(actor=actor, action="issue.split", target=case, at=now, unit_id=case.unit_id, changes={"issue": left})
    case.refresh_from_db()


def leave_issue(*, case: Case) -> None:
    """
    Out of its issue, and with it what was chosen of its words and where they went; an empty issue is dismissed.

    A step of services that hand a message to others.
    """
    if case.issue_id is None:
        return
    inside = Case.objects.filter(pk=case.pk)
    _come_back(inside)
    inside.update(issue=None, chosen_at=None)
    dismiss_empty({case.issue_id})


def join_issue(*, cases: QuerySet[Case], issue: Issue) -> None:
    """
    Put messages into an issue that is held; who comes late to a raised one reads where it was passed on, as the others.

    A step of services.
    """
    cases.update(issue=issue, chosen_at=None)
    line = selectors.line_above(Issue.objects.select_related("unit").get(pk=issue.pk))
    if line[0].state == State.RAISED:
        waiting = cases.filter(erased_at=None).exclude(state=Case.State.RESOLVED)
        waiting.update(state=Case.State.FORWARDED, forwarded_to=line[-1].unit.name[:200])


@transaction.atomic
def open_issue(*, actor: User, issue: Issue, title: str, now: datetime) -> None:
    """Take a proposal up as what it is, under a title of the officer's. Raises NotYourIssue, TextMissing, MovedOn."""
    _permit(actor, issue.unit, now)
    proposed = Issue.objects.filter(pk=issue.pk, state=State.PROPOSED)
    if not proposed.update(state=State.OPEN, title=_title(title)):
        raise moved_on()
    audit.record(actor=actor, action="issue.open", target=issue, at=now, unit_id=issue.unit_id)
    issue.refresh_from_db()


@transaction.atomic
def dismiss_issue(*, actor: User, issue: Issue, now: datetime) -> None:
    """Say that these messages are not one issue; they stand by themselves again. Raises NotYourIssue, MovedOn."""
    _permit(actor, issue.unit, now)
    if not Issue.objects.filter(pk=issue.pk, state__in=GATHERING, below=None).update(state=State.DISMISSED):
        raise moved_on()
    freed = Case.objects.filter(issue=issue).update(issue=None, chosen_at=None, set_apart_at=now)
    audit.record(
        actor=actor, action="issue.dismiss", target=issue, at=now, unit_id=issue.unit_id, changes={"cases": freed}
    )
    issue.refresh_from_db()


def _permit(actor: User, unit: Unit, now: datetime) -> None:
    if not permissions.can_handle(actor, unit, on=localdate(now)):
        raise NotYourIssue(_("Only those who handle the messages of %(unit)s can do this.") % {"unit": unit.name})


def _come_back(leaving: QuerySet[Case]) -> None:
    """What went up with its issue is worked on here."""
    passed = leaving.filter(issue__state=State.RAISED, state=Case.State.FORWARDED)
    passed.update(state=Case.State.VERIFYING, forwarded_to="")


def _still_open(pks: set[int], *, answered: bool = False) -> None:
    """Raises IssueClosed when one of the issues takes and gives no messages any more; `answered` ones may give."""
    states = [*GATHERING, State.RAISED, *([State.ANSWERED] if answered else [])]
    held = Issue.objects.filter(pk__in=pks, state__in=states).select_for_update().values_list("pk", flat=True)
    if set(held) != pks:
        raise IssueClosed(_("An issue that has been answered or dismissed keeps its messages."))


def _opened(first: Case, title: str, now: datetime) -> Issue:
    return Issue.objects.create(
        unit_id=first.unit_id,
        title=_title(title),
        category=first.category,
        enterprise=first.enterprise,
        state=State.OPEN,
        created_at=now,
    )


def _title(title: str) -> str:
    words = " ".join(nfc(title.replace("\x00", "")).split())
    if not words:
        raise TextMissing(_("Please say in a few words what the issue is."))
    return words[:LONGEST_TITLE]


def dismiss_empty(pks: set[int]) -> None:
    """Issues that nobody is left behind. A step of services."""
    empty = Issue.objects.filter(pk__in=pks, state__in=GATHERING, cases=None, below=None)
    empty.update(state=State.DISMISSED)
