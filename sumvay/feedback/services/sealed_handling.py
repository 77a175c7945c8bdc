"""What a handler does with a sealed case: opens it, answers, says how it stands, lets another handler in."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.feedback import permissions, sealed_content, sealing
from sumvay.feedback.models import Box, Case, SealedCase, SealedFile, SealedKey
from sumvay.feedback.reading import reader
from sumvay.feedback.sealed_content import OFFICER, Frame, Said
from sumvay.feedback.selectors import sealed as selectors
from sumvay.feedback.services.receive_case import LONGEST, EmptyMessage
from sumvay.vietnamese import nfc

State = Case.State
# What the writer is told with words of the officer
SAYS_MORE = {State.FORWARDED, State.RESOLVED}


class ReadingDenied(Refusal):
    """Not among those who were chosen to read."""


class TakenBack(ReadingDenied):
    """The writer has erased it meanwhile."""


class WordsMissing(Refusal):
    """Passing on or closing says where to, or with what result."""


class NotAmongHandlers(Refusal):
    """Not a handler of this unit with a key."""


class LeftOut(Refusal):
    """The writer does not want this person to read."""


class NoHeirYet(Refusal):
    """The heir has no box, or nobody who may read."""


@dataclass(frozen=True)
class Opened:
    """A case as its reader sees it; `reading` is made for this moment and kept nowhere."""

    frame: Frame
    talk: list[Said]
    reading: reader.Reading


@transaction.atomic
def open_sealed(*, actor: User, case: SealedCase, private: bytes, now: datetime) -> Opened:
    """
    Open a case one was chosen to read; who opened it when stands in the trail of the box.

    A case in a box that was set up anew is carried over to the new one. Raises ReadingDenied.
    """
    content_key = _content_key(actor, case, private, now)
    _trail(actor, "sealed.open", case, now)
    frame, talk = sealed_content.frame_of(case, content_key), sealed_content.talk_in(case, content_key)
    if case.box.ended_on and (renewed := _open_box(case.box.unit_id)):
        sealed_content.carry_over(case, content_key, renewed)
    said = "\n".join(one.text for one in talk if one.is_writers)
    return Opened(frame, talk, reader.read([said])[0])


@transaction.atomic
def read_sealed_file(
    *, actor: User, case: SealedCase, file: SealedFile, private: bytes, now: datetime
) -> tuple[str, bytes]:
    """The media type and content of a photo or voice note. Raises ReadingDenied."""
    content_key = _content_key(actor, case, private, now)
    _trail(actor, "sealed.open_file", case, now)
    kind = sealed_content.kind_in(sealed_content.talk_in(case, content_key), file.pk)
    return kind, sealed_content.bytes_of(file, content_key)


@transaction.atomic
def answer_sealed(*, actor: User, case: SealedCase, private: bytes, text: str, state: str, now: datetime) -> None:
    """
    Write to the writer, say in one of the five words how the case stands, or both; "resolved" closes it.

    Raises ReadingDenied, EmptyMessage (neither words nor another state), WordsMissing.
    """
    content_key = _content_key(actor, case, private, now)
    text = nfc(text.replace("\x00", "").strip())[:LONGEST]
    if not text and state in SAYS_MORE:
        raise WordsMissing(_("Please write where it was passed on to, or what the result is."))
    if not text and state == case.state:
        raise EmptyMessage(_("Please write an answer or choose another state."))
    if text:
        name = _name_of(actor, case, now)
        sealed_content.put_down(
            case, content_key, author=OFFICER, name=name, text=text, files=[], day=localdate(now), pk=uuid.uuid4()
        )
    SealedCase.objects.filter(pk=case.pk).update(state=State(state))
    _trail(actor, "sealed.answer" if text else "sealed.move", case, now, state=state)


@transaction.atomic
def share_sealed(*, actor: User, case: SealedCase, private: bytes, officer: User, now: datetime) -> None:
    """
    Let another handler of the unit read a case, never one whom the writer left out or who may not read such matters.

    Raises ReadingDenied, NotAmongHandlers, LeftOut.
    """
    content_key = _content_key(actor, case, private, now)
    named = [one for one in selectors.readers_of(case.box.unit, on=localdate(now)) if one.officer == officer]
    if not named:
        raise NotAmongHandlers(_("This officer is not named to read confidential messages, or has no key yet."))
    if not selectors.may_be_let_in(named[0], sealed_content.frame_of(case, content_key)):
        raise LeftOut(_("The writer does not want this person to read, or the person is tied to the employer."))
    sealed_content.seal_to_readers(case, content_key, [named[0].key])
    _trail(actor, "sealed.share", case, now, officer=officer.pk)


@transaction.atomic
def hand_to_heir(*, actor: User, case: SealedCase, private: bytes, now: datetime) -> None:
    """The unit has ended: seal a case to the handlers and the box of its heir. Raises ReadingDenied, NoHeirYet."""
    content_key = _content_key(actor, case, private, now)
    _trail(actor, "sealed.hand_to_heir", case, now)
    if not seal_to_heir(case=case, content_key=content_key, now=now):
        raise NoHeirYet(_("The unit that takes over has no sealed box yet, or nobody there may read this message."))


def seal_to_heir(*, case: SealedCase, content_key: bytes, now: datetime) -> bool:
    """
    Seal a case to the heir of its box; whether there was somebody to read it.

    Whom the writer left out stays left out, and so does who is tied to the employer where that matters.
    """
    box = _open_box(case.box.heir_id)
    if box is None:
        return False
    frame = sealed_content.frame_of(case, content_key)
    readers = selectors.readers_of(box.unit, on=localdate(now))
    keys = [one.key for one in readers if selectors.may_be_let_in(one, frame)]
    if not keys:
        return False
    SealedKey.objects.filter(case=case).exclude(key__in=keys).delete()
    sealed_content.seal_to_readers(case, content_key, keys)
    sealed_content.carry_over(case, content_key, box)
    return True


def _content_key(actor: User, case: SealedCase, private: bytes, now: datetime) -> bytes:
    """The content key for one who may read; nobody else writes to the case or erases it meanwhile."""
    denied = ReadingDenied(_("You are not among those who may read this message."))
    if not sealed_content.hold(case):
        raise TakenBack(_("The writer has taken this message back; it is there no more."))
    key = selectors.key_of(actor)
    if key is None or not permissions.can_read_sealed(actor, case, on=localdate(now)):
        raise denied
    try:
        content_key = sealed_content.key_for_reader(case, key, private)
    except sealing.CannotOpen as no:
        raise denied from no
    _refuse_tied(actor, case, content_key)
    return content_key


def _refuse_tied(actor: User, case: SealedCase, content_key: bytes) -> None:
    """Who was marked as tied to the employer after the message had come reads it no more where that matters."""
    is_tied = selectors.was_tied(actor, case.box.unit)
    if not selectors.may_read(actor, sealed_content.frame_of(case, content_key), is_tied=is_tied):
        raise LeftOut(_("The writer does not want this person to read, or the person is tied to the employer."))


def _open_box(unit_id: int | None) -> Box | None:
    boxes = Box.objects.filter(unit=unit_id, ended_on=None)
    return boxes.select_related("unit", "first_leader", "second_leader").first()


def _name_of(actor: User, case: SealedCase, now: datetime) -> str:
    readers = selectors.readers_of(case.box.unit, on=localdate(now))
    posts = next((one.posts for one in readers if one.officer == actor), "")
    return ", ".join(filter(None, [actor.full_name, posts]))


def _trail(actor: User, action: str, case: SealedCase, now: datetime, **changes: object) -> None:
    audit.record(
        actor=actor, action=action, target=case.box, at=now, unit_id=case.box.unit_id,
        changes={"case": str(case.pk), **changes},
    )  # fmt: skip
