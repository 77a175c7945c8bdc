"""Papers that a paper rests on: kind, number, symbol, date and issuer of each."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from sumvay.documents.reading.findings import Found, found_in
from sumvay.documents.reading.outline import Node
from sumvay.documents.reading.paper import Line
from sumvay.documents.reading.wording import KINDS, OTHER_KINDS, kind_of

NAMES = "|".join(sorted([*KINDS, *OTHER_KINDS], key=len, reverse=True))
MARK = r"(?P<number>\d+[a-zđ]?(?:-[A-ZĐ][^\W\d]*)?)\s?/\s?(?P<symbol>[^\s,;()]+)"
WHEN = (
    r"(?:\s*,?\s*(?:ban hành\s+)?(?:ngày\s*)?(?P<when>\d{1,2}(?:[/.-]|\s+tháng\s+)\d{1,2}(?:[/.-]|,?\s+năm\s+)\d{4}))?"
)
CITATION = re.compile(rf"\b(?P<kind>{NAMES})\b(?:(?P<about>[^;:\d]{{0,80}}?)\s*số\s*:?)?\s*{MARK}{WHEN}", re.I)
# One more paper of the same kind: "các Công văn số 12/LĐLĐ ngày …, số 15/LĐLĐ ngày …".
ONE_MORE = re.compile(rf"\s*(?:,|và|;)\s+số\s*:?\s*{MARK}{WHEN}", re.I)
UNNUMBERED = re.compile(
    r"Căn cứ\s+(?P<kind>Bộ luật|Luật|Điều lệ|Nghị quyết|Quy định|Quy chế|Hướng dẫn|Kế hoạch"
    r"|Chương trình)\s(?!.*\bsố\s*:?\s*\d)",
    re.I,
)
ISSUED_BY = re.compile(
    r"\s*(?:,\s*)?(?:của|do|giữa)\s+(?P<issuer>.+?)(?=\s+(?:về|v/v|quy định|hướng dẫn|ban hành|phê duyệt"
    r"|triển khai|thông qua"
    rf"|sửa đổi|và\s+(?:{NAMES})\b)|\s*[;,.()]|\s*$)",
    re.I,
)
REPLACED = re.compile(r"thay thế\s*(?:cho\s*)?(?:[^;.]{0,40})$", re.I)
ATTACHED = re.compile(r"\(\s*(?:ban hành\s+)?kèm theo\s", re.I)


def read_basis(lines: Iterable[Line], outline: Node) -> list[Found]:
    """The papers cited before the first heading, or in the note under the title of an annex."""
    opening = {child.start for child in _before_headings(outline)}
    found: list[Found] = []
    for line in lines:
        if line.start in opening or ATTACHED.match(line.text):
            found += _cited_in(line)
    return found


def _before_headings(outline: Node) -> Iterator[Node]:
    for child in outline.children:
        if (child.kind != "text" and child.kind != "dash") or child.children:
            return
        yield child


def _cited_in(line: Line) -> Iterator[Found]:
    named = UNNUMBERED.match(line.text)
    if named:
        paper = {"doc_type": kind_of(named["kind"]), "number": None, "symbol": None, "date": None, "issuer": None}
        yield found_in(paper, line.start + named.start("kind"), line.end, sure=False)
    for match in CITATION.finditer(line.text):
        if not REPLACED.search(line.text, max(0, match.start() - 60), match.start()):
            yield from _papers(line, match)


def _papers(line: Line, first: re.Match) -> list[Found]:
    match: re.Match | None = first
    found: list[Found] = []
    while match is not None:
        issuer = ISSUED_BY.match(line.text, match.end())
        paper = {
            "doc_type": kind_of(first["kind"]),
            "number": match["number"],
            "symbol": match["symbol"].rstrip(".").replace("–", "-"),
            "date": _day(match["when"]),
            "issuer": issuer["issuer"].strip() if issuer else None,
        }
        end = issuer.end() if issuer else match.end()
        found.append(found_in(paper, line.start + match.start(), line.start + end))
        match = ONE_MORE.match(line.text, match.end())
    # The issuer is said once, after the last of them.
    for one in found:
        one.value["issuer"] = one.value["issuer"] or found[-1].value["issuer"]
    return found


def _day(text: str | None) -> str | None:
    day, month, year = map(int, re.findall(r"\d+", text)) if text else (0, 0, 0)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
