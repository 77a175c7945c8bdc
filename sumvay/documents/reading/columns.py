"""Puts the two columns of a letterhead and of a signature block one after the other: left column first."""

import re
from collections.abc import Iterable

from sumvay.documents.reading.rows import Row, Segment
from sumvay.documents.reading.wording import LOWER, NAME, UPPER, is_capitals

MOTTO = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA(?: VIỆT(?: NAM)?)?|Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc", re.I
)
PLACE_AND_DATE = re.compile(r"[^\d\W][^,;:/\d]{1,40},\s*ngày\s[\d\s.…_]*\s?tháng\s[\d\s.…_]*\s?năm\b", re.I)
NUMBER = re.compile(r"S[ốỐ]\s*(?::\s*\d*\s*[^\s/]*|\d+[^\s/]*)\s*/\s*\S+")
RECIPIENTS = re.compile(r"Nơi nhận\s*[:.]?(?=\s|$)", re.I)
SIGNED_FOR = re.compile(
    rf"(?:TM|TL|KT|TUQ|Q)\s?\.\s?(?=\w)|(?:T/M|K/T|T/L|T\.M)\.?\s(?=\w)|(?:TM|KT|TL|TUQ)\s(?=[{UPPER}]{{2}})"
)
SALUTATION = re.compile(r"Kính gửi", re.I)
ANNEX = re.compile(r"(?:phụ lục|biểu (?:số|mẫu)|mẫu (?:số|báo cáo|biểu)|tin liên quan)\b", re.I)
# In a page whose columns were run together, the right column follows the end of a recipient or of "Nơi nhận:".
FLAT_SIGNATURE = re.compile(
    r"(?P<left>Nơi nhận\s*:|[-–+•]\s.*?[;.])\s+"
    rf"(?P<right>(?:[A-Z]{{1,3}}[./]\s?)?[{UPPER}]{{2,}}(?:\s[{UPPER}]{{2,}})*|(?:[{UPPER}][{LOWER}]+\s?){{2,5}})"
)
SUBJECT_MARK = re.compile(r"V\s?/\s?v|Về việc", re.I)
LEFT_OPEN = re.compile(r"(?:\bsố\s*:?|\bngày|\btháng|\bnăm|/)$", re.I)
HEAD_ROWS = 60


def in_reading_order(rows: list[Row]) -> list[Row]:
    """The same rows with both blocks of columns resolved; every row has one segment afterwards."""
    rows = [_with_blanks(row) for row in rows]
    head = next((n for n, row in enumerate(rows[:HEAD_ROWS]) if MOTTO.search(row.text) or NUMBER.match(row.text)), None)
    if head is None:
        head_end = 0
    else:
        head_end = _head_end(rows, head)
        rows = [*rows[:head], *_left_then_right(map(_flat_head, rows[head:head_end])), *rows[head_end:]]
    foot = _foot_start(rows, head_end)
    foot_end = next((n for n in range(foot, len(rows)) if ANNEX.match(rows[n].text)), len(rows))
    before = [_whole(row) for row in rows[:foot]]
    signature = _left_then_right(map(_flat_foot, rows[foot:foot_end]))
    return [*before, *signature, *(_whole(row) for row in rows[foot_end:])]


def _head_end(rows: list[Row], head: int) -> int:
    end = head
    for number in range(head, min(len(rows), head + HEAD_ROWS)):
        row = rows[number]
        if SALUTATION.match(row.text) or row.is_cells:
            break
        if len(row.segments) > 1 or MOTTO.search(row.text) or NUMBER.match(row.text) or PLACE_AND_DATE.match(row.text):
            end = number + 1
        elif _side(row) is None and number >= end:
            break
    return _with_subject(rows, head, end)


def _with_subject(rows: list[Row], head: int, end: int) -> int:
    """The rows of "V/v …" under the number may go on below the last row of the right column."""
    begun = any(SUBJECT_MARK.match(row.segments[0].text) for row in rows[head:end])
    while end < len(rows) and _side(rows[end]) == "left" and not rows[end].after_gap:
        begun = begun or bool(SUBJECT_MARK.match(rows[end].text))
        if not begun:
            break
        end += 1
    return end


def _foot_start(rows: list[Row], head_end: int) -> int:
    recipients = [n for n in range(head_end, len(rows)) if RECIPIENTS.match(rows[n].text)]
    if not recipients:
        return len(rows)
    start = recipients[-1]
    while start - 1 > head_end and not _ends_body(rows[start - 1]) and _stands_apart(rows[start - 1]):
        start -= 1
    return start


def _ends_body(row: Row) -> bool:
    return row.text.rstrip().endswith(("./.", ".", ";", ":"))


def _stands_apart(row: Row) -> bool:
    return len(row.segments) > 1 or _side(row) == "right"


def _side(row: Row) -> str | None:
    """Where a lone segment stands: left, right, or None when it crosses the middle or its place is unknown."""
    segment = row.segments[0]
    if segment.right <= 0.56:
        return "left"
    return "right" if segment.left >= 0.4 else None


def _with_blanks(row: Row) -> Row:
    """Space left open for a number or a day by hand is no gap between columns."""
    segments = list(row.segments[:1])
    for segment in row.segments[1:]:
        before = segments[-1]
        if LEFT_OPEN.search(before.text):
            segments[-1] = Segment(f"{before.text} {segment.text}", before.left, segment.right)
        else:
            segments.append(segment)
    return Row(tuple(segments), row.after_gap, row.runs_on, row.is_cells)


def _left_then_right(rows: Iterable[Row]) -> list[Row]:
    left, right = [], []
    for row in rows:
        if len(row.segments) > 1:
            left.append(Row(row.segments[:1], row.after_gap))
            right.append(Row((Segment(" ".join(s.text for s in row.segments[1:])),), row.after_gap))
        elif _side(row) == "right" or (right and NAME.fullmatch(row.text) and not is_capitals(row.text)):
            right.append(row)
        else:
            left.append(row)
    return [*left, *(_apart(right))]


def _apart(rows: list[Row]) -> list[Row]:
    return [Row(rows[0].segments, True, rows[0].runs_on), *rows[1:]] if rows else []


def _flat_head(row: Row) -> Row:
    if len(row.segments) > 1:
        return row
    text = row.text
    number = NUMBER.match(text)
    date = PLACE_AND_DATE.search(text, number.end()) if number else None
    cut = MOTTO.search(text) or date
    return _cut(row, cut.start()) if cut and cut.start() else row


def _flat_foot(row: Row) -> Row:
    flat = FLAT_SIGNATURE.fullmatch(row.text) if len(row.segments) == 1 else None
    return _cut(row, flat.start("right")) if flat else row


def _cut(row: Row, place: int) -> Row:
    return Row((Segment(row.text[:place].strip(), 0.0, 0.4), Segment(row.text[place:], 0.5, 0.9)), row.after_gap)


def _whole(row: Row) -> Row:
    return row if len(row.segments) == 1 else Row((Segment(row.text),), row.after_gap, row.runs_on, row.is_cells)
