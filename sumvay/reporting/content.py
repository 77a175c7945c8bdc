"""A report's content as it is entered, before it is kept."""

import hashlib
import json
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass
class Entry:
    """One figure as entered: None is empty, 0 is *không phát sinh*."""

    value: Decimal | None
    counted: Decimal | None = None
    reason: str = ""
    origin: str = ""


@dataclass
class Content:
    """What a report holds: figures by form line id, sentences by heading key, who reports."""

    entries: dict[int, Entry] = field(default_factory=dict)
    narrative: dict[str, str] = field(default_factory=dict)
    reporter: str = ""
    edition: int | None = None


@dataclass(frozen=True)
class Seen:
    """What a page knows that sends words: which edition it had before it, and how it calls itself."""

    edition: str = ""
    hand: str = ""


def edition_of(narrative: dict[str, str]) -> str:
    """Tells one text under all headings from another."""
    return hashlib.sha256(json.dumps(narrative, sort_keys=True).encode()).hexdigest()[:16]
