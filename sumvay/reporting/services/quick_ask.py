"""*Báo cáo nhanh*: one to five figures without a letter, due at an hour, once or daily."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.directives import services as directives
from sumvay.directives.models import Assignment, Directive
from sumvay.org.models import Unit
from sumvay.reporting.services.forms import LineInput, change_form
from sumvay.reporting.services.refusals import FormWrong

MOST_FIGURES = 5


@transaction.atomic
def ask_quickly(
    *,
    actor: User,
    unit: Unit,
    title: str,
    indicator_ids: list[int],
    due_at: datetime,
    repeats_daily: bool,
    audience: str,
    audience_ids: list[int],
    now: datetime,
) -> Directive:
    """Ask all chosen units for one to five figures, at once and without a paper.

    Raises FormWrong (none or more than five figures, an hour in the past), and what issuing refuses.
    """
    if not 1 <= len(indicator_ids) <= MOST_FIGURES:
        raise FormWrong(_("Choose one to five figures."))
    if due_at <= now:
        raise FormWrong(_("The hour to report by has passed; choose a later one."))
    directive = directives.draft_directive(
        actor=actor,
        unit=unit,
        title=title,
        kind=Directive.Kind.QUICK_ASK,
        repeats_daily=repeats_daily,
        report_due_at=due_at,
        now=now,
    )
    directives.change_directive(
        actor=actor,
        directive=directive,
        title=title,
        report_due_at=due_at,
        audience=audience,
        audience_ids=audience_ids,
        assignments=[directives.AssignmentInput(Assignment.Kind.REPORT, title, 1, due_at, [Assignment.Proof.REPORT])],
        now=now,
    )
    lines = [LineInput(pk) for pk in indicator_ids]
    change_form(actor=actor, directive=directive, title=title, lines=lines, headings=[], now=now)
    directives.issue_directive(actor=actor, directive=directive, now=now)
    return directive
