"""Questions about files, answered for one viewer."""

import uuid
from datetime import date

from django.db.models import Q, QuerySet, Sum

from sumvay.accounts.models import User
from sumvay.files.disk import place_of
from sumvay.files.models import StoredFile
from sumvay.org import selectors as org
from sumvay.org.models import Unit

QUOTA_BYTES = 5 * 1024**3


def files_visible_to(viewer: User, *, on: date) -> QuerySet[StoredFile]:
    """The files of every unit the viewer sees, also of units that have ended; newest first."""
    kept = StoredFile.objects.filter(removed_at__isnull=True).order_by("-created_at", "-pk")
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


def bytes_held_by(unit: Unit) -> int:
    """How much room the files of a unit take."""
    return StoredFile.objects.filter(unit=unit, removed_at__isnull=True).aggregate(n=Sum("size"))["n"] or 0


def bytes_left_for(unit: Unit) -> int:
    """How much more a unit may store; 0 when its room is full."""
    return max(0, QUOTA_BYTES - bytes_held_by(unit))
