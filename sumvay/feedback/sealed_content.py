"""What lies inside a sealed case, once its content key is known: the frame around it and what was said."""

import json
import secrets
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sumvay.feedback import sealing
from sumvay.feedback.models import Box, HandlerKey, SealedCase, SealedFile, SealedKey, SealedMessage

WRITER, OFFICER = "writer", "officer"
# Readers hear of something new after one to four hourly rounds
MOST_ROUNDS = 4


@dataclass(frozen=True)
class Frame:
    """
    Where the writer works (as written on the page), what it is about, and the officers who must not read.

    `trusted` are those the writer chose although the page said that they are tied to the employer.
    """

    about: str
    topic: str
    left_out: list[int]
    trusted: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Enclosed:
    """A photo or voice note, cleaned; its name is not kept, since names of files tell of people and days."""

    media_type: str
    content: bytes


@dataclass(frozen=True)
class FileSaid:
    """A file that came with something said, without its bytes."""

    key: uuid.UUID
    media_type: str

    @property
    def is_picture(self) -> bool:
        """A photo, else a voice note."""
        return self.media_type.startswith("image/")


@dataclass(frozen=True)
class Said:
    """One thing said; `name` is the officer's with the post, empty for the writer; `place` counts from 0."""

    author: str
    name: str
    text: str
    place: int
    day: date
    files: list[FileSaid]

    @property
    def is_writers(self) -> bool:
        """Whether the writer said it."""
        return self.author == WRITER


def sealed_frame(pk: uuid.UUID, content_key: bytes, frame: Frame) -> bytes:
    """The frame of the case `pk` as it is kept."""
    return _closed(content_key, vars(frame), b"frame" + pk.bytes)


def frame_of(case: SealedCase, content_key: bytes) -> Frame:
    """The frame of a case. Raises sealing.CannotOpen."""
    return Frame(**_opened(content_key, case.frame, b"frame" + case.pk.bytes))


def hold(case: SealedCase) -> bool:
    """Nobody else writes to a case or erases it until the transaction ends; False when it is there no more."""
    return SealedCase.objects.select_for_update().filter(pk=case.pk).first() is not None


def seal_to_readers(case: SealedCase, content_key: bytes, keys: Iterable[HandlerKey]) -> None:
    """Give readers the content key; who has it keeps it."""
    about = _for_reader(case)
    sealed = [(key, sealing.seal_to(bytes(key.public), content_key, about)) for key in keys]
    rows = [SealedKey(case=case, key=key, sealed=given, rounds=rounds_by_lot()) for key, given in sealed]
    SealedKey.objects.bulk_create(rows, ignore_conflicts=True)


def rounds_by_lot() -> int:
    """How many hourly rounds pass before a reader is told."""
    return secrets.randbelow(MOST_ROUNDS)


def key_for_reader(case: SealedCase, key: HandlerKey, private: bytes) -> bytes:
    """The content key as one reader holds it. Raises sealing.CannotOpen."""
    held = SealedKey.objects.filter(case=case, key=key).first()
    if held is None:
        raise sealing.CannotOpen
    return sealing.unseal(private, bytes(held.sealed), _for_reader(case))


def sealed_for_box(pk: uuid.UUID, content_key: bytes, box: Box, left_out: Collection[int]) -> bytes | None:
    """The content key for the escrow of a box; None where one who holds a half of it must not read."""
    if {box.first_leader.officer_id, box.second_leader.officer_id} & set(left_out):
        return None
    return sealing.seal_to(bytes(box.public), content_key, b"box" + pk.bytes)


def key_by_escrow(case: SealedCase, box_private: bytes) -> bytes:
    """The content key as the box holds it. Raises sealing.CannotOpen."""
    return sealing.unseal(box_private, bytes(case.for_box), b"box" + case.pk.bytes)


def carry_over(case: SealedCase, content_key: bytes, box: Box) -> None:
    """Put a case into another box, of the same unit or of its heir; what had no spare key gets none there either."""
    if case.for_box is not None:
        left_out = frame_of(case, content_key).left_out
        case.for_box = sealed_for_box(case.pk, content_key, box, left_out)
    case.box = box
    case.save(update_fields=["box", "for_box"])


def _for_reader(case: SealedCase) -> bytes:
    return b"reader" + case.pk.bytes


def put_down(
    case: SealedCase, content_key: bytes, *, author: str, name: str, text: str, files: Sequence[Enclosed], day: date,
    pk: uuid.UUID,
) -> None:  # fmt: skip
    """Write one thing said; the same `pk` twice is one."""
    kept = [(uuid.uuid4(), file) for file in files]
    said = {
        "author": author,
        "name": name,
        "text": text,
        "place": SealedMessage.objects.filter(case=case).count(),
        "files": [[str(key), file.media_type] for key, file in kept],
    }
    body = _closed(content_key, said, b"message" + pk.bytes)
    message, is_new = SealedMessage.objects.get_or_create(pk=pk, defaults={"case": case, "body": body, "day": day})
    if is_new:
        SealedFile.objects.bulk_create(
            SealedFile(pk=key, message=message, body=_file(content_key, key, file)) for key, file in kept
        )


def talk_in(case: SealedCase, content_key: bytes) -> list[Said]:
    """All that was said, in its order. Raises sealing.CannotOpen."""
    said = []
    for row in SealedMessage.objects.filter(case=case):
        words = _opened(content_key, row.body, b"message" + row.pk.bytes)
        files = [FileSaid(uuid.UUID(key), media_type) for key, media_type in words.pop("files")]
        said.append(Said(**words, files=files, day=row.day))
    return sorted(said, key=lambda one: (one.place, one.author == WRITER))


def bytes_of(file: SealedFile, content_key: bytes) -> bytes:
    """The content of a file. Raises sealing.CannotOpen."""
    return sealing.unpadded(sealing.decrypt(content_key, bytes(file.body), b"file" + file.pk.bytes))


def kind_in(talk: Collection[Said], key: uuid.UUID) -> str:
    """The media type of a file that was said to come."""
    return next((file.media_type for said in talk for file in said.files if file.key == key), "")


def _file(content_key: bytes, key: uuid.UUID, file: Enclosed) -> bytes:
    return sealing.encrypt(content_key, sealing.padded(file.content, sealing.FILE_STEP), b"file" + key.bytes)


def _closed(content_key: bytes, words: dict, about: bytes) -> bytes:
    plain = json.dumps(words, ensure_ascii=False).encode()
    return sealing.encrypt(content_key, sealing.padded(plain, sealing.TEXT_STEP), about)


def _opened(content_key: bytes, closed: bytes, about: bytes) -> dict:
    return json.loads(sealing.unpadded(sealing.decrypt(content_key, bytes(closed), about)))
