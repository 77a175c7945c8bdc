"""A listening report closed: figures and quoted words frozen as they may be told; later figures in a supplement."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.feedback import selectors as feedback
from sumvay.reporting.listening_page import quotes_of, tables_of, told_of
from sumvay.reporting.listening_reach import period_of
from sumvay.reporting.models import ListeningReport
from sumvay.reporting.services.listening import (
    PeriodOverlaps,
    State,
    opened_listening,
    permit_listening,
    refuse_overlap,
)
from sumvay.reporting.services.refusals import CutClosed, NothingNew, NothingToClose
from sumvay.reporting.services.supplement import NotTheLastCut, SupplementReasonMissing


class PeriodNotOver(Refusal):
    """The last day of the period has not passed."""


@transaction.atomic
def close_listening(*, actor: User, report: ListeningReport, now: datetime) -> None:
    """Freeze figures and quoted words, with who and when; which messages were quoted is forgotten.

    Raises NotYours, CutClosed, PeriodNotOver, PeriodOverlaps, NothingToClose (nobody wrote), NothingNew (a supplement
    in which nothing differs by five people).
    """
    held = opened_listening(actor=actor, report=report, now=now)
    if held.until >= localdate(now):
        raise PeriodNotOver(_("The period is not over; its figures can be closed from the day after its last."))
    if held.supplement_of is None:
        refuse_overlap(unit=held.unit, period=period_of(held))
    told, quotes = told_of(held), quotes_of(held)
    _refuse_empty(held, told)
    try:
        with transaction.atomic():
            closed = ListeningReport.objects.filter(pk=held.pk, state=State.OPEN).update(
                state=State.CLOSED, figures=feedback.frozen(told), extracts=quotes, cut_at=now, closed_by=actor
            )
    except IntegrityError as clash:
        # Two reports whose periods overlap were closed at once; the constraint let one through
        raise PeriodOverlaps(_("A report that shares days with this period has just been closed.")) from clash
    if not closed:
        raise CutClosed(_("The figures are closed; this can no longer be changed."))
    held.chosen.all().delete()
    changes = {"quotes": len(quotes)}
    audit.record(actor=actor, action="listening.close", target=held, at=now, unit_id=held.unit_id, changes=changes)
    report.refresh_from_db()


@transaction.atomic
def begin_listening_supplement(*, actor: User, report: ListeningReport, reason: str, now: datetime) -> ListeningReport:
    """Open a supplement to a closed report, with the reason.

    Raises NotYours, SupplementReasonMissing, NotTheLastCut.
    """
    permit_listening(actor=actor, unit=report.unit, now=now)
    if not reason.strip():
        raise SupplementReasonMissing(_("Say why the figures are supplemented."))
    closed = ListeningReport.objects.filter(pk=report.pk, state=State.CLOSED).first()
    if closed is None:
        raise NotTheLastCut(_("The figures are not closed yet; they can still be changed here."))
    period = {"span": closed.span, "since": closed.since, "until": closed.until}
    try:
        with transaction.atomic():
            begun = ListeningReport.objects.create(
                unit_id=closed.unit_id, **period, sequence=closed.sequence + 1, supplement_of=closed,
                reason=reason.strip()[:300], created_at=now,
            )  # fmt: skip
    except IntegrityError as clash:
        raise NotTheLastCut(_("A supplement to these figures has already been begun.")) from clash
    audit.record(actor=actor, action="listening.supplement", target=begun, at=now, unit_id=begun.unit_id)
    return begun


def _refuse_empty(held: ListeningReport, told: feedback.Synthesis) -> None:
    if held.supplement_of is None and told.total.now.cases == 0:
        raise NothingToClose(_("Nobody wrote during these days; there is nothing to close."))
    if held.supplement_of and not tables_of(held, told):
        raise NothingNew(_("No figure has changed by five people or more since it was closed."))
