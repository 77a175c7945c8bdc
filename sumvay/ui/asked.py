"""Reads what an address or a button asks for."""

import re

ID = re.compile(r"[0-9]{1,18}")


def whole(text: str | None) -> int | None:
    """A whole number as asked for; None when it is none, or longer than any id or count."""
    return int(text) if text and ID.fullmatch(text) else None
