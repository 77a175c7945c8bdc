"""Days by which units must act, starts and ends of a campaign, duties that come again every week, month or quarter."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from sumvay.documents.reading.clauses import Clause
from sumvay.documents.reading.dates import DAY, HOUR, Mention, mentions_in
from sumvay.documents.reading.findings import Found, found_in
from sumvay.documents.reading.schedule import Due
from sumvay.documents.reading.sections import Purpose
from sumvay.vietnamese.letters import fold

UNTIL = re.compile(r"(?:trước|chậm nhất|muộn nhất|hết|trong|hạn|vào|xong|đến|tới|:)\b", re.I)
OPENS = re.compile(r"(?:từ|bắt đầu|mở)\s+(?:ngày\s+|\S*\d\S*\s+ngày\s+)?$", re.I)
CLOSES = re.compile(r"(?:đến|tới|-|–)\s+(?:hết\s+)?(?:\S*\d\S*\s+)?(?:ngày\s+)?$", re.I)
# Acts of the organiser, or days that bind nobody below.
NOT_ASKED = re.compile(
    r"dự kiến (?:ngày|từ|trong|vào|tổ chức|diễn ra)|có hiệu lực|thay thế|tính đến|sinh ngày"
    r"|^(?:vòng )?(?:sơ khảo|chung khảo|chung kết|chấm|công bố|trao giải|khai mạc|bế mạc|sơ kết|tổng kết và trao giải)",
    re.I,
)
WEEKDAY = r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
SHORT_DAY = r"(?:ngày\s+(?:mùng\s+)?\d{1,2}(?:/\d{1,2}(?![\d/]))?|\d{1,2}/\d{1,2}(?![\d/]))"
BEFORE = (
    rf"(?:(?:trước|chậm nhất|muộn nhất|vào|sáng|chiều|tối|đầu|cuối|tuần|giờ|và|{HOUR}|{WEEKDAY}"
    rf"|{SHORT_DAY}|của\s+tháng(?:\s+(?:đầu|cuối))?)\s*,?\s+)"
)
AFTER = (
    rf"(?:,?\s*(?:trước|chậm nhất|vào|chốt)\s+(?:{HOUR}\s+)?(?:{SHORT_DAY}|{WEEKDAY})(?:\s+của\s+tháng\s+(?:đầu"
    rf"|cuối)\s+(?:mỗi\s+)?quý)?)?"
    r"(?:\s+\(từ[^)]{0,60}\)|\s+(?:cho\s+)?đến\s+(?:hết\s+)?ngày\s+(?P<last>\d{1,2}/\d{1,2}/\d{4})"
    r"|\s+trong\s+(?:suốt\s+)?đợt(?:\s+cao điểm)?)?"
)
RECURRING = re.compile(
    rf"(?P<before>{BEFORE}{{0,8}})(?:(?:hằng|hàng|mỗi)\s+(?:ngày|tuần|tháng|quý|năm)"
    rf"|của\s+tháng\s+(?:đầu|cuối)\s+(?:mỗi\s+)?quý)\b(?P<after>{AFTER})",
    re.I,
)
MONTH_ONLY = re.compile(r"(?:trong|cuối|hết)\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4}|/\d{4})(?!\d)", re.I)
BLANK_DAY = re.compile(r"(?:trước|chậm nhất|hết|trong)\s+ngày\s*[.…_]*\s*/\s*(?P<month>\d{1,2}/\d{4})", re.I)
ACTS = re.compile(
    r"\b(?:gửi|nộp|báo cáo|báo|đăng ký|cử|lập|tổng hợp|hoàn thành|nhập|cập nhật|tổ chức|chốt|nhận|gặp|phân công"
    r"|triển khai|khảo sát|ban hành)\b.*",
    re.I,
)
TRAILING = re.compile(
    r"(?:[\s,:(;–-]|\b(?:trước|chậm nhất|muộn nhất|đến|hết|hạn(?: cuối| chót)?|thời hạn|từ|gửi trước|vào|trong"
    r"|ngày|sau đó|cho|nhận|gửi|thứ \w+|là|tại)\b)+$",
    re.I,
)
ACTOR = re.compile(
    r"^(?:(?:sau đó|đồng thời|đề nghị|yêu cầu)\s+)?(?:(?:(?:các|quý)\s+)?(?:cđcs|công đoàn cơ sở|đơn vị|đồng chí)\s+)?",
    re.I,
)
CONTACT = re.compile(r"\s*[,(]\s*(?:email|e-mail|hộp thư|thư điện tử|điện thoại|đt)\b.*", re.I)
BETWEEN_DAYS = re.compile(
    r"\s*(?:,|và|hoặc|đến|tới|-|–)?\s*(?:hết|trước|chậm nhất)?\s*(?:\S*\d\S*\s+)?(?:ngày)?\s*", re.I
)
# Letters around a day in which its act is looked for.
FAR = 400
LONGEST_WHAT = 120


def read_deadlines(clauses: Iterable[Clause], schedule: list[Due], paper_date: date | None) -> list[Found]:
    """All deadlines of a body in reading order; the same day for the same thing once."""
    found: list[Found] = []
    before = ""
    for clause in clauses:
        if clause.purpose not in (Purpose.CONTENT, Purpose.ASIDE) or _is_campaign(clause):
            found += _in_clause(clause, before, paper_date)
        before = clause.text
    for due in schedule:
        found += _scheduled(due, paper_date)
    return _once(found)


def _is_campaign(clause: Clause) -> bool:
    return bool(re.match(r"(?:đợt cao điểm|thời gian)\b", clause.text, re.I))


def _in_clause(clause: Clause, before: str, paper_date: date | None) -> Iterator[Found]:
    if NOT_ASKED.search(clause.text) or (clause.ours and not re.search(r"tiếp nhận|nhận .*của các", clause.text)):
        return
    taken: list[tuple[int, int]] = []
    for match in RECURRING.finditer(clause.text):
        if _names_a_day(match):
            taken.append(match.span())
            yield _recurring(clause, match)
    yield from _blank_days(clause, before)
    mentions = [m for m in mentions_in(clause.text, paper_date) if not any(a <= m.start < b for a, b in taken)]
    for number, mention in enumerate(mentions):
        yield from _dated(clause, mention, mentions[:number], before)


def _names_a_day(match: re.Match) -> bool:
    return bool(re.search(rf"{SHORT_DAY}|{WEEKDAY}|{HOUR}", match["before"] + (match["after"] or ""), re.I))


def _recurring(clause: Clause, match: re.Match) -> Found:
    last = DAY.search(match["last"]) if match["last"] else None
    day = date(int(last["year"]), int(last["month"]), int(last["day"])).isoformat() if last else None
    what = _what(clause.text, match.start(), match.end())
    deadline = {"what": what, "date": day, "recurring": match.group().strip(" ,")}
    return found_in(deadline, clause.start + match.start(), clause.start + match.end())


def _blank_days(clause: Clause, before: str) -> Iterator[Found]:
    for pattern in (BLANK_DAY, MONTH_ONLY):
        for match in pattern.finditer(clause.text):
            note = match.group() if pattern is MONTH_ONLY else f"ngày để trống, tháng {match['month']}"
            what = _what(clause.text, match.start(), match.end())
            what = f"{_what(before, len(before), len(before)) if what.lower() == 'hoàn thành' else what} ({note})"
            deadline = {"what": what, "date": None, "recurring": None}
            yield found_in(deadline, clause.start + match.start(), clause.start + match.end(), sure=False)


def _dated(clause: Clause, mention: Mention, before: list[Mention], earlier: str) -> Iterator[Found]:
    """A day that binds; `before`: the days named earlier in this clause, `earlier`: the clause above."""
    lead = clause.text[max(0, mention.start - 40) : mention.start]
    opens = bool(OPENS.search(lead))
    closes = bool(before and CLOSES.search(lead) and OPENS.search(clause.text[: before[-1].start][-40:]))
    if not (opens or closes or UNTIL.search(lead) or clause.purpose is Purpose.DATES):
        return
    what = _what(clause.text, _first_of_row(clause.text, [*before, mention]), mention.end)
    if what.lower() in ("", "hoàn thành"):
        what = _what(earlier, len(earlier), len(earlier))
    prefix = "bắt đầu " if opens else "kết thúc " if closes else ""
    hour = re.search(HOUR, lead[-16:])
    note = hour.group().strip() if hour else "" if mention.day else clause.text[mention.start : mention.end]
    deadline = {
        "what": f"{prefix}{what}" + (f" ({note})" if note else ""),
        "date": mention.day.isoformat() if mention.day else None,
        "recurring": None,
    }
    yield found_in(deadline, clause.start + mention.start, clause.start + mention.end, sure=mention.sure)


def _first_of_row(text: str, mentions: list[Mention]) -> int:
    """Where the first of several days starts that stand side by side, as "trước ngày 10/6 và trước ngày 10/12"."""
    first = mentions[-1]
    for mention in reversed(mentions[:-1]):
        if not BETWEEN_DAYS.fullmatch(text[mention.end : first.start]):
            break
        first = mention
    return first.start


def _what(text: str, start: int, end: int) -> str:
    """The act that a day belongs to: the words before it, from the last verb on; else the words after it."""
    words = re.sub(rf"{HOUR}\s*$", "", TRAILING.sub("", text[max(0, start - FAR) : start]))
    words = TRAILING.sub("", words)
    pieces = [piece.strip() for piece in words.split(",")]
    last = next(
        (n for n in range(len(pieces) - 1, -1, -1) if ACTS.match(pieces[n]) and len(" ".join(pieces[n:]).split()) > 2),
        0,
    )
    while last and pieces[last - 1].lower().startswith(pieces[last].split()[0].lower()):
        last -= 1
    what = ", ".join(pieces[last:]) if words else text[end : end + FAR].strip(" ,.:()")
    what = CONTACT.sub("", ACTOR.sub("", what))
    what = what[:LONGEST_WHAT].strip(" ,.:")
    return what[:1].lower() + what[1:] if what[1:2].islower() else what


def _scheduled(due: Due, paper_date: date | None) -> Iterator[Found]:
    mentions = [mention for mention in mentions_in(due.when, paper_date) if mention.day]
    for number, mention in enumerate(mentions):
        prefix = ("bắt đầu ", "kết thúc ")[number] if len(mentions) == 2 else ""
        what = prefix + due.what[:1].lower() + due.what[1:]
        deadline = {"what": what, "date": mention.day.isoformat(), "recurring": None}
        yield found_in(deadline, due.when_start + mention.start, due.when_start + mention.end, sure=mention.sure)


def _once(found: list[Found]) -> list[Found]:
    seen, kept = set(), []
    for one in found:
        key = (one.value["date"], one.value["recurring"], fold(one.value["what"])[:30])
        if key not in seen:
            seen.add(key)
            kept.append(one)
    return kept
