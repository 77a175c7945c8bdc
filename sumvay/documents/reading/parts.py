"""Cuts a paper into letterhead, addressees, body and signature; mail, web page and annex around it are left out."""

import re
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
from sumvay.documents.reading.paper import Line, Paper
from sumvay.documents.reading.wording import KINDS, MARKER, NAME, OTHER_KINDS, is_capitals

SUBJECT = re.compile(r"(?:V\s?/\s?v|Về việc|Trích yếu)\s*:?\s+", re.I)
TITLES = "|".join([*KINDS, *OTHER_KINDS])
TITLE = re.compile(rf"(?:{TITLES})(?:\s(?:phối hợp|liên tịch|công tác|nhanh|tóm tắt))?(?:\s+số\s.*)?\s*[.:]?", re.I)
OPENING = re.compile(r"(?:Căn cứ|Thực hiện|Tiếp theo|Theo|Để|Nhằm|Trên cơ sở|Xét|Sau khi|Chuẩn bị|Hưởng ứng|\()", re.I)
HEAD_LINES = 60
LONGEST_SUBJECT = 260
LONGEST_SIGNATURE = 45
CLOSED = re.compile(r"[./]\s?/\s?\.\s*$")


@dataclass(frozen=True)
class Parts:
    """The lines of each part, in order; `title` is the line that names the kind of paper, if there is one."""

    head: tuple[Line, ...]
    title: Line | None
    subject: tuple[Line, ...]
    addressees: tuple[Line, ...]
    body: tuple[Line, ...]
    signature: tuple[Line, ...]


def parts_of(paper: Paper) -> Parts:
    """The parts of a paper; a part that is not there is empty."""
    lines = paper.lines
    start, anchors_end = _letterhead(lines)
    title = next((n for n in range(start, min(len(lines), anchors_end + 8)) if _is_title(lines[n])), None)
    subject = _subject(lines, title, start, anchors_end)
    salutation = _salutation(lines, start)
    addressees = _addressees(lines, salutation)
    ends = [anchors_end, *(group[-1] + 1 for group in (subject, addressees) if group)]
    body_start = max([*ends, (title + 1) if title is not None else 0])
    body_end = _body_end(lines, body_start)
    return Parts(
        head=lines[start : max(body_start, 1)] if body_start else (),
        title=None if title is None else lines[title],
        subject=tuple(lines[n] for n in subject),
        addressees=tuple(lines[n] for n in addressees),
        body=lines[body_start:body_end],
        signature=_until_annex(lines[body_end:]),
    )


def _letterhead(lines: tuple[Line, ...]) -> tuple[int, int]:
    anchors = [
        n
        for n, line in enumerate(lines[:HEAD_LINES])
        if NUMBER.match(line.text) or MOTTO.fullmatch(line.text) or _is_place_and_date(line)
    ]
    if not anchors:
        return 0, 0
    first = anchors[0]
    while first and _may_name_issuer(lines[first - 1]):
        first -= 1
    # A motto or a date much further down belongs to an annex or to a quoted paper.
    near = [anchors[0]]
    for anchor in anchors[1:]:
        if anchor - near[-1] <= 8:
            near.append(anchor)
    return first, near[-1] + 1


def _may_name_issuer(line: Line) -> bool:
    return (is_capitals(line.text) and not _is_title(line)) or line.text in "-–&*"


def _is_place_and_date(line: Line) -> bool:
    return bool(PLACE_AND_DATE.match(line.text)) and len(line.text) < 70


def _is_title(line: Line) -> bool:
    return is_capitals(line.text) and bool(TITLE.fullmatch(line.text))


def _subject(lines: tuple[Line, ...], title: int | None, start: int, anchors_end: int) -> list[int]:
    if title is not None:
        first = title + 1
    else:
        near = range(start, min(len(lines), anchors_end + 6))
        first = next((n for n in near if SUBJECT.match(lines[n].text)), len(lines))
    subject: list[int] = []
    for number in range(first, min(first + 5, len(lines))):
        if (subject and _ends_subject(lines[number])) or (not subject and _opens_body(lines[number])):
            break
        subject.append(number)
    return subject


def _ends_subject(line: Line) -> bool:
    return line.after_gap or _opens_body(line)


def _opens_body(line: Line) -> bool:
    text = line.text
    markers = (OPENING, SALUTATION, MARKER, NUMBER, PLACE_AND_DATE, MOTTO)
    return any(p.match(text) for p in markers) or text.endswith((".", ":", ";")) or len(text) > LONGEST_SUBJECT


def _salutation(lines: tuple[Line, ...], start: int) -> int | None:
    found = (n for n in range(start, min(len(lines), start + HEAD_LINES)) if SALUTATION.match(lines[n].text))
    return next(found, None)


def _addressees(lines: tuple[Line, ...], salutation: int | None) -> list[int]:
    if salutation is None:
        return []
    numbers = [salutation]
    more = not SALUTATION.sub("", lines[salutation].text).strip(" :") or lines[salutation].text.endswith(";")
    for number in range(salutation + 1, min(len(lines), salutation + 30)):
        text = lines[number].text
        listed = bool(re.match(r"[-–+•]\s", text))
        if not (listed or more) or OPENING.match(text) or len(text) > LONGEST_SUBJECT:
            break
        numbers.append(number)
        more = text.endswith(";") or (listed and text.endswith(","))
    return numbers


def _body_end(lines: tuple[Line, ...], body_start: int) -> int:
    after = range(body_start, len(lines))
    closed = next((n + 1 for n in after if CLOSED.search(lines[n].text)), None)
    recipients = [n for n in after if RECIPIENTS.match(lines[n].text)]
    signed = [n for n in after if SIGNED_FOR.match(lines[n].text) and len(lines[n].text) < 80]
    starts = [*recipients[-1:], *signed[:1], *([closed] if closed else [])] or _posts_with_names(lines, body_start)
    if not starts:
        return len(lines)
    end = min(starts)
    while end - 1 > body_start and is_capitals(lines[end - 1].text) and not MARKER.match(lines[end - 1].text):
        end -= 1
    return end


def _posts_with_names(lines: tuple[Line, ...], body_start: int) -> list[int]:
    """Where a post in capitals stands right over a name near the end, when nothing else shows the signature."""
    last = range(max(body_start, len(lines) - 8), len(lines) - 1)
    return [n for n in last if is_capitals(lines[n].text) and NAME.fullmatch(lines[n + 1].text)][:1]


def _until_annex(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    end = next((n for n, line in enumerate(lines) if ANNEX.match(line.text)), len(lines))
    return lines[: min(end, LONGEST_SIGNATURE)]
