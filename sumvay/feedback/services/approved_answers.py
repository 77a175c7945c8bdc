"""Approved answers: written by officers, approved by a leader, laid aside when they no longer hold."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.feedback import permissions, tasks
from sumvay.feedback.models import ApprovedAnswer, Category
from sumvay.org.models import Unit
from sumvay.vietnamese import fold, nfc

State = ApprovedAnswer.State


@dataclass(frozen=True)
class AnswerWords:
    """What an officer writes for the library; `public_question` is asked for when readers may see it."""

    category: str
    question: str
    answer: str
    source: str
    valid_until: date | None = None
    is_public: bool = False
    public_question: str = ""


class NotYourLibrary(Refusal):
    """The officer does not handle messages at the unit of the library."""


class NotALeader(Refusal):
    """Only a leader of the unit approves what may be answered in its name."""


class AnswerIncomplete(Refusal):
    """Question, answer and source are all needed; readers need a question written for them."""


class AnswerMovedOn(Refusal):
    """Somebody changed, approved or laid it aside first."""


class AnswerOutOfDate(Refusal):
    """What has run out is renewed before it is approved."""


@transaction.atomic
def write_answer(*, actor: User, unit: Unit, words: AnswerWords, now: datetime) -> ApprovedAnswer:
    """Put an answer into the library, for a leader to approve. Raises NotYourLibrary, AnswerIncomplete."""
    _permit(actor, unit, now)
    said = _said(words)
    answer = ApprovedAnswer.objects.create(unit=unit, written_by=actor, changed_at=now, **said)
    audit.record(actor=actor, action="answer.write", target=answer, at=now, unit_id=unit.pk)
    return answer


@transaction.atomic
def change_answer(*, actor: User, answer: ApprovedAnswer, words: AnswerWords, now: datetime) -> None:
    """Write it anew; a leader approves it again. Raises NotYourLibrary, AnswerIncomplete, AnswerMovedOn."""
    _permit(actor, answer.unit, now)
    said = _said(words)
    _update(answer, now, {**said, "state": State.DRAFT, "approved_by": None, "approved_at": None})
    audit.record(actor=actor, action="answer.change", target=answer, at=now, unit_id=answer.unit_id)


@transaction.atomic
def approve_answer(*, actor: User, answer: ApprovedAnswer, edition: str, now: datetime) -> None:
    """
    Let officers here and below answer with it, as the leader has read it in that edition.

    Raises NotALeader, AnswerOutOfDate, AnswerMovedOn.
    """
    if not permissions.can_approve_answers(actor, answer.unit, on=localdate(now)):
        raise NotALeader(_("Only a leader of %(unit)s approves answers.") % {"unit": answer.unit.name})
    if answer.valid_until and answer.valid_until < localdate(now):
        raise AnswerOutOfDate(
            _("It was valid until %(day)s. Please renew it first.") % {"day": f"{answer.valid_until:%d/%m/%Y}"}
        )
    if answer.state == State.APPROVED or answer.edition != edition:
        raise _moved_on()
    _update(answer, now, {"state": State.APPROVED, "approved_by": actor, "approved_at": now})
    audit.record(actor=actor, action="answer.approve", target=answer, at=now, unit_id=answer.unit_id)


@transaction.atomic
def retire_answer(*, actor: User, answer: ApprovedAnswer, now: datetime) -> None:
    """No longer offer it, nor show it to readers. Raises NotYourLibrary, AnswerMovedOn."""
    _permit(actor, answer.unit, now)
    if answer.state == State.RETIRED:
        raise _moved_on()
    _update(answer, now, {"state": State.RETIRED})
    audit.record(actor=actor, action="answer.retire", target=answer, at=now, unit_id=answer.unit_id)


def _permit(actor: User, unit: Unit, now: datetime) -> None:
    if not permissions.can_handle(actor, unit, on=localdate(now)):
        raise NotYourLibrary(_("Only those who answer for %(unit)s keep its library.") % {"unit": unit.name})


def _said(words: AnswerWords) -> dict:
    said = {name: nfc(value).strip() if isinstance(value, str) else value for name, value in asdict(words).items()}
    if not (said["question"] and said["answer"] and said["source"]):
        raise AnswerIncomplete(_("Please write the question, the answer and its legal source."))
    if said["is_public"] and not said["public_question"]:
        raise AnswerIncomplete(_("Please write the question as readers may see it, without anybody's name."))
    return {
        **said,
        "category": Category(said["category"]).value,
        "folded": fold(f"{said['question']} {said['answer']}"),
        "public_folded": fold(f"{said['public_question']} {said['answer']}"),
    }


def _update(answer: ApprovedAnswer, now: datetime, changes: dict) -> None:
    as_seen = ApprovedAnswer.objects.filter(pk=answer.pk, unit=answer.unit_id, changed_at=answer.changed_at)
    if not as_seen.update(**changes, changed_at=now):
        raise _moved_on()
    tasks.drop_readers_pages.defer()
    answer.refresh_from_db()


def _moved_on() -> AnswerMovedOn:
    return AnswerMovedOn(_("Somebody has changed this answer in the meantime; please look at it again."))
