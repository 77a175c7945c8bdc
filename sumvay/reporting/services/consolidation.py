"""Writing a level's consolidation: begun, its outline written and gathered from below, looked at again."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.directives.models import Directive
from sumvay.errors import Refusal
from sumvay.org.models import Unit
from sumvay.reporting import permissions, totals
from sumvay.reporting.content import Seen, edition_of
from sumvay.reporting.frozen_totals import frozen
from sumvay.reporting.models import Consolidation, ListeningReport, PickedSentence, ReportVersion
from sumvay.reporting.sentences import credited, sentences_in, with_line
from sumvay.reporting.services.forms import form_of
from sumvay.reporting.services.refusals import ChangedMeanwhile, CutClosed, NotYours, SensitiveContent
from sumvay.vietnamese import nfc, sensitive_numbers

State = Consolidation.State


class SentenceGone(Refusal):
    """The unit's report was changed or returned after the sentence was shown."""


@transaction.atomic
def begin_consolidation(
    *, actor: User, directive: Directive, unit: Unit, now: datetime, period: date | None = None
) -> Consolidation:
    """Open the unit's consolidation of a directive's reports; a second press opens the same one.

    Its narrative begins with what the unit itself has reported. Raises NotYours.
    """
    permit(actor=actor, unit=unit, now=now)
    form = form_of(directive=directive, now=now)
    held = Consolidation.objects.filter(form=form, unit=unit, period=period)
    last = held.order_by("-sequence").first()
    if last:
        return last
    own = totals.counted_versions(form, period).filter(report__unit=unit).first()
    try:
        with transaction.atomic():
            begun = Consolidation.objects.create(
                form=form, unit=unit, period=period, narrative=own.narrative if own else {}, created_at=now
            )
    except IntegrityError:
        # Two officers pressed at once; the constraint let one through
        return held.get(sequence=0)
    audit.record(actor=actor, action="consolidation.begin", target=begun, at=now, unit_id=unit.pk)
    return begun


@transaction.atomic
def write_narrative(
    *,
    actor: User,
    consolidation: Consolidation,
    narrative: dict[str, str],
    now: datetime,
    seen: Seen | None = None,
) -> None:
    """Keep what the level writes under each heading (by key); `seen`: what the page knew that sends it.

    Raises NotYours, CutClosed, SensitiveContent, ChangedMeanwhile.
    """
    held = opened(actor=actor, consolidation=consolidation, now=now)
    written = {**held.narrative, **known_words(headings=held.form.headings, narrative=narrative)}
    keep_words(held=held, narrative=written, seen=seen, hand=seen.hand if seen else "")
    consolidation.narrative = held.narrative


@transaction.atomic
def pick_sentence(
    *,
    actor: User,
    consolidation: Consolidation,
    version: ReportVersion,
    heading: str,
    place: int,
    narrative: dict[str, str],
    now: datetime,
    seen: Seen | None = None,
) -> PickedSentence:
    """Pin one sentence of a unit under its heading, with credit; `narrative` is what was typed before the press.

    Pinned again it stands there once; where its line was lost it is written again.
    Raises NotYours, CutClosed, SensitiveContent, SentenceGone, ChangedMeanwhile.
    """
    held = opened(actor=actor, consolidation=consolidation, now=now)
    text = _sentence(held, version, heading, place, now)
    written = {**held.narrative, **known_words(headings=held.form.headings, narrative=narrative)}
    written[heading] = with_line(written.get(heading, ""), credited(text, version.report.unit.name))
    keep_words(held=held, narrative=written, seen=seen)
    pinned = held.picks.filter(report=version.report, heading=heading, text=text).first()
    if pinned:
        return pinned
    position = (held.picks.filter(heading=heading).aggregate(last=Max("position"))["last"] or 0) + 1
    return PickedSentence.objects.create(
        consolidation=held, report=version.report, heading=heading, text=text, position=position
    )


@transaction.atomic
def unpick_sentence(
    *, actor: User, pick: PickedSentence, narrative: dict[str, str], now: datetime, seen: Seen | None = None
) -> None:
    """Take a pinned sentence out again; where it was rewritten since, the rewritten words stay.

    Raises NotYours, CutClosed, SensitiveContent, ChangedMeanwhile.
    """
    held = opened(actor=actor, consolidation=pick.consolidation, now=now)
    written = {**held.narrative, **known_words(headings=held.form.headings, narrative=narrative)}
    line = credited(pick.text, pick.report.unit.name)
    rest = [row for row in written.get(pick.heading, "").split("\n") if row.strip() != line]
    keep_words(held=held, narrative={**written, pick.heading: "\n".join(rest)}, seen=seen)
    PickedSentence.objects.filter(pk=pick.pk).delete()


@transaction.atomic
def note_look(*, actor: User, consolidation: Consolidation, now: datetime) -> None:
    """Count what changes from this moment: the figures as they stand are kept to compare with.

    Raises NotYours, CutClosed.
    """
    held = opened(actor=actor, consolidation=consolidation, now=now)
    seen = totals.live_totals(held.form, held.period, held.unit, on=localdate(now))
    Consolidation.objects.filter(pk=held.pk, state=State.OPEN).update(figures=frozen(seen), looked_at=now)


def permit(*, actor: User, unit: Unit, now: datetime) -> None:
    """Only officers who act for the unit consolidate for it. Raises NotYours."""
    if not permissions.can_consolidate(actor, unit, on=localdate(now)):
        raise NotYours(_("Only officers of %(unit)s can do this.") % {"unit": unit.name})


def known_words(*, headings: list[dict], narrative: dict[str, str]) -> dict[str, str]:
    """What was written under headings there are. Raises SensitiveContent."""
    keys = {heading["key"] for heading in headings}
    known = {key: nfc(text).replace("\r\n", "\n") for key, text in narrative.items() if key in keys}
    if any(sensitive_numbers(text) for text in known.values()):
        raise SensitiveContent(
            _("The text holds what looks like an identity or bank account number. Take it out before sending.")
        )
    return known


def keep_words(
    *, held: Consolidation | ListeningReport, narrative: dict[str, str], seen: Seen | None, hand: str = ""
) -> None:
    """Write down what stands under the headings of a held report; `hand`: the page that may save again unanswered.

    Raises ChangedMeanwhile where another page wrote since `seen`.
    """
    if narrative == held.narrative:
        return
    if seen and seen.edition not in ("", edition_of(held.narrative)) and not (held.hand and held.hand == seen.hand):
        raise ChangedMeanwhile(
            _(
                "While you were writing, these texts were changed by a colleague or in another window. What stands "
                "there now is shown below your words once “Save” is pressed; put both together, then save again."
            )
        )
    held.narrative, held.hand = narrative, hand
    held.save(update_fields=["narrative", "hand"])


def opened(*, actor: User, consolidation: Consolidation, now: datetime) -> Consolidation:
    """The consolidation, held until the caller's transaction ends, as long as it may be changed.

    Raises NotYours, CutClosed.
    """
    permit(actor=actor, unit=consolidation.unit, now=now)
    rows = Consolidation.objects.select_for_update(of=("self",)).select_related("form__directive", "unit__kind")
    held = rows.filter(pk=consolidation.pk, state=State.OPEN).first()
    if held is None:
        raise CutClosed(_("The figures are closed; this can no longer be changed."))
    return held


def _sentence(held: Consolidation, version: ReportVersion, heading: str, place: int, now: datetime) -> str:
    counted = totals.counted_versions(held.form, held.period).filter(pk=version.pk)
    found = sentences_in(version.narrative.get(heading, ""))
    if place >= len(found) or not totals.versions_below(counted, held.unit, on=localdate(now)).exists():
        raise SentenceGone(_("This unit has changed its report meanwhile. Please choose again."))
    return found[place]
