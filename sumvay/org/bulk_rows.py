"""What a unit to be loaded in bulk is described by."""

from datetime import date
from typing import NamedTuple


class UnitRow(NamedTuple):
    """One unit to be loaded; `kind` and `parent` are codes, `parent` empty at the top, `since` its first day."""

    code: str
    name: str
    kind: str
    parent: str
    since: date
    short_name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    place_code: str = ""
    paper_symbol: str = ""
    paper_place: str = ""
    members: int | None = None
    workers: int | None = None
    women: int | None = None


def codes_in_circles(above: dict[str, str]) -> set[str]:
    """Codes whose chain of parents (code to parent code) never leaves the given rows."""
    safe: set[str] = set()
    caught: set[str] = set()
    for start in above:
        chain, code = [], start
        while code in above and code not in safe and code not in caught and code not in chain:
            chain.append(code)
            code = above[code]
        (caught if code in caught or code in chain else safe).update(chain)
    return caught
