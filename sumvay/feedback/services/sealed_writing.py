"""
What a writer does in the confidential lane: seals a message, comes back with the receipt, writes more, erases.

No actor, no trail, no job, no time: a job row or an entry of the trail would carry the minute of writing.
"""

import hashlib
import uuid
from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Length
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.errors import Refusal
from sumvay.feedback import erased_list, sealed_content, sealing
from sumvay.feedback.models import Box, Case, SealedCase, SealedFile, SealedKey, SealedMessage
from sumvay.feedback.sealed_content import WRITER, Enclosed, Frame
from sumvay.feedback.selectors import sealed as selectors
from sumvay.feedback.services.receive_case import LONGEST, EmptyMessage
from sumvay.files import services as files_room
from sumvay.vietnamese import nfc

MOST_FILES = 3
MOST_BYTES = 10 * 1024 * 1024
# One writer before the union has answered, and the files of one case as they lie there
MOST_UNANSWERED = 20
MOST_BYTES_OF_A_CASE = 100 * 1024 * 1024


class NobodyToRead(Refusal):
    """No handler was left to read it."""


class TooManyFiles(Refusal):
    """More files than one message takes."""


class FileTooLarge(Refusal):
    """Larger than is taken."""


class TooMuchUnanswered(Refusal):
    """The writer has written very often without an answer."""


class BoxClosed(Refusal):
    """The box was replaced or ended meanwhile."""


class ReceiptUnknown(Refusal):
    """No case lies under this receipt."""


@transaction.atomic
def seal_case(
    *,
    box: Box,
    readers: Collection[int],
    has_escrow: bool,
    about: str,
    topic: str,
    text: str,
    contents: Sequence[bytes],
    token: uuid.UUID,
    now: datetime,
) -> str:
    """
    Seal a message to the box and to the handlers whose ids are in `readers`; gives the receipt, which is kept nowhere.

    Handlers of the unit who are not in `readers` are left out for good. `has_escrow` False keeps the key from the two
    leaders too; `contents` are photos and voice notes. The same `token` with the same message to the same readers twice
    is one case with one receipt; changed after Back it is another one. Raises EmptyMessage, TooManyFiles, FileTooLarge,
    BoxClosed, NobodyToRead, and what files.services.cleaned_enclosure raises.
    """
    today, text, files = localdate(now), _checked(text), _cleaned(contents)
    if not Box.objects.filter(pk=box.pk, ended_on=None).exists():
        raise BoxClosed(_("This box has just been replaced. Please choose once more who reads."))
    named = selectors.readers_of(box.unit, on=today)
    chosen = [reader for reader in named if reader.officer.pk in readers]
    if not chosen:
        raise NobodyToRead(_("Please choose at least one person who reads your message."))
    left_out = [reader.officer.pk for reader in named if reader not in chosen]
    trusted = [reader.officer.pk for reader in chosen if reader.tied_to_employer]
    said = [box.pk, sorted(readers), has_escrow, text, *(hashlib.sha256(content).hexdigest() for content in contents)]
    receipt, content_key, pk = sealing.receipt_for(uuid.uuid5(token, repr(said))), sealing.new_key(), uuid.uuid4()
    case, is_new = SealedCase.objects.get_or_create(
        trace=sealing.trace_of(receipt),
        defaults={
            "pk": pk,
            "box": box,
            "frame": sealed_content.sealed_frame(pk, content_key, Frame(nfc(about), topic, left_out, trusted)),
            "for_box": sealed_content.sealed_for_box(pk, content_key, box, left_out) if has_escrow else None,
            "for_writer": sealing.encrypt(sealing.key_of(receipt), content_key, b"writer" + pk.bytes),
            "day": today,
        },
    )
    if is_new:
        sealed_content.seal_to_readers(case, content_key, [reader.key for reader in chosen])
        sealed_content.put_down(
            case, content_key, author=WRITER, name="", text=text, files=files, day=today, pk=uuid.uuid4()
        )
    return receipt


@transaction.atomic
def say_more(*, receipt: str, text: str, contents: Sequence[bytes], token: uuid.UUID, now: datetime) -> None:
    """
    The writer adds something; the readers hear of it, and a case that had its result is open again.

    The same `token` with the same words twice is one. Raises ReceiptUnknown, EmptyMessage, TooManyFiles, FileTooLarge,
    TooMuchUnanswered, and what files.services.cleaned_enclosure raises.
    """
    text, files = _checked(text), _cleaned(contents)
    case, content_key = _held_by_receipt(receipt)
    # As random to look at as the keys of what officers say
    pk = uuid.UUID(bytes=hashlib.sha256(token.bytes + text.encode()).digest()[:16], version=4)
    if SealedMessage.objects.filter(pk=pk).exists():
        return
    _refuse_too_much(case, content_key, files)
    sealed_content.put_down(
        case, content_key, author=WRITER, name="", text=text, files=files, day=localdate(now), pk=pk
    )
    SealedCase.objects.filter(pk=case.pk, state=Case.State.RESOLVED).update(state=Case.State.RECEIVED)
    for held in SealedKey.objects.filter(case=case, rounds=None):
        SealedKey.objects.filter(pk=held.pk).update(rounds=sealed_content.rounds_by_lot())


@transaction.atomic
def erase_sealed(*, receipt: str) -> None:
    """The writer takes it back: the case, all that was said and every key to it are deleted. Raises ReceiptUnknown."""
    case, _content_key = _held_by_receipt(receipt)
    erased_list.note(case.trace)
    SealedCase.objects.filter(pk=case.pk).delete()


def opened_by_receipt(*, receipt: str) -> tuple[SealedCase, bytes]:
    """The case of a receipt and its content key. Raises ReceiptUnknown."""
    case = selectors.sealed_by_receipt(receipt)
    if case is None:
        raise _unknown()
    return case, sealing.decrypt(sealing.key_of(receipt), bytes(case.for_writer), b"writer" + case.pk.bytes)


def _held_by_receipt(receipt: str) -> tuple[SealedCase, bytes]:
    """The same, and nobody else writes to the case or erases it meanwhile."""
    opened = opened_by_receipt(receipt=receipt)
    if not sealed_content.hold(opened[0]):
        raise _unknown()
    return opened


def _unknown() -> ReceiptUnknown:
    return ReceiptUnknown(_("No message was found for this code. Please check each sign."))


def _refuse_too_much(case: SealedCase, content_key: bytes, files: Sequence[Enclosed]) -> None:
    talk = sealed_content.talk_in(case, content_key)
    if all(said.is_writers for said in talk[-MOST_UNANSWERED:]) and len(talk) >= MOST_UNANSWERED:
        raise TooMuchUnanswered(_("Very much has been added already. Please wait for the union's answer."))
    lying = SealedFile.objects.filter(message__case=case).aggregate(size=Sum(Length("body")))["size"] or 0
    if files and lying + sum(len(file.content) for file in files) > MOST_BYTES_OF_A_CASE:
        raise TooMuchUnanswered(
            _("So many files were sent already that no more are taken. Please send the words alone.")
        )


def _cleaned(contents: Sequence[bytes]) -> list[Enclosed]:
    """Photos drawn anew without place and camera, voice notes without their place."""
    if len(contents) > MOST_FILES:
        raise TooManyFiles(_("Please enclose at most %(number)d files.") % {"number": MOST_FILES})
    if any(len(content) > MOST_BYTES for content in contents):
        raise FileTooLarge(_("One file is larger than 10 MB. Please send a smaller one."))
    made = (files_room.cleaned_enclosure(content=content) for content in contents)
    return [Enclosed(kind.media_type, plain) for kind, plain in made]


def _checked(text: str) -> str:
    text = nfc(text.replace("\x00", "").strip())[:LONGEST]
    if not text:
        raise EmptyMessage(_("Please write your message."))
    return text
