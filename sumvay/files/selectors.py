"""Questions about files, answered for one viewer."""

import uuid
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db.models import F, Q, QuerySet, Sum

from sumvay.accounts.models import User
from sumvay.files.disk import place_of
from sumvay.files.models import StoredFile, Upload
from sumvay.org import selectors as org
from sumvay.org.models import Unit

QUOTA_BYTES = 5 * 1024**3
APART = (StoredFile.Purpose.FILM, StoredFile.Purpose.FEEDBACK)


def files_visible_to(viewer: User, *, on: date) -> QuerySet[StoredFile]:
    """
    The files of every unit the viewer sees, also of units that have ended; newest first.

    What members sent is left out: it opens by a pass alone, on the screens of those who handle the message.
    """
    kept = StoredFile.objects.filter(removed_at__isnull=True).exclude(purpose=StoredFile.Purpose.FEEDBACK)
    kept = kept.order_by("-created_at", "-pk")
    if viewer.is_superuser:
        return kept
    units = org.units_visible_to(viewer, on=on).order_by().values("pk")
    ended = org.ended_units_visible_to(viewer, on=on).order_by().values("pk")
    return kept.filter(Q(unit__in=units) | Q(unit__in=ended))


def files_shown_by_pass(key: uuid.UUID) -> QuerySet[StoredFile]:
    """The one file whose pass was already found to hold."""
    return StoredFile.objects.filter(key=key, removed_at__isnull=True)


def read_bytes(stored: StoredFile) -> bytes:
    """The content as it is kept. Raises FileNotFoundError when the disk has lost it."""
    return place_of(stored.sha256).read_bytes()


def path_of(stored: StoredFile) -> Path:
    """Where the content lies."""
    return place_of(stored.sha256)


def film_bytes_of(unit: Unit) -> int:
    """How much room the films of a unit take, those on their way with their whole length."""
    kept = StoredFile.objects.filter(unit=unit, purpose=StoredFile.Purpose.FILM, removed_at__isnull=True)
    under_way = Upload.objects.filter(unit=unit)
    return sum(rows.aggregate(n=Sum(size))["n"] or 0 for rows, size in ((kept, "size"), (under_way, "length")))


def film_bytes_allowed() -> int:
    """How much room the films of one unit may take."""
    return settings.FILM_GIGABYTES * 1024**3


def bytes_to_come() -> int:
    """What all films on their way will still bring."""
    return Upload.objects.aggregate(n=Sum(F("length") - F("offset")))["n"] or 0


def uploads_of(owner: User, *, now: datetime) -> QuerySet[Upload]:
    """A person's films on their way that may be gone on with; nobody else's."""
    return Upload.objects.filter(owner=owner, expires_at__gt=now).order_by("pk")


def bytes_held_by(unit: Unit) -> int:
    """How much room the files of a unit take, films and what members sent left out: these have rooms of their own."""
    kept = StoredFile.objects.filter(unit=unit, removed_at__isnull=True).exclude(purpose__in=APART)
    return kept.aggregate(n=Sum("size"))["n"] or 0


def bytes_left_for(unit: Unit) -> int:
    """How much more a unit may store; 0 when its room is full."""
    return max(0, QUOTA_BYTES - bytes_held_by(unit))


def bytes_left_for_members(unit: Unit) -> int:
    """How much more members may send to a unit; a flood of theirs leaves the officers' own room alone."""
    sent = StoredFile.objects.filter(unit=unit, removed_at__isnull=True, purpose=StoredFile.Purpose.FEEDBACK)
    return max(0, QUOTA_BYTES - (sent.aggregate(n=Sum("size"))["n"] or 0))
