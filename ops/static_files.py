"""Gathers the static files with their hashed names, when any of them changed."""

import hashlib

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def gather() -> None:
    """Fill STATIC_ROOT anew if a source file came, went or changed since the last time; needs no database."""
    print_now = _fingerprint()
    note = settings.STATIC_ROOT / "gathered"
    if note.exists() and note.read_text() == print_now:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    note.write_text(print_now)


def _fingerprint() -> str:
    """A text that changes with the name, size or time of any static file."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            digest.update(f"{name} {storage.size(name)} {storage.get_modified_time(name)}\n".encode())
    return digest.hexdigest()
