"""Where the bytes lie: outside the web root, under the SHA-256 of their content, written whole or not at all."""

import os
import uuid
from pathlib import Path

from django.conf import settings


def place_of(sha256: str) -> Path:
    """Where the content with this SHA-256 lies."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256[2:4] / sha256


def thumb_place_of(sha256: str) -> Path:
    """Where the small picture made from it lies; it can be made again at any time and needs no backup."""
    return Path(settings.VAR) / "thumbs" / sha256[:2] / sha256[2:4] / sha256


def put(content: bytes, place: Path) -> None:
    """Write the content so that it survives a power cut once this returns; twice the same is harmless."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if not (place.exists() and place.stat().st_size == len(content)):
        draft = place.with_name(f".{uuid.uuid4().hex}")
        try:
            with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(place)
        finally:
            draft.unlink(missing_ok=True)
    for folder in list(place.parents)[:3]:
        _settle(folder)


def _settle(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
