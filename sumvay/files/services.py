"""What can happen to a file: it is stored; a small picture is made of it."""

import hashlib
import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.files import disk, permissions, selectors
from sumvay.files.models import StoredFile
from sumvay.files.pictures import redraw, thumbnail
from sumvay.files.places_in_films import without_place
from sumvay.files.sniffing import Kind, kind_of, tidy_name
from sumvay.org.models import Unit
from sumvay.vietnamese import nfc

MEGABYTE = 1024 * 1024
PICTURE_BYTES = 15 * MEGABYTE
FILE_BYTES = 25 * MEGABYTE


class FileTooLarge(Refusal):
    """The file is over the limit."""


class QuotaReached(Refusal):
    """The unit has no room left."""


class StoringDenied(Refusal):
    """The officer does not see this unit."""


def store_file(*, actor: User | None, unit: Unit, name: str, content: bytes, purpose: str, now: datetime) -> StoredFile:
    """
    Take in one file for a unit: a photo (drawn anew without place and camera), a document, a film or sound.

    `purpose` is a StoredFile.Purpose; `actor` None means it came by a link without sign-in or by e-mail, where the
    caller has checked the right. The bytes are safe on disk before the row exists: nothing acknowledged is lost.
    Raises StoringDenied, FileTooLarge, QuotaReached, EmptyFile, NotAccepted, BrokenPicture, PictureTooLarge,
    BrokenArchive, ArchiveTooLarge, MacrosNotAccepted.
    """
    if actor and not permissions.can_store(actor, unit, on=timezone.localdate(now)):
        raise StoringDenied(_("You cannot store files for this unit."))
    _refuse_large(content, FILE_BYTES)
    kind = kind_of(content, name)
    stored = StoredFile(key=uuid.uuid4(), unit=unit, uploaded_by=actor, purpose=purpose, created_at=now)
    if kind.is_picture:
        _refuse_large(content, PICTURE_BYTES)
        picture = redraw(content)
        content, kind = picture.content, picture.kind
        stored.width, stored.height = picture.width, picture.height
    elif kind.media_type.startswith(("video/", "audio/")):
        content = without_place(content)
    return _keep(stored, actor, name, kind, content)


def _keep(stored: StoredFile, actor: User | None, name: str, kind: Kind, content: bytes) -> StoredFile:
    if len(content) > selectors.bytes_left_for(stored.unit):
        raise QuotaReached(_("Your unit has no room left for files. Please tell the operator."))
    stored.name, stored.media_type = tidy_name(nfc(name), kind), kind.media_type
    stored.size, stored.sha256 = len(content), hashlib.sha256(content).hexdigest()
    disk.put(content, disk.place_of(stored.sha256))
    with transaction.atomic():
        stored.save(force_insert=True)
        audit.record(
            actor=actor, action="file.store", target=stored, at=stored.created_at, unit_id=stored.unit_id,
            changes={"purpose": stored.purpose, "size": stored.size, "sha256": stored.sha256},
        )  # fmt: skip
    return stored


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
