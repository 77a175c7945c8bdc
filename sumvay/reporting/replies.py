"""Reads what units send back by e-mail: the sheet we sent them, or simple lines of text."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from sumvay.errors import Refusal
from sumvay.reporting.totals import Line
from sumvay.vietnamese import fold, nfc, parse_money, parse_number

CODE_HEAD, VALUE_HEAD = "Mã chỉ tiêu", "Số liệu"
LARGEST_UNPACKED = 50_000_000
MOST_ROWS = 500
UNIT_CODE = re.compile(r"Mã đơn vị:\s*(\S+)")
NUMBERED = re.compile(r"^\s*(?:[-–+*•]\s*)?(?:(\d{1,2})\s*[.)]\s+)?(.*)$")
LABELLED = re.compile(r"^([^:=]{2,200}?)\s*[:=]\s*(.+)$")
BY_PLACE = re.compile(r"^\s*(\d{1,2})\s*:\s*(.+)$")
AMOUNT = re.compile(r"^[\d.,\s]*\d(?:\s*(?:nghìn|ngàn|triệu|tr|tỷ|tỉ|k)\b(?:\s*\d+)?)*", re.I)
NONE_ARISING = {"khong", "khong co", "khong phat sinh", "kps", "0"}


@dataclass
class Read:
    """What was understood: figures by line id, sentences by heading key, the unit's code, and what was not."""

    figures: dict[int, Decimal] = field(default_factory=dict)
    narrative: dict[str, str] = field(default_factory=dict)
    unit_code: str = ""
    unclear: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether anything was understood."""
        return bool(self.figures or self.narrative)


class NotAWorkbook(Refusal):
    """The attachment is no sheet that can be opened."""


def read_workbook(content: bytes, lines: list[Line], headings: list[dict]) -> Read:
    """The figures of a returned sheet; an empty cell says nothing, 0 says that there was nothing.

    Raises NotAWorkbook when it cannot be opened.
    """
    rows = _rows(content)
    read = Read(unit_code=_unit_code(rows))
    head = next((row for row in rows if CODE_HEAD in row and VALUE_HEAD in row), None)
    if head is None:
        return read
    code, value = head.index(CODE_HEAD), head.index(VALUE_HEAD)
    by_key = {line.key: line for line in lines}
    texts = {heading["key"] for heading in headings}
    for row in rows[rows.index(head) + 1 :]:
        key, given = str(row[code]).strip(), row[value]
        if given in ("", None):
            continue
        if key in by_key:
            _take(read, by_key[key], given)
        elif key in texts:
            read.narrative[key] = nfc(str(given)).strip()
    return read


def read_lines(text: str, lines: list[Line], headings: list[dict]) -> Read:
    """The figures of a message: "Số suất quà: 120", "3. 120", "3: 120", "Số suất quà: không phát sinh"."""
    read = Read()
    for row in nfc(text).splitlines():
        place, rest = _numbered(row)
        labelled = LABELLED.match(rest)
        heading = labelled and _heading(labelled[1], headings)
        line = (labelled and line_called(labelled[1], lines)) or None
        if heading:
            read.narrative[heading] = labelled[2].strip()
        elif line:
            _take(read, line, labelled[2])
        elif place and not labelled and 1 <= place <= len(lines) and _amount(rest, lines[place - 1]) is not None:
            _take(read, lines[place - 1], rest)
    return read


def line_called(words: str, lines: list[Line]) -> Line | None:
    """The one line these words name: its whole name or code, else the only one that begins with them or holds them."""
    said = fold(words).strip(" .:")
    for fits in (
        lambda line: said in (fold(line.name), fold(line.key)),
        lambda line: fold(line.name).startswith(said),
        lambda line: len(said) > 3 and re.search(rf"\b{re.escape(said)}\b", fold(line.name)),
    ):
        found = [line for line in lines if fits(line)]
        if len(found) == 1:
            return found[0]
    return None


def line_counting(noun: str, lines: list[Line]) -> Line | None:
    """The one line that counts what a number in a message is followed by: "suất quà", "lượt tham dự", "suất".

    One word alone ("lượt", "người") says enough only where a single line is measured in it.
    """
    said = fold(noun)
    words = said.split()
    measured = [line for line in lines if fold(line.measure).split()[:1] == words[:1]]
    if len(words) < 2:
        return measured[0] if len(measured) == 1 else None
    for fits in (
        lambda line: fold(line.name).startswith(said),
        lambda line: re.search(rf"\b{re.escape(said)}\b", fold(line.name)),
        lambda line: set(words) <= set(fold(line.name).split()),
        lambda line: line in measured and words[-1] in fold(line.name).split(),
    ):
        found = [line for line in lines if fits(line)]
        if len(found) == 1:
            return found[0]
    return None


def _rows(content):
    try:
        with ZipFile(BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
                raise NotAWorkbook(_("The sheet is too large when unpacked."))
        sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
        return sheet.to_python(skip_empty_area=False)[:MOST_ROWS]
    except (BadZipFile, CalamineError, OSError, ValueError) as error:
        raise NotAWorkbook(_("The attached sheet cannot be opened.")) from error


def _unit_code(rows):
    texts = (cell for row in rows[:3] for cell in row if isinstance(cell, str))
    return next((found[1] for text in texts if (found := UNIT_CODE.search(nfc(text)))), "")


def _take(read, line, given):
    amount = _amount(given, line)
    if amount is None:
        read.unclear.append(line.name)
    else:
        read.figures[line.pk] = amount


def _amount(given, line):
    """One amount as a cell or a line holds it; None when it cannot be read, or is below zero."""
    if isinstance(given, int | float) and not isinstance(given, bool):
        return Decimal(str(given)) if given >= 0 else None
    text = str(given).strip().rstrip(".;")
    if fold(text) in NONE_ARISING:
        return Decimal(0)
    number = AMOUNT.match(text)
    if not number:
        return None
    try:
        return Decimal(parse_money(number[0])) if _is_money(number[0], line) else parse_number(number[0])
    except Refusal:
        return None


def _is_money(text, line):
    return line.is_money or re.search(r"[^\W\d_]", text) is not None


def _numbered(row):
    by_place = BY_PLACE.match(row)
    if by_place:
        return int(by_place[1]), by_place[2]
    found = NUMBERED.match(row)
    return int(found[1] or 0), found[2].strip()


def _heading(words, headings):
    said = fold(words).strip(" .")
    found = [h["key"] for h in headings if fold(h["title"]) == said or fold(h["title"]).startswith(said)]
    return found[0] if len(found) == 1 and len(said) > 4 else None
