"""The answer of the competent level goes down the whole line; a promise is given and kept in view until then."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.feedback import selectors
from sumvay.feedback.models import Case, Issue
from sumvay.feedback.services.answer_case import give_answers
from sumvay.feedback.services.issue_rules import (
    DayPassed,
    OtherUnit,
    PromisedAlready,
    hold_line,
    issue_moved_on,
    permit_issue,
    said,
)
from sumvay.notifications import services as notifications
from sumvay.org import permissions as org_permissions
from sumvay.org import selectors as org
from sumvay.vietnamese import format_date

State = Issue.State
GATHERING = [State.PROPOSED, State.OPEN]
# A level that owes is reminded again after so long
REMIND_AGAIN = timedelta(days=3)
NO_ANSWER = {"answer": "", "answer_source": "", "answered_by": None, "answered_unit": None, "answered_at": None}


@transaction.atomic
def answer_line(*, actor: User, issue: Issue, text: str, source: str, now: datetime) -> int:
    """
    Answer an issue where it is decided: every issue below it, and everybody behind them, has the answer at once, with
    its source, the day and who answered. Says how many members were answered.

    Raises NotYourIssue, TextMissing, MovedOn.
    """
    permit_issue(actor=actor, issue=issue, now=now)
    words = said(text, missing=_("Please write the answer."))
    basis = said(source, missing=_("Please write what the answer stands on."))[:300]
    line = hold_line(issue)
    answer = {
        "answer": words,
        "answer_source": basis,
        "answered_by": actor,
        "answered_unit": issue.unit,
        "answered_at": now,
    }
    if not Issue.objects.filter(pk=issue.pk, state__in=GATHERING).update(state=State.ANSWERED, **answer):
        raise issue_moved_on()
    Issue.objects.filter(pk__in=line, state=State.RAISED).update(state=State.ANSWERED, **answer)
    # Readers of the answer are members, whatever language the officer's screen speaks
    with translation.override("vi"):
        by = _("Answered by %(unit)s on %(day)s.") % {"unit": issue.unit.name, "day": format_date(localdate(now))}
    waiting = Case.objects.filter(issue__in=line, is_reserved=False).exclude(state=Case.State.RESOLVED)
    told = give_answers(officer=actor, cases=waiting, text=f"{words}\n\n{by}", source=basis, resolves=True, now=now)
    audit.record(
        actor=actor, action="issue.answer", target=issue, at=now, unit_id=issue.unit_id,
        changes={"cases": told, "issues": line},
    )  # fmt: skip
    title = _("%(unit)s has answered an issue you raised; the members have the answer.") % {"unit": issue.unit.name}
    _tell_below(issue, line, now, kind="issue_answered", title=title, state=State.ANSWERED)
    issue.refresh_from_db()
    return told


@transaction.atomic
def reopen_issue(*, actor: User, issue: Issue, now: datetime) -> None:
    """
    Take an answer back at the level that gave it: the line stands as it stood, a promise stands; who was answered reads
    that the answer no longer holds, and waits again.

    Raises NotYourIssue, MovedOn.
    """
    permit_issue(actor=actor, issue=issue, now=now)
    line, at = hold_line(issue), issue.answered_at
    answered = Issue.objects.filter(pk=issue.pk, state=State.ANSWERED, above=None, answered_at=at)
    if not answered.update(state=State.OPEN, reminded_at=None, **NO_ANSWER):
        raise issue_moved_on()
    below = Issue.objects.filter(pk__in=line, state=State.ANSWERED, answered_at=at)
    below.update(state=State.RAISED, **NO_ANSWER)
    closed = Case.objects.filter(issue__in=line, state=Case.State.RESOLVED, resolved_at=at)
    waiting = Case.objects.filter(pk__in=list(closed.values_list("pk", flat=True)))
    again = {"resolved_at": None, "satisfied": None, "owed_since": now}
    waiting.filter(issue=issue).update(state=Case.State.VERIFYING, forwarded_to="", **again)
    waiting.exclude(issue=issue).update(state=Case.State.FORWARDED, forwarded_to=issue.unit.name[:200], **again)
    # Read by members, whatever language the officer's screen speaks
    with translation.override("vi"):
        taken_back = _("The answer of %(day)s no longer holds; the union is looking at it again and will answer anew.")
    words = taken_back % {"day": format_date(localdate(at))}
    give_answers(officer=actor, cases=waiting, text=words, source="", resolves=False, now=now)
    audit.record(actor=actor, action="issue.reopen", target=issue, at=now, unit_id=issue.unit_id)
    title = _("%(unit)s has taken back its answer to an issue you raised.") % {"unit": issue.unit.name}
    _tell_below(issue, line, now, kind="issue_reopened", title=title, state=State.RAISED)
    issue.refresh_from_db()


@transaction.atomic
def promise(*, actor: User, issue: Issue, what: str, by_day: date, now: datetime) -> None:
    """
    Say once what will be done and by which day; the levels below read it, everybody reads whether it was kept.

    Raises NotYourIssue, TextMissing, DayPassed, PromisedAlready.
    """
    permit_issue(actor=actor, issue=issue, now=now)
    words = said(what, missing=_("Please write what will be done."))[:300]
    if by_day < localdate(now):
        raise DayPassed(_("Please choose today or a later day."))
    open_one = Issue.objects.filter(pk=issue.pk, state__in=GATHERING, promised_on=None)
    if not open_one.update(promise=words, promised_on=by_day):
        raise PromisedAlready(_("A promise has been given, or the issue has moved on; please look at it again."))
    audit.record(
        actor=actor, action="issue.promise", target=issue, at=now, unit_id=issue.unit_id,
        changes={"by": by_day.isoformat()},
    )  # fmt: skip
    issue.refresh_from_db()


@transaction.atomic
def merge_issues(*, actor: User, issue: Issue, into: Issue, now: datetime) -> None:
    """
    Make one issue of two of the same unit: messages and what was raised to it pass on, `issue` is dismissed.

    Raises NotYourIssue, OtherUnit, MovedOn.
    """
    permit_issue(actor=actor, issue=issue, now=now)
    if issue.unit_id != into.unit_id or issue.pk == into.pk:
        raise OtherUnit(_("Only two issues of the same unit become one."))
    both = Issue.objects.select_for_update().filter(pk__in=[issue.pk, into.pk], state__in=GATHERING).order_by("pk")
    if len(both) != len({issue.pk, into.pk}):
        raise issue_moved_on()
    moved = Case.objects.filter(issue=issue).update(issue=into, chosen_at=None, grouped_at=now)
    raised = Issue.objects.filter(above=issue).update(above=into)
    owed = [one.owed_on for one in both if one.owed_on]
    # What was promised stays promised, by the day that comes first
    promised = min((one for one in both if one.promised_on), key=_promised_on, default=into)
    Issue.objects.filter(pk=into.pk).update(
        owed_on=min(owed, default=None), promise=promised.promise, promised_on=promised.promised_on
    )
    Issue.objects.filter(pk=issue.pk).update(state=State.DISMISSED)
    audit.record(
        actor=actor, action="issue.merge", target=into, at=now, unit_id=into.unit_id,
        changes={"from": [issue.pk], "cases": moved, "raised": raised},
    )  # fmt: skip
    into.refresh_from_db()


@transaction.atomic
def remind_owing(*, now: datetime) -> int:
    """Remind each level of the issues whose day is over, every third day; says how many issues."""
    today = localdate(now)
    late = selectors.issues_owing(today=today, last_reminded_before=now - REMIND_AGAIN)
    owing = list(late.order_by("unit_id", "pk"))
    units = {issue.unit_id: issue.unit for issue in owing}
    Issue.objects.filter(pk__in=[issue.pk for issue in owing]).update(reminded_at=now)
    for unit in units.values():
        notifications.notify_officers(
            officers=org.officers_of(unit, on=today, posts=org_permissions.ACTING),
            kind="issues_owing",
            title=_("%(unit)s owes answers to issues of members; their day is over.") % {"unit": unit.name},
            body=_("Please answer them, or raise them to the level that can."),
            path=reverse("feedback:issues") + "?late=true",
            about=f"issues_owing:{unit.pk}:{today}",
            now=now,
            unit=unit,
        )
    return len(owing)


def _tell_below(issue: Issue, line: list[int], now: datetime, *, kind: str, title: str, state: str) -> None:
    below = set(Issue.objects.filter(pk__in=line).exclude(pk=issue.pk).values_list("unit_id", flat=True))
    if not below:
        return
    notifications.notify_officers(
        officers=org.officers_of_units(sorted(below), on=localdate(now)),
        kind=kind,
        title=title,
        body=_("About: %(subject)s.") % {"subject": issue.get_category_display()},
        path=reverse("feedback:issues") + f"?state={state}",
        about=f"{kind}:{issue.pk}:{now:%Y%m%d%H%M%S}",
        now=now,
    )


def _promised_on(issue: Issue) -> date:
    return issue.promised_on or date.max
