"""Which empty cells a form of the level above wants filled, each with the words that say what belongs in it."""

import re
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from .form_files import FormRefused, open_docx, open_xlsx

MOST_ROWS, MOST_COLUMNS = 2000, 60
NUMBERING = re.compile(r"\(?(\d{1,2}|[A-ZĐ])\)?|\d{1,2}\s*=.*")

type Key = tuple[str, str] | tuple[int, int, int]


@dataclass(frozen=True)
class EmptyCell:
    """An empty cell of a form: `key` is what fill_xlsx or fill_docx takes; labels are of its row and its column."""

    key: Key
    row_label: str
    column_label: str


@dataclass(frozen=True)
class FormTable:
    """One table of a form: its title, its texts row by row as they stand, and the empty cells that have a label."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    cells: tuple[EmptyCell, ...]


@dataclass(frozen=True)
class Spot:
    """A place in a table: merged places share one anchor; `key` is set where a value can be written."""

    text: str
    anchor: tuple
    key: Key | None


def list_tables(content: bytes, filename: str) -> list[FormTable]:
    """Return the tables of a form (.xlsx or .docx by its name) that have empty cells to fill.

    Raises FormRefused for another kind of file, and for a form without any such table.
    """
    name = filename.casefold()
    if name.endswith(".xlsx"):
        found = _xlsx_grids(content)
    elif name.endswith(".docx"):
        found = _docx_grids(content)
    else:
        raise FormRefused(_("The form must be an Excel (.xlsx) or Word (.docx) file."))
    tables = [_table(title, grid) for title, grid in found]
    tables = [table for table in tables if table.cells]
    if not tables:
        raise FormRefused(_("The form has no table with empty cells to fill."))
    return tables


def _xlsx_grids(content: bytes) -> list[tuple[str, list[list[Spot]]]]:
    found = []
    for sheet in open_xlsx(content).worksheets:
        anchors = {
            (row, column): (area.min_row, area.min_col)
            for area in sheet.merged_cells.ranges
            for row in range(area.min_row, min(area.max_row, MOST_ROWS) + 1)
            for column in range(area.min_col, min(area.max_col, MOST_COLUMNS) + 1)
        }
        lines = sheet.iter_rows(max_row=min(sheet.max_row, MOST_ROWS), max_col=min(sheet.max_column, MOST_COLUMNS))
        grid = [[_sheet_spot(sheet, cell, anchors) for cell in line] for line in lines]
        for filled, part in groupby(grid, key=lambda line: any(spot.text for spot in line)):
            if filled:
                found.append((sheet.title, list(part)))
    return found


def _sheet_spot(sheet, cell, anchors: dict) -> Spot:
    here = (cell.row, cell.column)
    anchor = anchors.get(here, here)
    value = sheet.cell(*anchor).value
    key = (sheet.title, cell.coordinate) if value is None and anchor == here else None
    return Spot("" if value is None else " ".join(str(value).split()), anchor, key)


def _docx_grids(content: bytes) -> list[tuple[str, list[list[Spot]]]]:
    document = open_docx(content)
    found, title = [], ""
    tables = iter(enumerate(document.tables))
    for part in document.iter_inner_content():
        if not hasattr(part, "rows"):
            title = part.text.strip() or title
            continue
        place, table = next(tables)
        found.append((title, _docx_grid(place, table)))
    return found


def _docx_grid(place: int, table) -> list[list[Spot]]:
    grid, seen = [], set()
    for row, line in enumerate(table.rows):
        spots = []
        for column, cell in enumerate(line.cells):
            text = " ".join(cell.text.split())
            first = cell._tc not in seen
            seen.add(cell._tc)
            spots.append(Spot(text, (cell._tc,), (place, row, column) if first and not text else None))
        grid.append(spots)
    return grid


def _table(title: str, grid: list[list[Spot]]) -> FormTable:
    rows = tuple(tuple(spot.text for spot in line) for line in grid)
    width = max(len(line) for line in grid)
    head = max(range(len(grid)), key=lambda place: len({spot.anchor for spot in grid[place] if spot.text}))
    top = head
    while top and _joined(grid[top - 1], grid[top]):
        top -= 1
    body = head + 1
    while body < len(grid) and (_joined(grid[head], grid[body]) or _numbers_columns(grid[body])):
        body += 1
    heads = [_column_label(grid[top:body], column) for column in range(width)]
    labels = _label_column(grid[body:], width)
    cells = [
        EmptyCell(spot.key, line[labels].text, heads[column])
        for line in grid[body:]
        for column, spot in enumerate(line)
        if spot.key and column > labels and heads[column] and line[labels].text
    ]
    return FormTable(title, rows, tuple(cells))


def _joined(upper: list[Spot], lower: list[Spot]) -> bool:
    """Whether two rows are held together by a merged cell, as the rows of one head are."""
    return any(above.text and above.anchor == below.anchor for above, below in zip(upper, lower, strict=False))


def _numbers_columns(line: list[Spot]) -> bool:
    texts = [spot.text for spot in line]
    return all(NUMBERING.fullmatch(text) for text in texts)


def _column_label(head: list[list[Spot]], column: int) -> str:
    texts = [line[column].text for line in head if column < len(line) and not _numbers_columns(line)]
    return " / ".join(dict.fromkeys(text for text in texts if text))


def _label_column(body: list[list[Spot]], width: int) -> int:
    def letters(column: int) -> int:
        texts = (line[column].text for line in body if column < len(line))
        return sum(letter.isalpha() for text in texts for letter in text)

    return max(range(width), key=letters)
