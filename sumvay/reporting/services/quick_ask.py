"""*Báo cáo nhanh*: one to five figures without a letter, due at an hour, once or daily."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.directives import services as directives
from sumvay.directives.models import Assignment, Directive
from sumvay.org.models import Unit
from sumvay.reporting.models import FormLine
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

    The same asked again within ten minutes by the same officer is one question.
    Raises FormWrong (none or more than five figures, an hour in the past), and what issuing refuses.
    """
    if not 1 <= len(indicator_ids) <= MOST_FIGURES:
        raise FormWrong(_("Choose one to five figures."))
    if due_at <= now:
        raise FormWrong(_("The hour to report by has passed; choose a later one."))
    question: dict[str, Any] = {"title": title, "repeats_daily": repeats_daily, "report_due_at": due_at}
    # Of two presses at once the second waits for the first, and finds what it asked
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    same = Directive.objects.filter(**question, unit=unit, audience=audience, audience_ids=audience_ids)
    if asked := _asked_just_now(same, actor, indicator_ids, now):
        return asked
    kind = Directive.Kind.QUICK_ASK
    directive = directives.draft_directive(actor=actor, unit=unit, kind=kind, now=now, **question)
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


def _asked_just_now(
    same: QuerySet[Directive], actor: User, indicator_ids: list[int], now: datetime
) -> Directive | None:
    in_force = same.filter(kind=Directive.Kind.QUICK_ASK, status=Directive.Status.ISSUED)
    since = now - directives.PRESSED_TWICE_WITHIN
    asked = in_force.filter(created_by=actor, created_at__gt=since).order_by("-pk").first()
    if asked is None:
        return None
    lines = FormLine.objects.filter(form__directive=asked)
    return asked if set(lines.values_list("indicator", flat=True)) == set(indicator_ids) else None
