"""A report's content as it is entered, before it is kept."""

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
