"""Reads what an address or a button asks for."""

import re
from datetime import date

ID = re.compile(r"[0-9]{1,18}")
FIRST_YEAR, LAST_YEAR = 1900, 2200


def whole(text: str | None) -> int | None:
    """A whole number as asked for; None when it is none, or longer than any id or count."""
    return int(text) if text and ID.fullmatch(text) else None


def day(text: str | None) -> date | None:
    """A day as a date field sends it ("2027-01-18"); None when it is none, or of no year anybody asks for."""
    try:
        asked = date.fromisoformat(text or "")
    except ValueError:
        return None
    return asked if FIRST_YEAR <= asked.year <= LAST_YEAR else None
