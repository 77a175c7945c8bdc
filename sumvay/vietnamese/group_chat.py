"""A group chat pasted from Zalo, read into messages; only reading, nothing is matched to units here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from sumvay.vietnamese.dates import NotADate, parse_date
from sumvay.vietnamese.letters import fold, nfc

CLOCK = r"(?P<hour>[01]?\d|2[0-3])[:h](?P<minute>[0-5]\d)(?::[0-5]\d)?"
DAY = r"(?P<day>\d{1,2}/\d{1,2}(?:/\d{2,4})?)"
BRACKETED = re.compile(rf"\[(?P<when>[^\]]{{0,20}}?{CLOCK}[^\]]{{0,20}})\] ?(?P<sender>[^:]{{1,80}}?) ?: ?(?P<text>.*)")
NAME_AND_CLOCK = re.compile(rf"(?P<sender>[^,:\[\]]{{1,80}}?), ?{CLOCK}(?:,? {DAY})?")
CLOCK_ALONE = re.compile(rf"{CLOCK}(?: {DAY})?")
DAY_LINE = re.compile(
    r"(?:(?:thứ \w+|chủ nhật|hôm nay|hôm qua|t[2-7]|cn)[, ]*)?(?P<day>\d{1,2}/\d{1,2}/\d{4})|hôm nay|hôm qua", re.I
)
# What the chat programme writes under messages.
NOISE = frozenset(
    ("da gui", "da nhan", "da xem", "dang gui", "tin nhan da duoc thu hoi", "thich", "tra loi", "da chinh sua")
)


@dataclass(frozen=True)
class ChatMessage:
    """One message; day and hour are None where the paste does not give them, and so is the sender."""

    sender: str | None
    text: str
    day: date | None = None
    hour: time | None = None


@dataclass
class _Draft:
    sender: str | None
    day: date | None
    hour: time | None
    lines: list[str]


def parse_group_chat(text: str, *, today: date) -> list[ChatMessage]:
    """
    Read a pasted group chat into messages, in the order of the paste.

    Takes the forms that Zalo on a computer gives: "[08:15 25/01/2027] Name: text", "Name, 08:15" over the text, and
    "Name", text, "08:15" on lines of their own, where a person's following messages carry no name. Days without a
    year are those nearest to `today`. A paste in no known form becomes one message without sender.
    """
    lines = [re.sub(r"\s+", " ", line).strip() for line in nfc(text).splitlines()]
    lines = [line for line in lines if line and fold(line) not in NOISE]
    headed = any(BRACKETED.fullmatch(line) or _name_and_clock(line) for line in lines)
    drafts = _headed(lines, today) if headed else _clocks_below(lines, today)
    return [ChatMessage(d.sender, "\n".join(d.lines), d.day, d.hour) for d in drafts if d.lines]


def _headed(lines: list[str], today: date) -> Iterator[_Draft]:
    draft, day = _Draft(None, None, None, []), None
    for line in lines:
        if marker := DAY_LINE.fullmatch(line):
            day = _day(marker["day"], today) or day
        elif head := BRACKETED.fullmatch(line) or _name_and_clock(line):
            yield draft
            parts = head.groupdict()
            written = re.search(DAY, parts.get("when") or parts.get("day") or "")
            own_day = _day(written and written["day"], today)
            draft = _Draft(
                head["sender"].strip(), own_day or day, _hour(head), [parts["text"]] if parts.get("text") else []
            )
        else:
            draft.lines.append(line)
    yield draft


def _clocks_below(lines: list[str], today: date) -> Iterator[_Draft]:
    """The form where the hour closes a message: above it stand a name, if there is one, and the text."""
    block: list[str] = []
    sender, day, senders = None, None, set[str]()
    for line in lines:
        if marker := DAY_LINE.fullmatch(line):
            day = _day(marker["day"], today) or day
        elif clock := CLOCK_ALONE.fullmatch(line):
            if len(block) > 1 and (block[0] in senders or not senders or _looks_like_a_name(block[0])):
                sender = block.pop(0)
                senders.add(sender)
            yield _Draft(sender, _day(clock["day"], today) or day, _hour(clock), block)
            block = []
        else:
            block.append(line)
    yield _Draft(None, day, None, block)


def _name_and_clock(line: str) -> re.Match | None:
    head = NAME_AND_CLOCK.fullmatch(line)
    return head if head and _looks_like_a_name(head["sender"]) else None


def _looks_like_a_name(line: str) -> bool:
    """Names of people and units are few words, most of them beginning with a capital or a figure."""
    words = [word for word in re.split(r"[\s()&–-]+", line) if word]
    if not 1 <= len(words) <= 9 or re.search(r"[:?!;]|https?|\.$", line):
        return False
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in words)
    return words[0][0].isupper() and capitals * 2 > len(words)


def _hour(clock: re.Match) -> time:
    return time(int(clock["hour"]), int(clock["minute"]))


def _day(text: str | None, today: date) -> date | None:
    if not text:
        return None
    try:
        return parse_date(text, today=today)
    except NotADate:
        return None
