"""What was erased at its writer's wish, by the trace of its key, outside the database: a backup would bring it back."""

import os
from pathlib import Path

from django.conf import settings


def note(trace: str) -> None:
    """Keep a trace: an empty file of that name, which tells no time and no order."""
    folder = Path(settings.VAR) / "erased"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / trace).touch(mode=0o600)
    os.utime(folder / trace, (0, 0))
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


def noted() -> list[str]:
    """All traces kept."""
    folder = Path(settings.VAR) / "erased"
    return os.listdir(folder) if folder.exists() else []
