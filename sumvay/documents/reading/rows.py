"""What the extractors hand over: printed rows with rough places across the page."""

import re
from dataclasses import dataclass

MARKER_ALONE = re.compile(r"[-+*•–]|\d{1,2}[.)]|[a-zđ]\)|[IVX]+\.")
# A row that begins with a tab stands in the right column only when it is short; else the tab is an indent.
LONGEST_IN_COLUMN = 60


@dataclass(frozen=True)
class Segment:
    """A stretch of text without a wide gap; `left` and `right` are fractions of the page's text width."""

    text: str
    left: float = 0.0
    right: float = 1.0

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Row:
    """
    One printed row, from left to right.

    `after_gap`: a blank row or a wide space stands above. `runs_on`: the row ended only because the margin came
    (None: the source does not tell). `is_cells`: one row of a table, cells parted by " | ".
    """

    segments: tuple[Segment, ...]
    after_gap: bool = False
    runs_on: bool | None = None
    is_cells: bool = False

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)


def plain_row(text: str, *, after_gap: bool = False, runs_on: bool | None = None) -> Row:
    """A row of one segment over the whole width."""
    return Row((Segment(text.strip()),), after_gap=after_gap, runs_on=runs_on)


def table_row(cells: list[str], *, after_gap: bool = False) -> Row:
    """One row of a table of data."""
    text = " | ".join(" ".join(cell.split()) for cell in cells)
    return Row((Segment(text),), after_gap, runs_on=False, is_cells=True)


def tabbed_row(text: str, *, after_gap: bool = False, runs_on: bool | None = None) -> Row:
    """A row whose columns are parted by tabs: two are left and right, more are a table, one after a tab is right."""
    cells = [cell.strip() for cell in text.split("\t")]
    full = [cell for cell in cells if cell]
    if len(full) >= 3:
        return table_row(full, after_gap=after_gap)
    if len(full) == 2 and not MARKER_ALONE.fullmatch(full[0]):
        return Row((Segment(full[0], 0.0, 0.4), Segment(full[1], 0.5, 0.9)), after_gap, runs_on)
    if len(full) == 1 and not cells[0] and len(full[0]) < LONGEST_IN_COLUMN:
        return Row((Segment(full[0], 0.5, 0.9),), after_gap, runs_on)
    return plain_row(" ".join(full), after_gap=after_gap, runs_on=runs_on)
