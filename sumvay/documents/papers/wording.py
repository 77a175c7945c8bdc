"""The words of the official form: numbers, dates, addressees, recipients, closing marks (Decree 30/2020, Phụ lục I)."""

import dataclasses
import datetime
import re
from collections.abc import Sequence
from decimal import Decimal

from sumvay.vietnamese import format_date, format_number, long_date, nfc

from .paper import Block, Bullet, Cell, Paper, Paragraph, Plot, Table

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
TO = "Kính gửi:"
RECIPIENTS = "Nơi nhận:"
DRAFT = "BẢN DỰ THẢO"
END = "./."
MISSING = "–"
BLANK = "\u00a0" * 8

UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
MARKS = " \t\u00a0.,;:"
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def tidied(value):
    """Return the same paper (or any part of it) with every text in NFC and free of marks that no file can hold."""
    if isinstance(value, str):
        return UNPRINTABLE.sub("", nfc(value).replace("\t", " ")).strip(" \n")
    if isinstance(value, list | tuple):
        return tuple(tidied(part) for part in value)
    if dataclasses.is_dataclass(value):
        names = (field.name for field in dataclasses.fields(value))
        return dataclasses.replace(value, **{name: tidied(getattr(value, name)) for name in names})
    return value


def number_line(paper: Paper) -> str:
    """Return "Số: 05/KH-LĐLĐ", with room to write where the number is not known; below ten a 0 stands before."""
    return f"Số: {_number(paper)}/{paper.symbol}"


def date_line(paper: Paper) -> str:
    """Return "Hà Nội, ngày 05 tháng 3 năm 2027", with room to write where the date is not known."""
    return f"{paper.place}, {day_in_words(paper.date)}"


def day_in_words(day: datetime.date | None) -> str:
    """Return "ngày 05 tháng 02 năm 2027": days below ten and the months 1 and 2 take a 0, the months 3 to 9 do not."""
    if day is None:
        return "ngày {0} tháng {0} năm {0}".format("\u00a0" * 5)
    return long_date(day)


def subject_line(paper: Paper) -> str:
    """Return the subject of a công văn as it stands under the number: "V/v …"."""
    return "V/v " + re.sub(r"^\s*(v/v|về việc)\s*:?\s*", "", paper.subject, flags=re.IGNORECASE)


def addressee_lines(paper: Paper) -> list[str]:
    """Return one name for the line of "Kính gửi:", or several as "- …;" with the last closed by a full stop."""
    names = [name.strip(MARKS + "-") for name in paper.addressees]
    return names if len(names) == 1 else _listed(names)


def recipient_lines(paper: Paper) -> list[str]:
    """Return the lines of Nơi nhận as "- …;", the last closed by a full stop."""
    return _listed([name.strip(MARKS + "-") for name in paper.recipients])


def signing_lines(paper: Paper) -> list[str]:
    """Return the lines over the name of the signer, in capitals."""
    return [line.upper() for line in (*paper.signing_prefix, paper.signer_title) if line]


def closed(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of a body with "./." at its end, when it ends in a text."""
    blocks = [part for block in blocks for part in _split(block)]
    if blocks and isinstance(blocks[-1], Paragraph | Bullet):
        text = blocks[-1].text.removesuffix(END).rstrip(MARKS)
        blocks[-1] = dataclasses.replace(blocks[-1], text=text + END)
    return blocks


def annex_heading(position: int, count: int) -> str:
    """Return "Phụ lục", or "Phụ lục II" when there are several."""
    return "Phụ lục" if count == 1 else f"Phụ lục {_roman(position)}"


def annex_note(paper: Paper) -> str:
    """Return "(Kèm theo Báo cáo số 15/BC-LĐLĐ ngày … tháng … năm … của …)"."""
    kind = "Công văn" if paper.is_letter else paper.doc_type.capitalize()
    number = f"{_number(paper)}/{paper.symbol}"
    return f"(Kèm theo {kind} số {number} {day_in_words(paper.date)} của {paper.issuer})"


def paper_title(paper: Paper) -> str:
    """Return the title a file manager shows: kind and subject."""
    return subject_line(paper) if paper.is_letter else f"{paper.doc_type.capitalize()} {paper.subject}"


def figure_text(value: Cell) -> str:
    """Return a value as a reader of Vietnamese expects it: 1.234, 12,5, 25/01/2027; None is a dash, never 0."""
    if value is None:
        return MISSING
    if isinstance(value, datetime.date):
        return format_date(value)
    if isinstance(value, str):
        return value
    # A float is read as it is printed: 0.1 is one tenth, not its nearest binary fraction.
    return format_number(Decimal(str(value)))


def is_figure(value: Cell) -> bool:
    """Whether a cell holds a number."""
    return isinstance(value, int | float | Decimal)


def table_texts(table: Table) -> list[list[str]]:
    """Return the rows of a table, totals last, as text; None is a dash among numbers and nothing among words."""
    numeric = _numeric_columns(table)
    return [
        [figure_text(value) if value is not None or numeric[place] else "" for place, value in enumerate(row)]
        for row in _all_rows(table)
    ]


def table_aligns(table: Table) -> list[str]:
    """Return "left", "center" or "right" for each column."""
    if table.aligns:
        return list(table.aligns)
    serial = [head.strip().upper() in {"STT", "TT"} for head in table.head]
    numeric = _numeric_columns(table)
    return ["center" if serial[i] else "right" if numeric[i] else "left" for i in range(len(table.head))]


def bar_text(value: Cell, whole: Cell) -> str:
    """Return the label at the end of a bar: "12" or "12/15"."""
    return figure_text(value) if whole is None else f"{figure_text(value)}/{figure_text(whole)}"


def plot_in_words(plot: Plot) -> str:
    """Return what a plot shows, for readers who cannot see it."""
    bars = "; ".join(f"{bar.label}: {bar_text(bar.value, bar.of)}" for bar in plot.bars)
    return f"Biểu đồ thanh. {plot.title.rstrip('.')}. {bars}."


def _number(paper: Paper) -> str:
    if not paper.number:
        return BLANK
    return re.sub(r"^(\d)(?!\d)", r"0\1", paper.number)


def _listed(names: list[str]) -> list[str]:
    last = len(names) - 1
    return [f"- {name}{'.' if place == last else ';'}" for place, name in enumerate(names)]


def _split(block: Block) -> list[Block]:
    if not isinstance(block, Paragraph):
        return [block]
    lines = (line.strip() for line in block.text.split("\n"))
    return [dataclasses.replace(block, text=line) for line in lines if line]


def _roman(number: int) -> str:
    text = ""
    for value, letters in ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _all_rows(table: Table) -> list[Sequence[Cell]]:
    return [*table.rows, *([table.totals] if table.totals else [])]


def _numeric_columns(table: Table) -> list[bool]:
    columns = ([row[place] for row in table.rows] for place in range(len(table.head)))
    return [any(is_figure(cell) for cell in column) or all(cell is None for cell in column) for column in columns]
