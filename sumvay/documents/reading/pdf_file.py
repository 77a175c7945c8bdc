"""PDF files with text: rows with their place on the page, read by a child process with limits."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from sumvay.documents.reading.refusals import PaperDamaged, PaperLocked, PaperOverlong, TextMissing
from sumvay.documents.reading.rows import Row, Segment, table_row
from sumvay.vietnamese.letters import nfc

PROGRAM = Path(__file__).with_name("pdf_pages.py")
MOST_SECONDS = 60
# Points from the edge of the page where only page numbers stand.
MARGIN = 62
SPACE = 3.0


def rows_of_pdf(content: bytes, *, most_pages: int, most_letters: int) -> list[Row]:
    """Rows of a .pdf in reading order; refusals: PaperLocked, PaperDamaged, PaperOverlong, TextMissing (a scan)."""
    pages = _pages(content, most_pages, most_letters)
    printed = [row for page in pages for row in page["rows"] if not _is_page_number(row, page["height"])]
    if not printed:
        raise TextMissing(
            _("This PDF holds pictures of pages but no text; please send the file the paper was typed in.")
        )
    frame = _Frame.around([row for row in printed if "segments" in row])
    rows: list[Row] = []
    for number, row in enumerate(printed):
        following = printed[number + 1] if number + 1 < len(printed) else None
        gap = number > 0 and _gap_between(printed[number - 1], row)
        if "cells" in row:
            rows += [table_row([cell or "" for cell in cells], after_gap=gap) for cells in row["cells"] if any(cells)]
        else:
            segments = tuple(Segment(nfc(text), frame.share(x0), frame.share(x1)) for text, x0, x1 in row["segments"])
            rows.append(Row(segments, gap, runs_on=frame.runs_on(row, following)))
    return rows


@dataclass(frozen=True)
class _Frame:
    """The text area of the pages, in points."""

    left: float
    right: float

    @classmethod
    def around(cls, rows: list[dict]) -> "_Frame":
        if not rows:
            return cls(0, 1)
        return cls(min(row["segments"][0][1] for row in rows), max(row["segments"][-1][2] for row in rows) + 0.1)

    def share(self, x: float) -> float:
        return (x - self.left) / (self.right - self.left)

    def runs_on(self, row: dict, following: dict | None) -> bool:
        """Whether the row ended because the first word of the following one did not fit any more."""
        if following is None or "cells" in following:
            return False
        needed = SPACE + following["first_word"]
        if self._is_centred(row) and self._is_centred(following):
            return row["segments"][-1][2] - row["segments"][0][1] + needed > (self.right - self.left) * 0.9
        starts_new = following["segments"][0][1] - self.left > 15
        return not starts_new and row["segments"][-1][2] + needed > self.right

    def _is_centred(self, row: dict) -> bool:
        before, after = row["segments"][0][1] - self.left, self.right - row["segments"][-1][2]
        width = self.right - self.left
        return min(before, after) > 0.02 * width and abs(before - after) < 0.05 * width


def _pages(content: bytes, most_pages: int, most_letters: int) -> list[dict]:
    command = [sys.executable, "-I", str(PROGRAM), str(most_pages), str(most_letters)]
    try:
        child = subprocess.run(command, input=content, capture_output=True, timeout=MOST_SECONDS, check=False)
        answer = json.loads(child.stdout or '{"refused": "damaged"}')
    except subprocess.TimeoutExpired:
        answer = {"refused": "overlong"}
    match answer.get("refused"):
        case "locked":
            raise PaperLocked(_("This file is locked with a password; please send a copy without one."))
        case "overlong":
            raise PaperOverlong(_("This file is far longer than a paper; please send only the paper itself."))
        case "damaged":
            raise PaperDamaged(_("This PDF is damaged; please export it again and send it once more."))
    return answer["pages"]


def _is_page_number(row: dict, height: float) -> bool:
    text = "".join(text for text, _x0, _x1 in row.get("segments", [])).strip(" -–")
    return text.isdigit() and len(text) <= 3 and not MARGIN < row["top"] < height - MARGIN


def _gap_between(above: dict, below: dict) -> bool:
    return below["top"] < above["top"] or below["top"] - above["bottom"] > 0.8 * (below["bottom"] - below["top"])
