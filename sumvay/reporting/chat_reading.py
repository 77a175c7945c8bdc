"""A pasted group chat read into proposals: which unit a message is of, which links it gives, which figures it names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sumvay.links import Link, links_in
from sumvay.reporting.replies import line_counting
from sumvay.reporting.totals import Line
from sumvay.vietnamese import ChatMessage, fold, numbers_in, parse_group_chat

# What a name begins with and a chat leaves out: "CĐCS Công ty TNHH May Hòa Bình" is written "May Hòa Bình"
KIND_WORDS = re.compile(
    r"^(?:(?:cong doan co so|cdcs|cong doan|cd|cong ty|cty|tnhh|co phan|cp|mtv|mot thanh vien|phuong|xa)\b[ .]*)+"
)
SHORTEST_NAME = 4
GREETING = re.compile(r"^(?:da |kinh gui |bao cao |bc |cac |anh |chi |em |a/c )*")


@dataclass(frozen=True)
class Known:
    """One addressed unit as people may call it: folded names of the unit, folded names of its officers."""

    dispatch_id: int
    names: frozenset[str]
    people: frozenset[str]


@dataclass(frozen=True)
class Number:
    """One number of a message and the line it seems to be of."""

    value: Decimal
    noun: str
    line: Line | None


@dataclass
class Proposal:
    """What one message, or one part of it, says for one unit (None where that is not clear)."""

    sender: str
    text: str
    said_at: str
    dispatch_id: int | None
    links: list[Link] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)


def names_of(*names: str) -> frozenset[str]:
    """How a chat may call a unit: its names whole, and without the words that every name begins with."""
    whole = {fold(name) for name in names if name.strip()}
    short = {KIND_WORDS.sub("", name).strip() for name in whole}
    return frozenset(name for name in whole | short if len(name) >= SHORTEST_NAME)


def proposals_in(text: str, known: Sequence[Known], lines: Sequence[Line], *, today: date) -> list[Proposal]:
    """What can be taken over from a pasted chat, in its order; messages without a link or a number are passed over."""
    found = [
        proposal
        for message in parse_group_chat(text, today=today)
        for proposal in _of_message(message, known, list(lines))
    ]
    return [proposal for proposal in found if proposal.links or proposal.numbers]


def _of_message(message: ChatMessage, known, lines):
    writer = _by_sender(message.sender or "", known)
    for unit, part in _parts(message.text, writer, known):
        unit = unit or _mentioned(part, known)
        numbers = [Number(n.number, n.noun, _line_of(n, part, lines)) for n in numbers_in(part)]
        yield Proposal(message.sender or "", part, _said_at(message), unit, links_in(part), numbers)


def _parts(text, writer, known):
    """A line that begins with a unit's name begins that unit's part: one officer often sums up for several."""
    parts = [[writer, []]]
    for line in text.splitlines():
        begun = _begins(line, known)
        if begun and begun != parts[-1][0]:
            parts.append([begun, []])
        parts[-1][1].append(line)
    return [(unit, "\n".join(rows)) for unit, rows in parts if rows]


def _line_of(counted, text, lines):
    """The line a number is of; the words after the noun help ("120 lượt tham dự"), the longest that fits counts."""
    for number, words in re.findall(rf"([\d.,]+) ?({re.escape(counted.noun)}(?: [^\W\d_]+){{0,2}})", text, re.I):
        if number.rstrip(".,").replace(".", "").replace(",", ".") != str(counted.number):
            continue
        said = words.split()
        for last in range(len(said), 0, -1):
            line = line_counting(" ".join(said[:last]), lines)
            if line:
                return line
    return line_counting(counted.noun, lines)


def _begins(line, known):
    said = GREETING.sub("", fold(line).lstrip("-+*• "))
    stripped = KIND_WORDS.sub("", said)
    return _longest(known, lambda name: said.startswith(name) or stripped.startswith(name))


def _by_sender(sender, known):
    said = fold(sender)
    if not said:
        return None
    named = _longest(known, lambda name: re.search(rf"\b{re.escape(name)}\b", said))
    people = {unit.dispatch_id for unit in known if said in unit.people}
    return named or (people.pop() if len(people) == 1 else None)


def _mentioned(text, known):
    said = fold(text)
    return _longest(known, lambda name: re.search(rf"\b{re.escape(name)}\b", said))


def _longest(known, fits):
    """The unit whose longest fitting name is longer than that of every other; None when two are as good."""
    fitting = ((unit.dispatch_id, [len(name) for name in unit.names if fits(name)]) for unit in known)
    best = sorted(((max(lengths), dispatch_id) for dispatch_id, lengths in fitting if lengths), reverse=True)
    if not best or (len(best) > 1 and best[0][0] == best[1][0]):
        return None
    return best[0][1]


def _said_at(message):
    day = f"{message.day:%d/%m/%Y}" if message.day else ""
    hour = f"{message.hour:%H:%M}" if message.hour else ""
    return " ".join(filter(None, [hour, day]))
