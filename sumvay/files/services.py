"""What can happen to a file: it is stored; a small picture is made of it; a film comes in pieces and is kept."""

import hashlib
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.files import disk, permissions, selectors
from sumvay.files.films import Look, frame_of, look_into
from sumvay.files.models import StoredFile, Upload
from sumvay.files.notes_in_sound import without_notes
from sumvay.files.pictures import redraw, thumbnail
from sumvay.files.places_in_films import without_place
from sumvay.files.sniffing import EmptyFile, Kind, NotAccepted, film_kind, kind_of, picture_kind, tidy_name
from sumvay.files.voices import voice_kind
from sumvay.org.models import Unit
from sumvay.vietnamese import nfc

MEGABYTE = 1024 * 1024
PICTURE_BYTES = 15 * MEGABYTE
FILE_BYTES = 25 * MEGABYTE
GIGABYTE = 1024 * MEGABYTE
# Films and what members send stop earlier (settings.FREE_GIGABYTES): this is left to papers and photos of the office
LEFT_FOR_THE_HOUSE = GIGABYTE
FILM_BYTES = 2 * GIGABYTE
HEAD_BYTES = 64
NEWS_PICTURE = {"longest": 4_000, "quality": 90}
# After the last piece that came
UPLOAD_STAYS = timedelta(days=7)


class FileTooLarge(Refusal):
    """The file is over the limit."""


class QuotaReached(Refusal):
    """The unit has no room left."""


class StoringDenied(Refusal):
    """The officer does not see this unit."""


class DiskFull(Refusal):
    """The machine has no room left."""


class OffsetMismatch(Refusal):
    """The piece does not begin where the last one ended."""


class BeyondLength(Refusal):
    """More comes than was said."""


class UploadGone(Refusal):
    """Nothing of it is here any more."""


class NotWhole(Refusal):
    """A part of the film has not come yet."""


@dataclass(frozen=True)
class CheckedFilm:
    """A film that has come whole and may be kept."""

    kind: Kind
    look: Look
    sha256: str
    # A picture out of it as JPEG, where the machine could take one
    frame: bytes | None = None


def store_file(*, actor: User | None, unit: Unit, name: str, content: bytes, purpose: str, now: datetime) -> StoredFile:
    """
    Take in one file for a unit: a photo (drawn anew without place and camera), a document, a film or sound.

    `purpose` is a StoredFile.Purpose; `actor` None means it came by a link without sign-in or by e-mail, where the
    caller has checked the right. The bytes are safe on disk before the row exists: nothing acknowledged is lost.
    Raises StoringDenied, FileTooLarge, QuotaReached, DiskFull, EmptyFile, NotAccepted, BrokenPicture, PictureTooLarge,
    BrokenArchive, ArchiveTooLarge, MacrosNotAccepted.
    """
    if actor and not permissions.can_store(actor, unit, on=timezone.localdate(now)):
        raise StoringDenied(_("You cannot store files for this unit."))
    _refuse_large(content, FILE_BYTES)
    kind = kind_of(content, name)
    stored = StoredFile(key=uuid.uuid4(), unit=unit, uploaded_by=actor, purpose=purpose, created_at=now)
    if kind.is_picture:
        _refuse_large(content, PICTURE_BYTES)
        # A newspaper prints them
        size = NEWS_PICTURE if purpose == StoredFile.Purpose.NEWS else {}
        picture = redraw(content, **size)
        content, kind = picture.content, picture.kind
        stored.width, stored.height = picture.width, picture.height
    elif kind.media_type.startswith(("video/", "audio/")):
        content = without_place(content)
    return _keep(stored, actor, name, kind, content)


def store_enclosure(*, unit: Unit, content: bytes, now: datetime) -> StoredFile:
    """
    Take in what a member sends with a message: a photo (drawn anew without place and camera) or a voice note.

    It is called by what it is and when it came, never as the phone called it. Raises FileTooLarge, QuotaReached,
    DiskFull, EmptyFile, NotAccepted, BrokenPicture, PictureTooLarge.
    """
    stored = StoredFile(key=uuid.uuid4(), unit=unit, purpose=StoredFile.Purpose.FEEDBACK, created_at=now)
    _refuse_large(content, PICTURE_BYTES)
    if picture_kind(content):
        picture = redraw(content)
        content, kind = picture.content, picture.kind
        stored.width, stored.height = picture.width, picture.height
    else:
        kind, content = voice_kind(content), without_place(without_notes(content))
    name = _("photo") if kind.is_picture else _("voice note")
    return _keep(stored, None, f"{name} {timezone.localtime(now):%d-%m-%Y}.{kind.suffix}", kind, content)


def erase_enclosures(*, files: Collection[StoredFile], now: datetime) -> None:
    """Nobody opens what members sent from now on; the bytes go within the hour, the rows stay as figures."""
    sent = StoredFile.objects.filter(pk__in=[file.pk for file in files], purpose=StoredFile.Purpose.FEEDBACK)
    sent.filter(removed_at=None).update(removed_at=now)


def let_go(*, pks: Iterable[int | None], now: datetime) -> None:
    """The files take no more of the unit's room; rung by rooms that asked for permission themselves."""
    StoredFile.objects.filter(pk__in=pks).update(removed_at=now)


def _keep(stored: StoredFile, actor: User | None, name: str, kind: Kind, content: bytes) -> StoredFile:
    is_members = stored.purpose == StoredFile.Purpose.FEEDBACK
    left = selectors.bytes_left_for_members if is_members else selectors.bytes_left_for
    if len(content) > left(stored.unit):
        raise QuotaReached(_("Your unit has no room left for files. Please tell the operator."))
    stored.name, stored.media_type = tidy_name(nfc(name), kind), kind.media_type
    stored.size, stored.sha256 = len(content), hashlib.sha256(content).hexdigest()
    least = settings.FREE_GIGABYTES * GIGABYTE if is_members else LEFT_FOR_THE_HOUSE
    if disk.free_bytes() - len(content) < least:
        raise DiskFull(_("The server has no room for files now. Please try again later."))
    with transaction.atomic():
        # The same content may just be going elsewhere; whoever keeps it waits for that, not for one another
        _not_meanwhile_erased(stored.sha256)
        disk.put(content, disk.place_of(stored.sha256))
        stored.save(force_insert=True)
        audit.record(
            actor=actor, action="file.store", target=stored, at=stored.created_at, unit_id=stored.unit_id,
            changes={"purpose": stored.purpose, "size": stored.size, "sha256": stored.sha256},
        )  # fmt: skip
    return stored


def cleaned_enclosure(*, content: bytes) -> tuple[Kind, bytes]:
    """
    A member's photo drawn anew, or voice note without title, place, device and moment, for a room that keeps the bytes
    itself.

    Raises FileTooLarge, EmptyFile, NotAccepted, BrokenPicture, PictureTooLarge.
    """
    _refuse_large(content, PICTURE_BYTES)
    if picture_kind(content):
        picture = redraw(content)
        return picture.kind, picture.content
    return voice_kind(content), without_place(without_notes(content))


def make_thumbnail(*, stored: StoredFile) -> bytes:
    """
    A WebP of at most 480 pixels for lists, made at the first asking and kept on disk.

    Raises FileNotFoundError when the disk has lost the picture, BrokenPicture when it is none.
    """
    place = disk.thumb_place_of(stored.sha256)
    if not place.exists():
        disk.put(thumbnail(selectors.read_bytes(stored)), place)
    return place.read_bytes()


def _refuse_large(content: bytes, most: int) -> None:
    if len(content) > most:
        raise FileTooLarge(
            _("The file has %(size)s MB; at most %(most)s MB are accepted.")
            % {"size": number_format(len(content) / MEGABYTE, 1), "most": most // MEGABYTE}
        )


@transaction.atomic
def begin_upload(*, actor: User, unit: Unit, about: str, name: str, length: int, now: datetime) -> Upload:
    """
    Let a film of `length` bytes come in pieces; what the same person began about the same thing before is dropped.

    `about` names the thing in the words of the room that asks. Nothing is on disk before the first piece.
    Raises StoringDenied, EmptyFile, FileTooLarge, QuotaReached, DiskFull.
    """
    if not permissions.can_store(actor, unit, on=timezone.localdate(now)):
        raise StoringDenied(_("You cannot store files for this unit."))
    # Two that begin at once must not both take the last room
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    for former in Upload.objects.filter(owner=actor, about=about):
        end_upload(upload=former)
    _refuse_film(unit, length)
    return Upload.objects.create(
        owner=actor, unit=unit, about=about, name=nfc(name)[:200], length=length, created_at=now,
        expires_at=now + UPLOAD_STAYS,
    )  # fmt: skip


def append_upload(*, upload: Upload, offset: int, content: bytes, now: datetime) -> Upload:
    """
    Take in the next piece, which must begin at `offset`, the byte at which the last one ended; gives the row as it is.

    The bytes are safe on disk before the new offset is. Whoever comes second at the same offset is refused.
    Raises OffsetMismatch, BeyondLength, UploadGone, DiskFull, and NotAccepted, after which nothing is left of it.
    """
    try:
        with transaction.atomic():
            row = Upload.objects.select_for_update().filter(pk=upload.pk).first()
            if row is None:
                raise UploadGone(_("This film is no longer on its way. Please choose it again."))
            _refuse_piece(row, offset, content)
            disk.add(content, disk.upload_place_of(row.token), at=offset)
            row.offset, row.expires_at = offset + len(content), now + UPLOAD_STAYS
            row.save(update_fields=["offset", "expires_at"])
            return row
    except (NotAccepted, FileNotFoundError) as no:
        end_upload(upload=upload)
        if isinstance(no, FileNotFoundError):
            raise UploadGone(_("This film is no longer on its way. Please choose it again.")) from no
        raise


def end_upload(*, upload: Upload) -> None:
    """Drop a film on its way with its bytes. Twice is harmless."""
    place = disk.upload_place_of(upload.token)
    Upload.objects.filter(pk=upload.pk).delete()
    transaction.on_commit(lambda: place.unlink(missing_ok=True))


def refuse_unfinished(*, upload: Upload) -> None:
    """Let pass a film that has come whole. Raises NotWhole."""
    if upload.offset != upload.length:
        raise NotWhole(_("The film has not come whole yet. Please go on with it."))


def check_film(*, upload: Upload) -> CheckedFilm:
    """
    Look at a film that has come whole; some seconds for a large one, outside any transaction.

    One that is refused stays on its way: whoever asked ends it with the sentence that says so.

    Raises NotWhole, UploadGone, NotAccepted, BrokenFilm, NotPlayable.
    """
    refuse_unfinished(upload=upload)
    place = disk.upload_place_of(upload.token)
    try:
        with place.open("rb") as film:
            kind = film_kind(film.read(HEAD_BYTES))
            look = look_into(place, kind)
            film.seek(0)
            sha256 = hashlib.file_digest(film, "sha256").hexdigest()
            return CheckedFilm(kind, look, sha256, frame_of(place, kind, look))
    except FileNotFoundError as lost:
        raise UploadGone(_("This film is no longer on its way. Please choose it again.")) from lost


@transaction.atomic
def keep_film(*, actor: User, upload: Upload, film: CheckedFilm, now: datetime) -> StoredFile:
    """
    Keep a checked film as a file of its unit; its bytes get their place without being copied.

    Raises UploadGone when a second press has kept it meanwhile.
    """
    row = Upload.objects.select_for_update().select_related("unit").filter(pk=upload.pk).first()
    if row is None:
        raise UploadGone(_("This film is no longer on its way. Please choose it again."))
    _one_at_a_time(film.sha256)
    disk.link(disk.upload_place_of(row.token), disk.place_of(film.sha256))
    stored = StoredFile.objects.create(
        unit=row.unit, uploaded_by=actor, purpose=StoredFile.Purpose.FILM, name=tidy_name(row.name, film.kind),
        media_type=film.kind.media_type, size=row.length, sha256=film.sha256, width=film.look.width,
        height=film.look.height, created_at=now,
    )  # fmt: skip
    end_upload(upload=row)
    audit.record(
        actor=actor, action="file.store", target=stored, at=now, unit_id=stored.unit_id,
        changes={"purpose": stored.purpose, "size": stored.size, "sha256": stored.sha256},
    )  # fmt: skip
    return stored


def show_to_everyone(*, stored: StoredFile, place: Path) -> None:
    """Give a file a second name that the web server may read too. Raises FileNotFoundError when the bytes are lost."""
    own = disk.place_of(stored.sha256)
    own.chmod(0o644)
    disk.link(own, place)


def sweep_films(*, now: datetime) -> int:
    """
    Erase the bytes of films that never came whole in time, and of films and members' files that were taken out.

    Says how many files went.
    """
    lying = list(disk.uploads().glob("*"))
    Upload.objects.filter(expires_at__lte=now).delete()
    under_way = {token.hex for token in Upload.objects.values_list("token", flat=True)}
    left = [place for place in lying if place.name not in under_way]
    for place in left:
        place.unlink(missing_ok=True)
    taken_out = StoredFile.objects.filter(purpose__in=selectors.APART, removed_at__isnull=False)
    hashes = taken_out.order_by().values_list("sha256", flat=True).distinct()
    return len(left) + sum(_erase(sha256) for sha256 in hashes if disk.place_of(sha256).exists())


@transaction.atomic
def _erase(sha256: str) -> bool:
    _one_at_a_time(sha256)
    if StoredFile.objects.filter(sha256=sha256, removed_at__isnull=True).exists():
        return False
    disk.place_of(sha256).unlink(missing_ok=True)
    disk.thumb_place_of(sha256).unlink(missing_ok=True)
    return True


def _one_at_a_time(sha256: str) -> None:
    """Keeping and erasing the same content wait for each other until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [sha256])


def _not_meanwhile_erased(sha256: str) -> None:
    """Until the transaction ends nobody erases this content; others may keep it too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(hashtextextended(%s, 0))", [sha256])


def _refuse_film(unit: Unit, length: int) -> None:
    size = number_format(length / GIGABYTE, 2)
    if length < 1:
        raise EmptyFile(_("The file is empty."))
    if length > FILM_BYTES:
        raise FileTooLarge(
            _("The film has %(size)s GB; at most 2 GB are accepted. Please shorten it, or send a link to it.")
            % {"size": size}
        )
    held, most = selectors.film_bytes_of(unit), selectors.film_bytes_allowed()
    if held + length > most:
        raise QuotaReached(
            _(
                "The films of your unit take %(held)s of %(most)s GB; this one has %(size)s GB and finds no room. Take "
                "a film out of an item that will not be used, ask the operator, or send a link to the film."
            )
            % {"held": number_format(held / GIGABYTE, 2), "most": most // GIGABYTE, "size": size}
        )
    _refuse_full_disk(selectors.bytes_to_come() + length)


def _refuse_piece(row: Upload, offset: int, content: bytes) -> None:
    if row.offset != offset:
        raise OffsetMismatch(_("This piece of the film does not follow the last one."))
    if offset + len(content) > row.length:
        raise BeyondLength(_("More of the film comes than was said. Please choose it again."))
    if offset == 0 and len(content) >= HEAD_BYTES:
        film_kind(content[:HEAD_BYTES])
    _refuse_full_disk(len(content))


def _refuse_full_disk(wanted: int) -> None:
    if disk.free_bytes() - wanted < settings.FREE_GIGABYTES * GIGABYTE:
        raise DiskFull(
            _("The server has no room for this film now. Please tell the operator, or send a link to the film.")
        )
