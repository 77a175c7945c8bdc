"""The paper as it is shown: clean text, one paragraph a line, each line knowing its place in the text."""

import re
import textwrap
import unicodedata
from dataclasses import dataclass

from sumvay.documents.reading.columns import (
    ANNEX,
    MOTTO,
    NUMBER,
    PLACE_AND_DATE,
    RECIPIENTS,
    SALUTATION,
    SIGNED_FOR,
)
from sumvay.documents.reading.rows import Row
from sumvay.documents.reading.wording import LOWER, MARKER, is_capitals

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"))
SPACES = re.compile(r"[^\S\n]+")
RULE = re.compile(r"[-_=*~–—.…]{2,}")
# A rule, or a note like "(đã ký)" on a row of its own.
APART = re.compile(rf"{RULE.pattern}|\([^()]{{1,40}}\)")
STARTS_PARAGRAPH = re.compile(
    r"(?:V/v|Về việc\b|Căn cứ\s|Phụ lục\b|\(Kèm theo|\(Ban hành|Từ:|Đến:|Đã gửi:|Chủ đề:)", re.I
)
STRUCTURE = [MARKER, SALUTATION, RECIPIENTS, NUMBER, PLACE_AND_DATE, SIGNED_FOR, MOTTO, ANNEX, STARTS_PARAGRAPH]
ENDS = re.compile(r"[.:;!?…][”\"')]?$|\./\.$")
CONTINUES = re.compile(rf"[{LOWER}(,;)]|https?:")
PAGE_NUMBER = re.compile(r"[-–]?\s?\d{1,3}\s?[-–]?")
# No true paragraph is longer; longer ones are broken so that no search in them can take long.
LONGEST_LINE = 3000
# Beyond this a row was never cut at a margin: the text holds one paragraph a row.
LONGEST_PRINTED = 130
# A row this much shorter than the others ended by itself when a capital follows.
SHORT_ROW = 0.55


@dataclass(frozen=True)
class Line:
    """One paragraph of the paper; `start` is its place in the paper's text."""

    text: str
    start: int
    after_gap: bool = False
    is_cells: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True)
class Paper:
    """The whole text and its lines."""

    text: str
    lines: tuple[Line, ...]


def paper_of(rows: list[Row]) -> Paper:
    """Clean the rows, drop page numbers, join what the margin had cut."""
    rows = _without_page_numbers([row for row in map(_cleaned, rows) if row.text])
    width = _printed_width(rows)
    paragraphs: list[list[Row]] = []
    for row in rows:
        if paragraphs and _continues(paragraphs[-1], row, width):
            paragraphs[-1].append(row)
        else:
            paragraphs.append([row])
    return _laid_out(paragraphs)


def _laid_out(paragraphs: list[list[Row]]) -> Paper:
    lines: list[Line] = []
    place = 0
    for rows in paragraphs:
        whole = " ".join(row.text for row in rows)
        for number, text in enumerate(
            () if RULE.fullmatch(whole) else textwrap.wrap(whole, LONGEST_LINE, break_on_hyphens=False)
        ):
            gap = rows[0].after_gap and number == 0
            place += 1 if gap and lines else 0
            lines.append(Line(text, place, gap, rows[0].is_cells))
            place += len(text) + 1
    text = ""
    for line in lines:
        text += "\n" * (line.start - len(text)) + line.text
    return Paper(text, tuple(lines))


def _cleaned(row: Row) -> Row:
    text = unicodedata.normalize("NFC", row.text.translate(INVISIBLE)).replace("**", "")
    segment = row.segments[0]
    clean = type(segment)(SPACES.sub(" ", text).strip(), segment.left, segment.right)
    return Row((clean,), row.after_gap, row.runs_on, row.is_cells)


def _without_page_numbers(rows: list[Row]) -> list[Row]:
    kept: list[Row] = []
    for number, row in enumerate(rows):
        alone = row.after_gap and (number + 1 == len(rows) or rows[number + 1].after_gap)
        if not (alone and number and row.runs_on is None and PAGE_NUMBER.fullmatch(row.text)):
            kept.append(row)
    return kept


def _printed_width(rows: list[Row]) -> int | None:
    """How many letters fit in a row; None when rows are whole paragraphs that no margin has cut."""
    lengths = sorted(len(row.text) for row in rows if row.runs_on is None)
    if not lengths or lengths[-1] > LONGEST_PRINTED:
        return None
    return lengths[len(lengths) * 9 // 10]


def _continues(paragraph: list[Row], row: Row, width: int | None) -> bool:
    above = paragraph[-1]
    if (
        row.is_cells
        or above.is_cells
        or _starts_structure(row.text)
        or any(APART.fullmatch(r.text) for r in (above, row))
    ):
        return False
    if above.runs_on is not None:
        return above.runs_on and not is_capitals(above.text)
    ended = bool(ENDS.search(above.text))
    if CONTINUES.match(row.text) and not is_capitals(above.text):
        return not ended or (width is not None and not row.after_gap and not above.text.endswith(":"))
    if ended or row.after_gap or width is None or len(above.text) < SHORT_ROW * width:
        return False
    return not _stands_alone(paragraph, row)


def _starts_structure(text: str) -> bool:
    return any(pattern.match(text) for pattern in STRUCTURE)


def _stands_alone(paragraph: list[Row], row: Row) -> bool:
    above = paragraph[-1].text
    if is_capitals(above) or is_capitals(row.text):
        return not (len(paragraph) == 1 and is_capitals(above) and is_capitals(row.text) and MARKER.match(above))
    head = paragraph[0].text
    return len(paragraph) == 1 and bool(MARKER.match(head)) and head[:1].isdigit() and len(head) < 50
