"""Number, symbol, date, place, issuer and the one above it, kind, subject, urgency, addressees."""

import re
from datetime import date

from sumvay.documents.reading.columns import MOTTO, NUMBER, PLACE_AND_DATE, SALUTATION
from sumvay.documents.reading.findings import Found, found_in
from sumvay.documents.reading.paper import Line
from sumvay.documents.reading.parts import SUBJECT, Parts
from sumvay.documents.reading.unit_names import ordinary
from sumvay.documents.reading.wording import BASIS_ONLY, ORGANISATION, is_capitals, kind_of

NUMBERED = re.compile(
    r"Số\s*:?\s*(?P<number>\d+\s?[a-zđA-ZĐ]?(?=[\s/.…_])|\d+-[^\W\d]+(?=\s?/))?[\s.…_]*/\s*(?P<symbol>[^\W\d_][\w&Đđ]*(?:\s?[-–/.]\s?[\w&]+)*)",
    re.I,
)
DATED = re.compile(
    r"(?P<place>[^\W\d][^,;:/\d]{1,40}?)\s*,\s*ngày\s*(?P<day>\d{1,2})?[\s.…_]*tháng\s*(?P<month>\d{1,2})?[\s.…_]*năm\s*(?P<year>\d{4})?",
    re.I,
)
URGENCY = re.compile(r"(?:HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN)(?:\s.{0,30})?")
SYMBOL_KINDS = {
    "KH": "ke_hoach", "HD": "huong_dan", "TB": "thong_bao", "CTR": "chuong_trinh", "CTRPH": "chuong_trinh",
    "BC": "bao_cao", "CT": "chi_thi", "TL": "the_le", "QĐ": "khac", "NQ": "khac", "TTR": "khac", "KL": "khac",
    "QC": "khac",
}  # fmt: skip
# A committee printed over the name of its union is one issuer with it.
BODY = re.compile(r"ĐOÀN CHỦ TỊCH|BAN CHẤP HÀNH|BAN THƯỜNG VỤ|(?:ỦY|UỶ) BAN KIỂM TRA")
MARKS = re.compile(r"DỰ THẢO|(?:HỎA|HOẢ) TỐC|KHẨN|MẬT|BẢN SAO")


def read_letterhead(parts: Parts, text: str) -> dict[str, Found]:
    """The fields of the letterhead that are there."""
    fields = {**_number(parts.head), **_place_and_date(parts.head), **_issuers(parts, text)}
    fields |= {"doc_type": _kind(parts, fields)} if _kind(parts, fields) else {}
    if parts.subject:
        fields["subject"] = _subject(parts.subject)
    urgent = next((line for line in parts.head if URGENCY.fullmatch(line.text) and is_capitals(line.text)), None)
    if urgent:
        fields["urgency"] = found_in(urgent.text, urgent.start, urgent.end)
    return fields


def read_addressees(lines: tuple[Line, ...]) -> list[Found]:
    """Those after "Kính gửi", one a line or parted by ";" and a bullet."""
    found = []
    for line in lines:
        opening = re.match(rf"(?:{SALUTATION.pattern})\s*:?\s*", line.text, re.I)
        start = opening.end() if opening else 0
        for piece in re.finditer(r"(?:[-–+•]\s+)?(?P<name>.+?)\s*(?:;\s+(?=[-–+•]\s)|[;.,]?\s*$)", line.text[start:]):
            if piece["name"].strip(" :-"):
                place = line.start + start + piece.start("name")
                found.append(found_in(piece["name"], place, place + len(piece["name"])))
    return found


def _number(head: tuple[Line, ...]) -> dict[str, Found]:
    for line in head:
        match = NUMBERED.match(line.text) if NUMBER.match(line.text) else None
        if match:
            fields = {
                "symbol": found_in(
                    _tight(match["symbol"]), line.start + match.start("symbol"), line.start + match.end("symbol")
                )
            }
            if match["number"]:
                place = line.start + match.start("number")
                fields["number"] = found_in(_tight(match["number"]), place, place + len(match["number"]))
            return fields
    return {}


def _tight(text: str) -> str:
    return re.sub(r"\s+", "", text).replace("–", "-")


def _place_and_date(head: tuple[Line, ...]) -> dict[str, Found]:
    line = next((line for line in head if PLACE_AND_DATE.match(line.text)), None)
    match = DATED.match(line.text) if line else None
    if match is None:
        return {}
    fields = {"place": found_in(match["place"], line.start, line.start + match.end("place"))}
    if match["day"] and match["month"] and match["year"]:
        day = _day(match)
        place = line.start + line.text.index(",") + 1
        fields |= {"date": found_in(day, place + 1, line.start + match.end())} if day else {}
    return fields


def _day(match: re.Match) -> str | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat()
    except ValueError:
        return None


def _issuers(parts: Parts, text: str) -> dict[str, Found]:
    groups, joint = _organisations(parts)
    if not groups:
        return {}
    names = [
        Found(ordinary(" ".join(line.text for line in group), text), tuple((line.start, line.end) for line in group))
        for group in groups
    ]
    if joint:
        return {"issuer": Found("; ".join(n.value for n in names), tuple(span for n in names for span in n.spans))}
    if len(names) == 1:
        return {"issuer": names[0]}
    return {"parent_issuer": names[-2], "issuer": names[-1]}


def _organisations(parts: Parts) -> tuple[list[list[Line]], bool]:
    groups: list[list[Line]] = []
    joint = False
    for line in parts.head:
        if line is parts.title or NUMBER.match(line.text) or SUBJECT.match(line.text):
            break
        if groups and line.text in "-–&":
            joint = True
        if MOTTO.search(line.text) or MARKS.match(line.text) or not is_capitals(line.text):
            continue
        if groups and not ORGANISATION.match(line.text):
            groups[-1].append(line)
        elif ORGANISATION.match(line.text):
            groups.append([line])
    if len(groups) > 1 and BODY.fullmatch(groups[0][0].text):
        groups[:2] = [groups[0] + groups[1]]
    symbol = next((NUMBERED.match(line.text) for line in parts.head if NUMBERED.match(line.text)), None)
    two_symbols = bool(symbol) and len(_tight(symbol["symbol"]).split("-")) > 2
    return groups, len(groups) > 1 and (joint or (two_symbols and _says_joint(parts)))


def _says_joint(parts: Parts) -> bool:
    return parts.title is not None and bool(re.search("PHỐI HỢP|LIÊN TỊCH", parts.title.text))


def _kind(parts: Parts, fields: dict[str, Found]) -> Found | None:
    if parts.title is not None:
        code = kind_of(parts.title.text)
        return found_in("khac" if code in BASIS_ONLY else code, parts.title.start, parts.title.end)
    if "symbol" not in fields:
        return None
    prefix = re.split(r"[-/]", fields["symbol"].value.upper())[0]
    spans = fields["symbol"].spans
    if prefix in SYMBOL_KINDS:
        return Found(SYMBOL_KINDS[prefix], spans, sure=False)
    return Found("cong_van", spans, sure=bool(parts.subject))


def _subject(lines: tuple[Line, ...]) -> Found:
    pieces, spans = [], []
    for line in lines:
        label = SUBJECT.match(line.text)
        start = label.end() if label else 0
        pieces.append(line.text[start:])
        spans.append((line.start + start, line.end))
    return Found(" ".join(pieces).rstrip(" .;"), tuple(spans))
