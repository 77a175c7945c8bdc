"""The rules every step with an issue keeps: who takes it, what is refused, how its line is held still meanwhile."""

from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.errors import Refusal
from sumvay.feedback import permissions
from sumvay.feedback.models import Issue
from sumvay.feedback.selectors.issue_lines import line_below
from sumvay.feedback.services.issues_of_cases import NotYourIssue
from sumvay.feedback.services.refusals import MovedOn, TextMissing
from sumvay.vietnamese import nfc


class NobodyAbove(Refusal):
    """No unit above has officers who could take the issue up."""


class TooFewBehind(Refusal):
    """Fewer than five people are behind it, and none of their messages may rise by itself."""


class NotToRise(Refusal):
    """The writer has not let the message rise, and it is not urgent."""


class NotAboveIssue(Refusal):
    """What was chosen is no open issue of the unit above."""


class DayPassed(Refusal):
    """Nothing is promised by a day that is over."""


class PromisedAlready(Refusal):
    """A promise is given once."""


class OtherUnit(Refusal):
    """Only issues of one unit become one."""


def permit_issue(*, actor: User, issue: Issue, now: datetime) -> None:
    """Raises NotYourIssue unless the officer handles the unit that has the issue."""
    if not permissions.can_handle(actor, issue.unit, on=localdate(now)):
        raise NotYourIssue(_("Only those who handle the messages of %(unit)s can do this.") % {"unit": issue.unit.name})


def issue_moved_on() -> MovedOn:
    """The refusal of whoever came second."""
    return MovedOn(_("A colleague has changed this issue in the meantime; please look at it again."))


def said(text: str, *, missing: str) -> str:
    """What was written, tidied; raises TextMissing with the sentence `missing` when it is nothing."""
    words = nfc(text.replace("\x00", "").replace("\r\n", "\n")).strip()
    if not words:
        raise TextMissing(missing)
    return words


def hold_line(root: Issue) -> list[int]:
    """Lock an issue and all below it, so that nothing joins or leaves until the transaction ends; gives their ids."""
    held: list[int] = []
    while (line := sorted(pk for pk, _depth in line_below([root.pk]))) != held:
        list(Issue.objects.select_for_update().filter(pk__in=line).order_by("pk").values_list("pk", flat=True))
        held = line
    return held
