"""Figures as a real .xlsx: numbers stay numbers, missing ones stay empty, texts never become formulas."""

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from io import BytesIO
from typing import Literal

import xlsxwriter

from .measuring import width_mm
from .paper import Cell
from .wording import figure_text, tidied

SHEET = "Số liệu"
FACE = "Times New Roman"
A4_PAPER = 9
FIRST_ROW = 3
NARROWEST, WIDEST = 8, 70
LINE_HEIGHT = 16
MM_PER_LETTER = 1.85
CELL_MARGIN = 2.5
LOST_IN_WRAPPING = 1.03
LONGEST_CELL = 32_767
FORMATS = {"text": "@", "number": "#,##0", "fraction": "#,##0.0##", "money": "#,##0", "date": "dd/mm/yyyy"}
MARGINS = {"left": 0.6, "right": 0.6, "top": 0.8, "bottom": 0.8}


@dataclass(frozen=True)
class Column:
    """A column of a sheet: kind is what its cells hold; width in letters, by the longest text when not given."""

    head: str
    kind: Literal["text", "number", "money", "date"] = "text"
    width: float = 0


def to_xlsx(
    title: str,
    subtitle: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    totals: Sequence[Cell] = (),
) -> bytes:
    """Return a workbook of one sheet: title, as-of line, frozen head, rows and a bold last row of totals.

    None is an empty cell. A text starting with "=" stays a text. Prints on A4 lying down, as wide as the page.
    """
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet(SHEET)
        book.set_properties({"title": tidied(title)[:255]})
        looks = _looks(book)
        _write_titles(sheet, looks, [tidied(title), tidied(subtitle)], len(columns))
        _write_head(sheet, looks["head"], columns)
        for place, row in enumerate(rows, FIRST_ROW):
            _write_row(sheet, looks, place, columns, row)
        if totals:
            _write_row(sheet, _looks(book, bold=True), FIRST_ROW + len(rows), columns, totals)
        _set_sizes(sheet, columns, rows, totals)
        _set_print(sheet)
    return content.getvalue()


def _looks(book, *, bold: bool = False) -> dict:
    letters = {"font_name": FACE, "font_size": 12, "valign": "vcenter"}
    ruled = {**letters, "border": 1, "bold": bold}
    looks = {kind: book.add_format({**ruled, "num_format": form}) for kind, form in FORMATS.items()}
    looks["text"].set_text_wrap()
    looks["text"].set_indent(1)
    looks["date"].set_align("center")
    looks["head"] = book.add_format(
        {**ruled, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#E8E8E8"}
    )
    centred = {**letters, "align": "center", "text_wrap": True}
    looks["title"] = book.add_format({**centred, "bold": True, "font_size": 14})
    looks["subtitle"] = book.add_format({**centred, "italic": True})
    return looks


def _write_titles(sheet, looks: dict, lines: list[str], width: int):
    for place, (line, look) in enumerate(zip(lines, ("title", "subtitle"), strict=True)):
        if width > 1:
            sheet.merge_range(place, 0, place, width - 1, "", looks[look])
        sheet.write_string(place, 0, line, looks[look])
    sheet.set_row(0, 24)


def _write_head(sheet, look, columns: Sequence[Column]):
    for place, column in enumerate(columns):
        sheet.write_string(FIRST_ROW - 1, place, tidied(column.head), look)
    sheet.freeze_panes(FIRST_ROW, 0)
    sheet.repeat_rows(FIRST_ROW - 1)


def _write_row(sheet, looks: dict, place: int, columns: Sequence[Column], row: Sequence[Cell]):
    for across, (column, value) in enumerate(zip(columns, row, strict=True)):
        _write_cell(sheet, looks, (place, across), column.kind, value)


def _write_cell(sheet, looks: dict, spot: tuple[int, int], kind: str, value: Cell):
    if value is None or value == "":
        sheet.write_blank(*spot, None, looks[kind])
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(*spot, value, looks["fraction" if value % 1 else "number"])
    elif isinstance(value, datetime.date):
        sheet.write_datetime(*spot, value, looks["date"])
    else:
        sheet.write_string(*spot, tidied(value)[:LONGEST_CELL], looks["text"])


def _set_sizes(sheet, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], totals: Sequence[Cell]):
    measured = [*rows, totals] if totals else rows
    widths = [_width(column, [row[place] for row in measured]) for place, column in enumerate(columns)]
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    # Not every program makes rows as high as their wrapped text, so the heights are written.
    sheet.set_row(FIRST_ROW - 1, _height([column.head for column in columns], widths))
    # Figures never wrap: their columns are as wide as the longest
    wrapped = [place for place, column in enumerate(columns) if column.kind == "text"]
    room = [widths[place] for place in wrapped]
    for place, row in enumerate(rows, FIRST_ROW):
        sheet.set_row(place, _height([figure_text(row[column]) for column in wrapped], room))


def _width(column: Column, values: list[Cell]) -> float:
    words = max((_letters(word, bold=True) for word in column.head.split()), default=0)
    if column.kind != "text":
        values = [max(values, key=lambda value: len(str(value)), default=None)]
    longest = max([words, *(_letters(figure_text(value)) for value in values)])
    return column.width or min(max(longest + CELL_MARGIN, NARROWEST), WIDEST)


def _height(texts: list[str], widths: list[float]) -> float:
    room = (width - CELL_MARGIN for width in widths)
    lines = (math.ceil(_letters(text) / width) for text, width in zip(texts, room, strict=True))
    return LINE_HEIGHT * max([1, *lines]) + 2


def _letters(text: str, *, bold: bool = False) -> float:
    """Return the width of a text in the unit of a sheet: one digit of its standard letters."""
    # Letter by letter, each measured once: drawing every cell of thousands of rows took most of a sheet's time
    return sum(_letter(character, bold) for character in text)


@cache
def _letter(character: str, bold: bool) -> float:
    return width_mm(character, 12, bold=bold) * LOST_IN_WRAPPING / MM_PER_LETTER


def _set_print(sheet):
    sheet.set_paper(A4_PAPER)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(**MARGINS)
    sheet.center_horizontally()
    sheet.set_footer(f'&C&"{FACE}"&10&P/&N')
