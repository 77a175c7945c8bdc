"""Where results go: the receiving office, e-mail addresses, links and phone numbers; and the hashtags to use."""

import re
from collections.abc import Callable, Iterable, Iterator

from sumvay.documents.reading.clauses import Clause
from sumvay.documents.reading.findings import Found, found_in
from sumvay.documents.reading.outline import Node
from sumvay.documents.reading.wording import UPPER, spelled_out

OFFICE = (
    r"(?:Văn phòng|Ban(?= ["
    + UPPER
    + r"])|Phòng(?= ["
    + UPPER
    + r"])|Tổ(?= ["
    + UPPER
    + r"a-z])|Bộ phận|Trung tâm|Hội đồng|Tòa soạn|Toà soạn)"
)
UNIT = (
    rf"(?:{OFFICE}|Tổng Liên đoàn|Tổng LĐLĐ|Liên đoàn Lao động|LĐLĐ|Công đoàn|CĐ(?= )|CĐCS|Thường trực"
    rf"|Ủy ban|Tạp chí|BTV)"
)
STOP = (
    r"(?=\s+(?:trước|chậm nhất|muộn nhất|qua|để|theo|tại|bằng|vào|hết|trong|kèm|và báo cáo|là|đúng|xem xét|giúp"
    r"|làm|tổng hợp)\b"
    rf"|\s*[;:.]|\s*,(?!\s{UNIT})|\s*\((?!qua\s)|\s*$)"
)
NAMED = rf"(?P<unit>{UNIT}.{{0,120}}?){STOP}"
# From the surest to the vaguest way of saying where the results go.
WAYS = [
    re.compile(rf"(?i:nơi (?:nhận|gửi)|địa chỉ nhận)\s*:\s*{NAMED}"),
    re.compile(rf"(?i:\b(?:báo cáo|kết quả)\b).{{0,200}}?\s(?i:về|gửi|tại|tới)\s+(?i:cho\s+)?{NAMED}"),
    re.compile(
        rf"(?i:\b(?:gửi|nộp|chuyển|tổng hợp|danh sách|hồ sơ|đăng ký|bản giấy|bản mềm)\b).{{0,160}}?\s(?i:về|tại"
        rf"|tới|cho)\s+{NAMED}"
    ),
    re.compile(
        rf"^(?P<unit>{UNIT}[^,;.]{{0,80}}?)\s+(?:(?:là|làm)\s.{{0,80}}?\s)?(?:tiếp nhận|nhận"
        rf"|tổng hợp)\b.{{0,30}}báo cáo"
    ),
    re.compile(rf"(?i:\b(?:đầu mối|liên hệ)\b).{{0,80}}?(?i:chủ tịch|trưởng ban|chuyên viên|văn phòng)\s+{NAMED}"),
    re.compile(rf"(?i:\bgửi)\s+{NAMED}"),
]
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
LINK = re.compile(r"(?:https?://|www\.|forms\.gle/|bit\.ly/)[^\s,;)”\"]+", re.I)
PHONE = re.compile(r"(?<![\d./(])(?:\(0\d{2,3}\)|\+84|0\d)(?:[ .-]?\d){7,9}(?![\d/])")
HASHTAG = re.compile(r"(?<![\w/])#\w+")
HANDED_IN = re.compile(r"\b(?:gửi|nhập|cập nhật|điền|đăng ký|báo cáo|biểu|tổng hợp|phiếu|nộp|khai)\b", re.I)
OWNER = re.compile(rf".*(?P<owner>{UNIT}[^,;:()]*)\($")


def read_report_to(clauses: list[Clause]) -> dict[str, Found | list[Found] | None]:
    """Fields unit, emails, links and phones; contacts of some other office are left out."""
    unit = _unit(clauses)
    name = unit.value if unit else ""
    return {
        "unit": unit,
        "emails": _contacts(clauses, EMAIL, name, lambda clause: True),
        "links": _contacts(clauses, LINK, name, lambda clause: bool(HANDED_IN.search(LINK.sub("", clause.text)))),
        "phones": _contacts(clauses, PHONE, name, lambda clause: True),
    }


def read_hashtags(outline: Node) -> list[Found]:
    """Every hashtag of the body once, as printed."""
    found = (
        found_in(m.group(), n.start + m.start(), n.start + m.end())
        for n in outline.below()
        for m in HASHTAG.finditer(n.text)
    )
    return _distinct(found)


def _unit(clauses: list[Clause]) -> Found | None:
    for way in WAYS:
        found = [(clause, match) for clause in clauses if (match := way.search(clause.text))]
        if found:
            # A named office ("Văn phòng …") says more than a level ("Công đoàn cấp trên"); the last is the report's.
            clause, match = max(found, key=lambda pair: (bool(re.match(OFFICE, pair[1]["unit"])), pair[0].start))
            return found_in(match["unit"].strip(), clause.start + match.start("unit"), clause.start + match.end("unit"))
    return None


def _contacts(
    clauses: Iterable[Clause], pattern: re.Pattern, unit: str, wanted: Callable[[Clause], bool]
) -> list[Found]:
    return _distinct(
        found_in(
            match.group().rstrip("."),
            clause.start + match.start(),
            clause.start + match.start() + len(match.group().rstrip(".")),
        )
        for clause in clauses
        if wanted(clause)
        for match in pattern.finditer(clause.text)
        if not _is_of_another(clause.text[: match.start()], unit)
    )


def _is_of_another(before: str, unit: str) -> bool:
    opened = before.rfind("(")
    owner = OWNER.search(before[max(0, opened - 120) : opened + 1]) if opened > before.rfind(")") else None
    if owner is None or not unit:
        return False
    return not set(spelled_out(owner["owner"]).split()) <= set(spelled_out(unit).split())


def _distinct(found: Iterable[Found]) -> list[Found]:
    seen: dict[str, Found] = {}
    for one in found:
        seen.setdefault(one.value, one)
    return list(seen.values())


def spans_of(found: Iterable[Found]) -> Iterator[tuple[int, int]]:
    """All places of some findings."""
    return (span for one in found for span in one.spans)
