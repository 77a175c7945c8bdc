"""Writing what members wrote into a report: begun for a unit and period, words chosen, shortened and pinned."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.feedback import selectors as feedback
from sumvay.org.models import Unit
from sumvay.reporting import permissions
from sumvay.reporting.content import Seen
from sumvay.reporting.listening_reach import closed_over, period_of
from sumvay.reporting.listening_words import HEADINGS, capped, shortened
from sumvay.reporting.models import ChosenExtract, Consolidation, ListeningReport
from sumvay.reporting.sentences import credited, sentences_in, with_line
from sumvay.reporting.services.consolidation import SentenceGone, keep_words, known_words
from sumvay.reporting.services.refusals import CutClosed, NotYours
from sumvay.vietnamese import nfc

State = Consolidation.State


class PeriodOverlaps(Refusal):
    """A report of another period that shares days with this one is closed."""


class NotToQuote(Refusal):
    """The writer did not let the message rise, or has had it erased."""


class NothingLeft(Refusal):
    """No word of the extract is left."""


class Reworded(Refusal):
    """The extract says something the writer did not."""


@transaction.atomic
def begin_listening(*, actor: User, unit: Unit, period: feedback.Period, now: datetime) -> ListeningReport:
    """Open the unit's report of a period; a second press opens the same one, or its last supplement.

    Raises NotYours, PeriodOverlaps.
    """
    permit_listening(actor=actor, unit=unit, now=now)
    held = ListeningReport.objects.filter(unit=unit, since=period.since, until=period.until)
    last = held.order_by("-sequence").first()
    if last:
        return last
    refuse_overlap(unit=unit, period=period)
    try:
        with transaction.atomic():
            begun = ListeningReport.objects.create(
                unit=unit, span=period.span, since=period.since, until=period.until, created_at=now
            )
    except IntegrityError:
        # Two officers pressed at once; the constraint let one through
        return held.get(sequence=0)
    audit.record(actor=actor, action="listening.begin", target=begun, at=now, unit_id=unit.pk)
    return begun


@transaction.atomic
def write_listening(
    *, actor: User, report: ListeningReport, narrative: dict[str, str], now: datetime, seen: Seen | None = None
) -> None:
    """Keep what the level writes under each heading (by key); `seen`: what the page knew that sends it.

    Raises NotYours, CutClosed, SensitiveContent, ChangedMeanwhile.
    """
    held = opened_listening(actor=actor, report=report, now=now)
    written = {**held.narrative, **known_words(headings=HEADINGS, narrative=narrative)}
    keep_words(held=held, narrative=written, seen=seen, hand=seen.hand if seen else "")
    report.narrative = held.narrative


@transaction.atomic
def pin_raised(
    *,
    actor: User,
    report: ListeningReport,
    issue_id: int,
    heading: str,
    place: int,
    narrative: dict,
    now: datetime,
    seen: Seen | None = None,
) -> None:
    """Pin a sentence a unit below wrote when it raised an issue, with credit; `narrative` is what was typed before.

    Pinned again it stands there once; where its line was lost it is written again.
    Raises NotYours, CutClosed, SensitiveContent, SentenceGone, ChangedMeanwhile.
    """
    held = opened_listening(actor=actor, report=report, now=now)
    raised = {one.issue_id: one for one in feedback.words_raised(held.unit, period_of(held))}.get(issue_id)
    found = sentences_in(getattr(raised, heading)) if raised and heading in ("solved", "proposal") else []
    if raised is None or place >= len(found):
        raise SentenceGone(_("This unit has changed its report meanwhile. Please choose again."))
    written = {**held.narrative, **known_words(headings=HEADINGS, narrative=narrative)}
    written[heading] = with_line(written.get(heading, ""), credited(found[place], raised.unit))
    keep_words(held=held, narrative=written, seen=seen)


@transaction.atomic
def choose_extract(*, actor: User, report: ListeningReport, case_id: int, now: datetime) -> ChosenExtract:
    """Quote a message, without anybody's data; choosing it twice changes nothing.

    Only what its writer let rise, and no denunciation. Raises NotYours, CutClosed, NotToQuote.
    """
    held = opened_listening(actor=actor, report=report, now=now)
    case = feedback.cases_to_quote(held.unit, period_of(held)).filter(pk=case_id).first()
    words = capped(feedback.without_data(case.text, case)) if case else ""
    if case is None or not words:
        raise NotToQuote(_("The sender did not allow this message to be quoted, or has had it erased."))
    chosen, is_new = ChosenExtract.objects.get_or_create(
        report=held, case=case, defaults={"category": case.category, "text": words}
    )
    if is_new:
        # Which message it is stays out of the trail: no way leads back from the report to its writer
        audit.record(actor=actor, action="listening.choose", target=held, at=now, unit_id=held.unit_id)
    return chosen


@transaction.atomic
def shorten_extract(*, actor: User, extract: ChosenExtract, text: str, now: datetime) -> None:
    """Leave words out of a chosen extract; "…" stands in their place. Nothing can be put in.

    Raises NotYours, CutClosed, NotToQuote, NothingLeft, Reworded.
    """
    held = opened_listening(actor=actor, report=extract.report, now=now)
    case = feedback.cases_to_quote(held.unit, period_of(held)).filter(pk=extract.case_id).first()
    row = ChosenExtract.objects.filter(pk=extract.pk, report=held).first()
    if case is None or row is None:
        raise NotToQuote(_("The sender did not allow this message to be quoted, or has had it erased."))
    if not text.strip(" .…\r\n"):
        raise NothingLeft(_("Nothing would be left. To leave the extract out, press “Take out”."))
    words = shortened(row.text, nfc(text.replace("\x00", "")))
    if words is None:
        raise Reworded(_("An extract can only be shortened: words are taken out, none is put in or changed."))
    ChosenExtract.objects.filter(pk=row.pk).update(text=feedback.without_data(words, case))
    audit.record(actor=actor, action="listening.shorten", target=held, at=now, unit_id=held.unit_id)


@transaction.atomic
def drop_extract(*, actor: User, extract: ChosenExtract, now: datetime) -> None:
    """Take a chosen extract out again. Raises NotYours, CutClosed."""
    held = opened_listening(actor=actor, report=extract.report, now=now)
    if ChosenExtract.objects.filter(pk=extract.pk, report=held).delete()[0]:
        audit.record(actor=actor, action="listening.drop", target=held, at=now, unit_id=held.unit_id)


def permit_listening(*, actor: User, unit: Unit, now: datetime) -> None:
    """Only who consolidates for the unit and sees its synthesis reports it. Raises NotYours."""
    if not permissions.can_report_listening(actor, unit, on=localdate(now)):
        raise NotYours(_("Only officers of %(unit)s can do this.") % {"unit": unit.name})


def opened_listening(*, actor: User, report: ListeningReport, now: datetime) -> ListeningReport:
    """The report, held until the caller's transaction ends, as long as it may be changed.

    Raises NotYours, CutClosed.
    """
    permit_listening(actor=actor, unit=report.unit, now=now)
    rows = ListeningReport.objects.select_for_update(of=("self",)).select_related("unit__kind", "supplement_of")
    held = rows.filter(pk=report.pk, state=State.OPEN).first()
    if held is None:
        raise CutClosed(_("The figures are closed; this can no longer be changed."))
    return held


def refuse_overlap(*, unit: Unit, period: feedback.Period) -> None:
    """No two closed reports of a unit share a day. Raises PeriodOverlaps."""
    other = closed_over(unit, period.since, period.until).first()
    if other:
        raise PeriodOverlaps(
            _(
                "The report of %(period)s is closed and shares days with this period: one taken from the other would "
                "tell what the few people wrote who lie between. Please send the closed reports of these days instead; "
                "what came later goes to a supplement to them."
            )
            % {"period": period_of(other).title}
        )
