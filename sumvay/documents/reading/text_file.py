"""Plain text: decodes the bytes and marks where a row jumps to the right column."""

import re

from django.utils.translation import gettext as _

from sumvay.documents.reading.refusals import KindUnsupported
from sumvay.documents.reading.rows import MARKER_ALONE, Row, Segment, plain_row, tabbed_row
from sumvay.vietnamese.letters import nfc

BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
ENCODINGS = ["utf-8", "cp1258"]
WIDE_GAP = re.compile(" {3,}")
# A page of typewritten text is about this many letters wide.
USUAL_WIDTH = 80
NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or Windows' Vietnamese code page; KindUnsupported when it is not text."""
    marked = next((name for mark, name in BYTE_ORDER_MARKS.items() if content.startswith(mark)), None)
    for encoding in [marked] if marked else [*_without_mark(content), *ENCODINGS]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not NOT_TEXT.search(text):
            return text
    raise KindUnsupported(_("This file is not a paper we can read; please use a .docx, .pdf or .txt file."))


def rows_of_text(text: str) -> list[Row]:
    """Rows of plain text; a tab or three spaces inside a row part two columns."""
    lines = nfc(text).replace("\xa0", " ").splitlines()
    width = max([USUAL_WIDTH, *(len(line) for line in lines if len(line) < 2 * USUAL_WIDTH)])
    rows, gap = [], False
    for line in lines:
        if line.strip():
            rows.append(tabbed_row(line, after_gap=gap) if "\t" in line.strip("\n") else _spaced_row(line, width, gap))
        gap = not line.strip()
    return rows


def _without_mark(content: bytes) -> list[str]:
    sample = content[:2000]
    if sample.count(0) < len(sample) // 5:
        return []
    return ["utf-16-le" if sample[1::2].count(0) >= sample[0::2].count(0) else "utf-16-be"]


def _spaced_row(line: str, width: int, gap: bool) -> Row:
    segments, start = [], 0
    for space in [*WIDE_GAP.finditer(line), None]:
        end = space.start() if space else len(line)
        if line[start:end].strip():
            segments.append(Segment(line[start:end].strip(), start / width, end / width))
        start = space.end() if space else end
    if MARKER_ALONE.fullmatch(segments[0].text):
        return plain_row(" ".join(s.text for s in segments), after_gap=gap)
    return Row(tuple(segments), after_gap=gap)
