"""How much is asked: at least, at most, a share of members; money, formats and entry rules are left out."""

import re
from collections.abc import Iterable, Iterator

from sumvay.documents.reading.clauses import Clause
from sumvay.documents.reading.findings import Found, found_in
from sumvay.documents.reading.sections import LOWER, Purpose

FIGURE = r"(?P<count>\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)\s?(?P<share>%)?"
AMOUNT = re.compile(
    rf"\b(?:ít nhất|tối thiểu|không quá|tối đa|không ít hơn|không dưới)\s+(?:là\s+|có\s+|đạt\s+)?{FIGURE}\s*", re.I
)
ACHIEVED = (
    r"kết nạp(?: mới)?|thành lập(?: mới)?|tổ chức|cử|vận động|phát triển(?: mới)?|đạt|đăng|lắp đặt"
    r"|trao tặng|trao|xây dựng|cấp miễn phí|cấp|viết|gửi"
)
GROWTH = re.compile(r"(?:kết nạp|thành lập|phát triển)", re.I)
TARGET = re.compile(rf"\b(?P<verb>{ACHIEVED})\s+(?:được\s+)?{FIGURE}\s+", re.I)
COVERAGE = re.compile(rf"\b(?:ở|đến|tới|cho)\s+{FIGURE}(?<=%)\s+", re.I)
REPEATED = re.compile(
    rf"\b(?P<each>mỗi\s+(?:năm|tháng|tuần|quý|lớp|kỳ|đợt))\s+(?:(?P<verb>[^\W\d]+(?:\s+[^\W\d]+){{0,2}})\s+)??{FIGURE}\s+",
    re.I,
)
ALSO = re.compile(rf"\s+và\s+{FIGURE}\s+", re.I)
NOUN = re.compile(
    r"(?P<noun>tin,\s?bài|[^;.,(/]{1,200})(?P<rate>/\s?(?P<each>tuần|tháng|quý|năm|ngày|đơn vị|cđcs|đợt|số"
    r"|kỳ))?(?P<rest>[^;.,(/]*)",
    re.I,
)
NOUN_ENDS = re.compile(
    r"\s+(?:(?<!có )từ|trong|để|gắn|theo(?! dõi)|cho đến|đến hết|trước|về hộp thư|về địa chỉ|qua|mỗi"
    r"|và(?=\s+(?:\d|mở|có)))\b.*",
    re.I,
)
FOR_EACH = re.compile(
    r"\s+(?:tại|ở|của)\s+(?P<each>mỗi\s+\S+(?:\s+\S+)?)\s+(?=(?:được|có|tham gia|biết|cài đặt)\b)", re.I
)
# Counts of these are measures, sums of money or sizes of files, not work to be done.
MEASURES = re.compile(
    r"(?:giây|phút|giờ|ngày|đồng|đ\b|triệu|tỷ|nghìn|chữ|từ\b|mb\b|gb\b|pixel|x\s?\d|tuổi|năm\b|tháng\b|km|m2)", re.I
)
ENTRANT = re.compile(r"\bmỗi\s+(?:người|cá nhân|tác giả|thí sinh|nhóm|bài|tác phẩm|video|đội)\b[^;.]{0,40}$", re.I)
PER = re.compile(
    r"\b(?P<each>(?:mỗi(?!\s(?:năm|tháng|tuần|quý|lớp|kỳ|đợt)\b)|toàn"
    r"|(?<![^,;]\s)các)\s(?:(?!\bmỗi\b)[^;])*?)\s*,?\s*\b(?:gửi|cử|vận động|tổ chức|có ít nhất|có tối thiểu"
    r"|ít nhất|tối thiểu|đặt|chọn|đề nghị|kết nạp"
    r"|đăng|tham gia|phấn đấu|phải|kèm|không quá|lập|tự)\b",
    re.I,
)
ACTOR = re.compile(
    r"^(?P<each>(?:các\s+)?(?:cđcs|công đoàn|lđlđ|liên đoàn|đơn vị)\b.*?)\s*(?=\b(?:cử|lập|phân công|in|chọn|tự"
    r"|tổ chức|gửi|treo|có ít)\b)",
    re.I,
)
LONGEST_TAIL = 8
# Letters before a figure in which the unit that is asked is looked for.
FAR = 400


def read_quotas(clauses: Iterable[Clause], *, joint: bool) -> list[Found]:
    """
    Every amount asked of units, with what it counts and for whom.

    `joint`: two issuers bind themselves, so their own promises count too.
    """
    found: list[Found] = []
    for clause in clauses:
        if clause.purpose is not Purpose.ASIDE and (joint or not clause.ours):
            found += _in_clause(clause, _patterns(clause, joint), [one.value["what"] for one in found[-2:]])
    return found


def _patterns(clause: Clause, joint: bool) -> list[re.Pattern]:
    if clause.purpose is Purpose.CONTENT:
        return [REPEATED, COVERAGE]
    if clause.purpose is Purpose.TARGETS or (joint and clause.ours):
        return [AMOUNT, REPEATED, TARGET]
    return [AMOUNT, REPEATED]


def _in_clause(clause: Clause, patterns: list[re.Pattern], before: list[str]) -> Iterator[Found]:
    taken: set[int] = set()
    matches = [match for pattern in patterns for match in pattern.finditer(clause.text)]
    for match in sorted(matches, key=lambda m: m.start("count")):
        if match.start("count") in taken or ENTRANT.search(clause.text[max(0, match.start() - FAR) : match.start()]):
            continue
        taken.add(match.start("count"))
        also = _also(clause.text, match)
        for number, counted in enumerate([match, also] if also else [match]):
            quota = _quota(clause, counted, before, also if number == 0 else None)
            if quota:
                before = [*before, quota["what"]]
                yield found_in(quota, clause.start + match.start(), clause.start + counted.end())


def _also(text: str, match: re.Match) -> re.Match | None:
    """The second figure of "03 bài và 10 ảnh cho số Xuân"."""
    noun = NOUN.match(text, match.end())
    return ALSO.search(text, match.end(), noun.end()) if noun else None


def _quota(clause: Clause, match: re.Match, before: list[str], also: re.Match | None) -> dict[str, str | None] | None:
    text = clause.text
    noun = NOUN.match(text, match.end())
    if noun is None or MEASURES.match(noun["noun"]):
        return None
    what, each = _noun(noun)
    if not what:
        return None
    following = NOUN.match(text, also.end()) if also else None
    if following and len(what.split()) == 1:
        what = " ".join([what, *_noun(following)[0].split()[1:]])
    lead = text[_per_end(text, match) : match.start()]
    if match["share"] and re.match(r"(?:số|tổng số)\b|công đoàn|đơn vị", what, re.I) and _tail(lead):
        what, each = _tail(lead), what
    elif GROWTH.match(match.groupdict().get("verb") or ""):
        what = f"{what} {match['verb'].lower()}"
    elif len(what.split()) == 1:
        what = _explained(what, _tail(lead), before)
    rates = [f"mỗi {noun['each']}" if noun["each"] else None, match.groupdict().get("each")]
    return {"what": what, "count": _count(match), "per": _per(clause, match, [each, *rates])}


def _noun(match: re.Match) -> tuple[str, str | None]:
    text = f"{match['noun'].strip()} {match['rest'].strip() if match['rate'] else ''}".strip()
    each = FOR_EACH.search(text)
    return NOUN_ENDS.sub("", FOR_EACH.sub(" ", text)).strip(' "'), each["each"] if each else None


def _explained(what: str, tail: str, before: list[str]) -> str:
    if len(tail.split()) > 1:
        return f"{what} ({tail})"
    same = [other for other in reversed(before) if other.split()[0] == what]
    return same[0] if same and not tail else what


def _tail(lead: str) -> str:
    """The last words before a figure that say what it is about, without the unit it is asked of."""
    words = re.split(r"[,;(]|\btrở lên\b|\bmỗi\b", lead)[-1].split()
    words = words[:-1] if words and words[-1] in ("có", "là") else words
    if LOWER.match(" ".join(words) + " "):
        words = words[1:]
    return " ".join(words[-LONGEST_TAIL:])


def _per_end(text: str, match: re.Match) -> int:
    """Where the unit that is asked ends, so that what follows says what it shall do."""
    said = [*PER.finditer(text, max(0, match.start() - FAR), match.start("count"))]
    return min(said[-1].end("each"), match.start()) if said else max(0, match.start() - FAR)


def _count(match: re.Match) -> str:
    figure = match["count"].replace(".", "")
    return (figure.lstrip("0") or "0") + (match["share"] or "")


def _per(clause: Clause, match: re.Match, known: list[str | None]) -> str | None:
    said = [*PER.finditer(clause.text, max(0, match.start() - FAR), match.start("count"))]
    actor = ACTOR.match(clause.text[: match.start("count")])
    heading = next((node.title for node in clause.node.above() if LOWER.match(f"{node.title} ")), None)
    each = known[0] or (said[-1]["each"] if said else actor["each"] if actor else heading)
    pieces = [each, *known[1:]]
    return ", ".join(_small(piece.strip(" ,")) for piece in pieces if piece) or None


def _small(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
