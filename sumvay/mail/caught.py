"""The demo's mailbox: what the mail catcher of this machine took from the wire, one .eml file a letter and address."""

import hashlib
import re
import time
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from sumvay.mail.reading import ParsedMail, parsed

NAME = re.compile(r"\d{19}\.[0-9a-f]{16}\.[0-9a-f]{8}\.eml")


@dataclass(frozen=True)
class CaughtLetter:
    """A letter as it went over the wire."""

    name: str
    recipient: str
    at: datetime
    mail: ParsedMail


def keep(recipient: str, content: bytes) -> Path:
    """Lay down one letter for one address, whole or not at all."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"{time.time_ns():019d}.{_mark(recipient)}.{uuid.uuid4().hex[:8]}.eml"
    draft = place.with_suffix(".part")
    draft.write_bytes(f"X-Envelope-To: {recipient}\r\n".encode() + content)
    return draft.replace(place)


def names_of_letters(recipient: str | None) -> list[str]:
    """Names of the letters to one address, None for all; newest first."""
    pattern = f"*.{_mark(recipient)}.*.eml" if recipient is not None else "*.eml"
    return sorted((path.name for path in _folder().glob(pattern)), reverse=True)


def letter(name: str) -> CaughtLetter:
    """One letter. Raises FileNotFoundError when there is none of this name."""
    if not NAME.fullmatch(name):
        raise FileNotFoundError(name)
    first, _end, content = (_folder() / name).read_bytes().partition(b"\r\n")
    at = datetime.fromtimestamp(int(name.split(".")[0]) / 1_000_000_000, UTC)
    return CaughtLetter(name, first.removeprefix(b"X-Envelope-To: ").decode(), at, parsed(content))


def _folder() -> Path:
    return Path(settings.VAR) / "mailbox"


def _mark(recipient: str) -> str:
    return hashlib.sha256(recipient.strip().lower().encode()).hexdigest()[:16]
