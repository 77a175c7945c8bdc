"""One remark of the style help: where, what stands there, what would be better, and why."""

from typing import NamedTuple


class Suggestion(NamedTuple):
    """`found` stands at start:end of the text; `better` is empty when only a person can know."""

    start: int
    end: int
    found: str
    better: str
    why: str


def dressed(better: str, found: str) -> str:
    """A wording with the capitals of what it replaces."""
    if len(found) > 1 and found.isupper():
        return better.upper()
    return better[:1].upper() + better[1:] if found[:1].isupper() else better
