"""Where the bytes lie: outside the web root, under the SHA-256 of their content, written whole or not at all."""

import os
import shutil
import uuid
from pathlib import Path

from django.conf import settings

from sumvay.files.places_in_films import LONGEST, without_place


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


def uploads() -> Path:
    """Where films on their way lie; a backup needs none of it."""
    return Path(settings.VAR) / "uploads"


def upload_place_of(token: uuid.UUID) -> Path:
    """Where the bytes of one lie."""
    return uploads() / token.hex


def add(content: bytes, place: Path, *, at: int) -> None:
    """
    Write the next bytes of a film behind byte `at`, places of recording set to zero; they survive a power cut.

    Raises FileNotFoundError when what came before is not there.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(place, os.O_RDWR | os.O_CREAT, 0o640), "r+b") as file:
        if os.fstat(file.fileno()).st_size < at:
            raise FileNotFoundError(place)
        # A place may lie across two pieces
        start = max(0, at - LONGEST)
        file.seek(start)
        content = without_place(file.read(at - start) + content)
        file.seek(start)
        file.write(content)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())
    if at == 0:
        _settle(place.parent)


def link(place: Path, second: Path) -> None:
    """Give bytes a second name without copying them; what lies there under that name already is the same."""
    second.parent.mkdir(parents=True, exist_ok=True)
    draft = second.with_name(f".{uuid.uuid4().hex}")
    os.link(place, draft)
    draft.replace(second)
    # Renaming one name of a file onto another of the same file leaves both
    draft.unlink(missing_ok=True)
    for folder in list(second.parents)[:3]:
        _settle(folder)


def free_bytes() -> int:
    """What is free on the disk."""
    return shutil.disk_usage(settings.VAR).free


def _settle(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
