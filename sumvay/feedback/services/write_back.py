"""The writer comes back with the key: writes more, asks to look again, says how content one is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.feedback import selectors
from sumvay.feedback.models import Case, Kind, Message
from sumvay.feedback.reading import reader
from sumvay.feedback.services.designated import hand_to_designated
from sumvay.feedback.services.enclose import enclose, hash_of, hashes_beside
from sumvay.feedback.services.issues_of_cases import leave_issue
from sumvay.feedback.services.receive_case import LONGEST
from sumvay.feedback.services.refusals import TextMissing, WordErased
from sumvay.feedback.services.tell_handlers import tell_written_back
from sumvay.vietnamese import nfc

# Nobody writes more into one case before the union has answered
MOST_UNANSWERED = 20


@dataclass(frozen=True)
class Added:
    """What was written more, and sentences about files that could not be kept."""

    message: Message
    left_out: list[str]


class TooManyUnanswered(Refusal):
    """The writer has written very often without an answer."""


class NotResolved(Refusal):
    """There is no result yet to be content with."""


class SatisfactionSaid(Refusal):
    """It is asked once."""


def write_back(*, case: Case, text: str, again: bool, now: datetime, enclosed: Sequence[bytes] = ()) -> Added:
    """
    Add to a case what its writer writes more; the same words with the same files pressed twice are one message.

    `again` asks to look once more at a case that had its result: it stands in the queue again, a first answer owed.
    Raises TextMissing, WordErased, TooManyUnanswered.
    """
    words = nfc(text.replace("\x00", "").strip())[:LONGEST]
    words = words or (_("(A voice note or photo without words.)") if enclosed else "")
    if not words:
        raise TextMissing(_("Please write your message."))
    message = _add(case, words, again, enclosed, now)
    return Added(message, enclose(case=case, message=message, contents=enclosed, now=now))


@transaction.atomic
def _add(case: Case, words: str, again: bool, enclosed: Sequence[bytes], now: datetime) -> Message:
    held = Case.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=case.pk)
    if held.erased_at:
        raise WordErased(_("This message was erased as asked. Please write a new one."))
    unanswered = _unanswered(held)
    twice = next((one for one in unanswered if one.text == words and _encloses(one, enclosed)), None)
    if twice:
        return twice
    if len(unanswered) >= MOST_UNANSWERED:
        raise TooManyUnanswered(_("Very much has been added already. Please wait for the union's answer."))
    message = Message.objects.create(case=held, author=Message.Author.WRITER, text=words, at=now)
    reading = reader.read([words])[0]
    _stand_in_queue(held, again, reading, now)
    if reading.kind != Kind.SPAM:
        held.refresh_from_db()
        tell_written_back(case=held, now=now)
    audit.record(
        actor=None, action="case.write_back", target=held, at=now, unit_id=held.unit_id, changes={"message": message.pk}
    )
    return message


def _encloses(message: Message, enclosed: Sequence[bytes]) -> bool:
    """Whether these files came with a message, or may come with it still: a press broke off after the words."""
    there = hashes_beside(case=message.case, message=message)
    return not there or not enclosed or {hash_of(content=content) for content in enclosed} - {""} <= there


def _unanswered(case: Case) -> list[Message]:
    """What the writer has written since the union last did, newest first."""
    said = case.messages.exclude(author=Message.Author.NOTE).order_by("-at", "-pk")[: MOST_UNANSWERED + 1]
    since: list[Message] = []
    for message in said:
        if message.author != Message.Author.WRITER:
            break
        since.append(message)
    return since


def _stand_in_queue(case: Case, again: bool, reading: reader.Reading, now: datetime) -> None:
    """
    What cannot wait is urgent from now on; what is asked again owes a first answer again; what was laid aside comes
    back, or waits for another look where it is advertising once more; what reads like a denunciation goes to the
    designated handlers.
    """
    times = selectors.times_of(case.unit, case.kind, on=localdate(now))
    owed = times.first_answer_due(is_urgent=case.is_urgent or reading.is_urgent, since=now)
    rows = Case.objects.filter(pk=case.pk)
    begun = {"owed_since": now, "due_at": owed, "escalated_at": None, "escalated_to": None}
    if again or reading.is_urgent:
        resolved = rows.filter(state=Case.State.RESOLVED)
        if resolved.update(state=Case.State.VERIFYING, resolved_at=None, satisfied=None, **begun):
            audit.record(
                actor=None, action="case.ask_again", target=case, at=now, unit_id=case.unit_id,
                changes={"state": Case.State.VERIFYING, "from": Case.State.RESOLVED},
            )  # fmt: skip
    if case.put_aside_at and reading.kind != Kind.SPAM:
        rows.update(put_aside_at=None, put_aside_why="", aside_confirmed_at=None, **begun)
        audit.record(actor=None, action="case.bring_back", target=case, at=now, unit_id=case.unit_id)
    elif case.put_aside_at:
        rows.update(aside_confirmed_at=None)
    if reading.is_urgent:
        rows.filter(is_urgent=False).update(is_urgent=True, urgent_why=reading.urgent_why)
        rows.filter(due_at__gt=owed).update(due_at=owed)
    if reading.kind == Kind.DENUNCIATION and not case.is_reserved:
        rows.update(is_reserved=True)
        leave_issue(case=case)
        hand_to_designated(case=case, now=now)


@transaction.atomic
def say_how_content(*, case: Case, degree: int, word: str, now: datetime) -> None:
    """
    The writer says once, from 1 to 5, how content one is with the result, and a word if one likes.

    Raises NotResolved, SatisfactionSaid.
    """
    if case.state != Case.State.RESOLVED:
        raise NotResolved(_("There is no result yet."))
    asked = Case.objects.filter(pk=case.pk, state=Case.State.RESOLVED, satisfied=None, erased_at=None)
    if not asked.update(satisfied=degree):
        raise SatisfactionSaid(_("Thank you, this has been said already."))
    if words := nfc(word.replace("\x00", "").strip())[:500]:
        Message.objects.create(case=case, author=Message.Author.WRITER, text=words, at=now)
    audit.record(
        actor=None, action="case.satisfaction", target=case, at=now, unit_id=case.unit_id, changes={"degree": degree}
    )
