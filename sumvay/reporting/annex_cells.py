"""Which figure belongs into which empty cell of a superior's table: proposed by its labels, chosen by an officer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sumvay.reporting.replies import line_called
from sumvay.reporting.totals import Line, Row, Totals
from sumvay.vietnamese import fold, format_number

OWN, BELOW, TOTAL, REPORTED, EXPECTED = "own", "below", "total", "reported", "expected"
NUMBERING = re.compile(r"^\(?(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,5}|[a-zđ])[.)]\s+", re.I)
UNIT_OF_MEASURE = re.compile(r"\s*\([^)]*\)\s*$")
PARTS_BY_WORDS = ((OWN, ("cap minh", "truc tiep", "tu thuc hien")), (BELOW, ("truc thuoc", "cap duoi", "cap co so")))


@dataclass(frozen=True)
class Slot:
    """One empty cell of the form: its place as stored ("Sheet1!B7", "0/3/2"), its labels, and what fills it."""

    place: str
    row: str
    column: str
    figure: str


def place_of(key: tuple) -> str:
    """A cell's key as it is stored."""
    return f"{key[0]}!{key[1]}" if len(key) == 2 else "/".join(str(part) for part in key)


def key_of(place: str) -> tuple:
    """The key the writer takes for a stored place."""
    if "!" in place:
        return tuple(place.rsplit("!", 1))
    return tuple(int(part) for part in place.split("/"))


def figures_on_offer(lines: Sequence[Line]) -> list[tuple[Line, list[str]]]:
    """What can be put into a cell for each line, as "<key>|<part>"."""
    return [(line, [f"{line.key}|{part}" for part in (TOTAL, OWN, BELOW)]) for line in lines]


def proposed(row: str, column: str, lines: Sequence[Line]) -> str:
    """The figure the labels of a cell speak of, or nothing: the line named at the left (or above), and whose part."""
    known = list(lines)
    for words, others in ((row, column), (column, row)):
        line = line_called(_plain(words), known) if words.strip() else None
        if line:
            return f"{line.key}|{_part(others)}"
    return ""


def values(cells: dict[str, str], totals: Totals) -> dict[tuple, Decimal]:
    """What goes into each cell; a figure nobody gave leaves its cell empty."""
    rows = {row.line.key: row for row in totals.rows()}
    found = {place: _value(figure, rows, totals) for place, figure in cells.items()}
    return {key_of(place): value for place, value in found.items() if value is not None}


def as_texts(filled: dict[tuple, Decimal]) -> dict[tuple, str]:
    """The same for a Word table, whose cells hold text."""
    return {key: format_number(value) for key, value in filled.items()}


def _value(figure: str, rows: dict[str, Row], totals: Totals):
    if figure in (REPORTED, EXPECTED):
        return Decimal(getattr(totals, figure))
    key, _bar, part = figure.rpartition("|")
    row = rows.get(key)
    return getattr(row, part) if row and part in (OWN, BELOW, TOTAL) else None


def _plain(words):
    return UNIT_OF_MEASURE.sub("", NUMBERING.sub("", words.strip()))


def _part(words):
    said = fold(words)
    return next((part for part, signs in PARTS_BY_WORDS if any(sign in said for sign in signs)), TOTAL)
