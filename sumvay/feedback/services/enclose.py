"""Photos and voice notes are put beside a message; one that cannot be taken is said, and stops nothing else."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sumvay.errors import Refusal
from sumvay.feedback.models import Case, Enclosure, Message
from sumvay.files import services as files
from sumvay.files.models import StoredFile

MOST_ENCLOSED = 6


def enclose(*, case: Case, message: Message | None, contents: Sequence[bytes], now: datetime) -> list[str]:
    """
    Keep what came with a message (None: with the first one); gives a sentence for each that could not be kept.

    The same file twice is enclosed once; what was erased meanwhile takes nothing more.
    """
    return _enclose(case, message, contents, now) if contents else []


@transaction.atomic
def _enclose(case: Case, message: Message | None, contents: Sequence[bytes], now: datetime) -> list[str]:
    held = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    if held.erased_at:
        return [_("This message was erased as asked. Please write a new one.")]
    there = hashes_beside(case=case, message=message)
    stored: list[StoredFile] = []
    left_out: list[str] = []
    for place, content in enumerate(contents, 1):
        try:
            if there and hash_of(content=content) in there:
                continue
            if len(there) + len(stored) == MOST_ENCLOSED:
                raise TooMany(_("At most %(most)s files are taken with one message.") % {"most": MOST_ENCLOSED})
            stored.append(files.store_enclosure(unit=case.unit, content=content, now=now))
        except Refusal as no:
            left_out.append(_("File %(place)s: %(why)s") % {"place": place, "why": no})
    Enclosure.objects.bulk_create([Enclosure(case=case, message=message, file=file) for file in stored])
    return left_out


def hashes_beside(*, case: Case, message: Message | None) -> set[str]:
    """What is enclosed with a message already, by the SHA-256 of what is kept."""
    return set(Enclosure.objects.filter(case=case, message=message).values_list("file__sha256", flat=True))


def hash_of(*, content: bytes) -> str:
    """The SHA-256 that a file would be kept under; nothing for one that is not taken."""
    try:
        return hashlib.sha256(files.cleaned_enclosure(content=content)[1]).hexdigest()
    except Refusal:
        return ""


class TooMany(Refusal):
    """More files than one message may carry."""
