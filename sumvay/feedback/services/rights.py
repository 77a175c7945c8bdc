"""Erasing and correcting what was written, at the writer's wish and within two working days; figures stay."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.feedback import erased_list
from sumvay.feedback.models import Case, RightsRequest
from sumvay.feedback.services.erase_words import erase_words
from sumvay.feedback.services.receive_case import LONGEST
from sumvay.feedback.services.refusals import TextMissing, WordErased, permit
from sumvay.feedback.services.rights_letters import tell_outcome
from sumvay.feedback.working_days import working_days_after
from sumvay.notifications import services as notifications
from sumvay.org import permissions as org_permissions
from sumvay.org import selectors as org
from sumvay.org.models import Appointment
from sumvay.vietnamese import fold, nfc

# NĐ 356/2025/NĐ-CP: a request of the person concerned is answered within two working days
ANSWERED_WITHIN = 2
APART = "\n\n"
Wish, Outcome = RightsRequest.Wish, RightsRequest.Outcome


class AnsweredAlready(Refusal):
    """A colleague has answered the request first."""


class ReasonMissing(Refusal):
    """Who is refused is told why."""


@transaction.atomic
def ask_for_rights(*, case: Case, wish: str, words: str, now: datetime, actor: User | None = None) -> RightsRequest:
    """
    Ask to have a case erased or corrected; the officers who handle it are told. Asked twice, it is one request; other
    words are added to it. `actor` is the officer whom the sender has asked without a key, by phone or in person.

    Raises NotYourCase, TextMissing (what is to be corrected), WordErased.
    """
    if actor:
        permit(actor=actor, case=case, now=now)
    words = nfc(words.replace("\x00", "").strip())[:2_000]
    if case.erased_at:
        raise WordErased(_("This message has been erased already."))
    if wish == Wish.CORRECT and not words:
        raise TextMissing(_("Please write what is wrong and how it should read."))
    due_on = working_days_after(localdate(now), ANSWERED_WITHIN)
    asked, is_new = RightsRequest.objects.get_or_create(
        case=case, wish=wish, answered_at=None, defaults={"words": words, "asked_at": now, "due_on": due_on}
    )
    if is_new:
        audit.record(
            actor=actor, action="rights.ask", target=asked, at=now, unit_id=case.unit_id,
            changes={"case": case.pk, "wish": wish},
        )  # fmt: skip
        _tell_handlers(asked, now)
    elif words and words not in asked.words.split(APART):
        more = APART.join(filter(None, (asked.words, words)))[:LONGEST]
        RightsRequest.objects.filter(pk=asked.pk, answered_at=None, words=asked.words).update(words=more)
        asked.refresh_from_db()
    return asked


def _tell_handlers(asked: RightsRequest, now: datetime) -> None:
    case, on = asked.case, localdate(now)
    posts = {Appointment.Post.INSPECTION, Appointment.Post.CHAIR} if case.is_reserved else org_permissions.ACTING
    erases = asked.wish == Wish.ERASE
    notifications.notify_officers(
        officers=org.officers_of(case.unit, on=on, posts=posts), kind="feedback", unit=case.unit,
        title=_("A sender asks to have personal data erased") if erases
        else _("A sender asks to have personal data corrected"),
        body=_("The law wants an answer within two working days."), path=reverse("feedback:requests"),
        about=f"rights:{asked.pk}", now=now,
    )  # fmt: skip


@transaction.atomic
def erase_case(*, actor: User, asked: RightsRequest, now: datetime) -> None:
    """
    Erase words, name, contact and files of a case as its writer asked; subject, kind and times stay as figures.

    Raises NotYourCase, AnsweredAlready.
    """
    permit(actor=actor, case=asked.case, now=now)
    _answer(actor, asked, Outcome.DONE, "", now)
    erased_list.note(asked.case.receipt)
    to = Case.objects.values_list("email", flat=True).get(pk=asked.case_id)
    erase_words(cases=Case.objects.filter(pk=asked.case_id), now=now)
    # With the words gone there is nothing left to correct
    still_open = RightsRequest.objects.filter(case=asked.case_id, answered_at=None)
    still_open.update(outcome=Outcome.DONE, answered_at=now, answered_by=actor)
    tell_outcome(asked=asked, outcome=Outcome.DONE, to=to, now=now)
    audit.record(actor=actor, action="case.erase", target=asked.case, at=now, unit_id=asked.case.unit_id)


@transaction.atomic
def correct_case(
    *, actor: User, asked: RightsRequest, text: str, name: str, phone: str, email: str, now: datetime
) -> None:
    """Write a case as its writer says it should read. Raises NotYourCase, TextMissing, AnsweredAlready."""
    permit(actor=actor, case=asked.case, now=now)
    text = nfc(text.replace("\x00", "").strip())[:LONGEST]
    if not text:
        raise TextMissing(_("The message cannot be empty."))
    _answer(actor, asked, Outcome.DONE, "", now)
    Case.objects.filter(pk=asked.case_id, erased_at=None).update(
        text=text, folded=fold(text), name=name, phone=phone, email=email
    )
    tell_outcome(asked=asked, outcome=Outcome.DONE, to=email, now=now)
    audit.record(actor=actor, action="case.correct", target=asked.case, at=now, unit_id=asked.case.unit_id)


@transaction.atomic
def refuse_rights(*, actor: User, asked: RightsRequest, reason: str, now: datetime) -> None:
    """Tell the writer why it cannot be done, as when the law keeps a file. Raises NotYourCase, ReasonMissing,
    AnsweredAlready."""
    permit(actor=actor, case=asked.case, now=now)
    reason = nfc(reason.strip())[:500]
    if not reason:
        raise ReasonMissing(_("Please write the reason; the sender reads it."))
    _answer(actor, asked, Outcome.REFUSED, reason, now)
    tell_outcome(asked=asked, outcome=Outcome.REFUSED, to=asked.case.email, reason=reason, now=now)


def _answer(actor: User, asked: RightsRequest, outcome: str, reason: str, now: datetime) -> None:
    waiting = RightsRequest.objects.filter(pk=asked.pk, answered_at=None)
    if not waiting.update(outcome=outcome, reason=reason, answered_at=now, answered_by=actor):
        raise AnsweredAlready(_("A colleague has answered this request already."))
    audit.record(
        actor=actor, action="rights.answer", target=asked, at=now, unit_id=asked.case.unit_id,
        changes={"outcome": outcome},
    )  # fmt: skip
