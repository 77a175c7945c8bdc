"""Reads a table from a spreadsheet or a delimited text, whatever program exported it, without trusting the file."""

import csv
import io
import zipfile
import zlib
from datetime import date, datetime
from typing import NamedTuple

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from sumvay.errors import Refusal
from sumvay.vietnamese import format_date, nfc

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 150_000
MOST_COLUMNS = 200
MOST_UNPACKED_BYTES = 300 * 1024 * 1024
CHUNK = 1024 * 1024
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
DELIMITERS = ";,\t|"


class UnfitFile(Refusal):
    """The file cannot be read as a table; the text says why."""


class Row(NamedTuple):
    """One row of a file: its number as the spreadsheet shows it, and its cells as text."""

    number: int
    cells: list[str]


def read_table(content: bytes) -> list[Row]:
    """All rows that are not empty, headings included. Raises UnfitFile."""
    if not content.strip(b"\x00 \r\n\t"):
        raise UnfitFile(_("The file is empty."))
    if len(content) > MOST_BYTES:
        raise UnfitFile(_("The file is larger than 20 MB."))
    is_workbook = content.startswith((b"PK\x03\x04", OLD_EXCEL))
    table = _cells_of_workbook(content) if is_workbook else _cells_of_text(content)
    rows = [Row(number, cells) for number, cells in enumerate(map(_texts, table), start=1) if any(cells)]
    if not rows:
        raise UnfitFile(_("The file is empty."))
    if len(rows) > MOST_ROWS + 1:
        raise UnfitFile(_("The file has more than 150.000 rows."))
    return rows


def _texts(cells) -> list[str]:
    return [_text(cell) for cell in cells[:MOST_COLUMNS]]


def _text(cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return format_date(cell.date() if isinstance(cell, datetime) else cell)
    return " ".join(nfc(str(cell)).split())


def _cells_of_workbook(content: bytes) -> list[list]:
    try:
        if not content.startswith(OLD_EXCEL):
            _refuse_bomb(content)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height > MOST_ROWS + 100:
                raise UnfitFile(_("The file has more than 150.000 rows."))
            if sheet.height:
                return sheet.to_python(skip_empty_area=False)
    except PasswordError as locked:
        raise UnfitFile(_("The file is locked with a password. Remove the password and send it again.")) from locked
    except (CalamineError, zipfile.BadZipFile, zlib.error, OSError, ValueError, OverflowError) as broken:
        raise UnfitFile(_("The file cannot be opened as an Excel file. Save it again as .xlsx and retry.")) from broken
    return []


def _refuse_bomb(content: bytes) -> None:
    """Unpack everything into nothing and count, because sizes written in the file may lie."""
    left = MOST_UNPACKED_BYTES
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.infolist():
            name_length = int.from_bytes(content[part.header_offset + 26 : part.header_offset + 28], "little")
            extra_length = int.from_bytes(content[part.header_offset + 28 : part.header_offset + 30], "little")
            start = part.header_offset + 30 + name_length + extra_length
            packed = content[start : start + part.compress_size]
            left -= _unpacked_size(packed, left) if part.compress_type == zipfile.ZIP_DEFLATED else len(packed)
            if left < 0:
                raise UnfitFile(_("The file unpacks to far more than a list of units needs."))


def _unpacked_size(packed: bytes, enough: int) -> int:
    unpacker, size = zlib.decompressobj(-zlib.MAX_WBITS), 0
    while packed and size <= enough:
        size += len(unpacker.decompress(packed, CHUNK))
        packed = unpacker.unconsumed_tail
    return size


def _cells_of_text(content: bytes) -> list[list[str]]:
    text = _decoded(content)
    first_line = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first_line.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as broken:
        raise UnfitFile(_("The file is neither a spreadsheet nor a delimited text.")) from broken


def _decoded(content: bytes) -> str:
    """UTF-8 with or without mark, UTF-16, else the Vietnamese code page of Windows."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in content[:200]:
        encodings = ["utf-16-le" if content[1:2] == b"\x00" else "utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp1258"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.isprintable() or not _looks_binary(text):
            return text
    raise UnfitFile(_("The file is neither a spreadsheet nor a delimited text."))


def _looks_binary(text: str) -> bool:
    sample = text[:4000]
    return sum(not (c.isprintable() or c in "\r\n\t") for c in sample) > len(sample) / 50
