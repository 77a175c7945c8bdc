"""The body cut into clauses, each with the headings over it and who is to act."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sumvay.documents.reading.outline import Node
from sumvay.documents.reading.sections import Purpose, is_ours, purpose_at
from sumvay.documents.reading.wording import UPPER

SENTENCE_END = re.compile(rf"(?<=[.!?…])\s+(?=[{UPPER}“\"])")
SEMICOLON = re.compile(r";\s+")
# A full stop after these is no end of a sentence.
ABBREVIATION = re.compile(r"(?:^|\s)(?:TM|KT|TL|TP|T\.P|PGS|TS|ThS|St|Q|P)\.$")
OPENERS, CLOSERS = "(“[", ")”]"


@dataclass(frozen=True)
class Clause:
    """
    A stretch of one line between semicolons or full stops.

    `node`: the line it is part of. `purpose`: what its heading is for, None at the top level. `ours`: the issuer acts.
    `first`: it opens its sentence.
    """

    text: str
    start: int
    node: Node
    purpose: Purpose | None
    ours: bool
    first: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def clauses_of(outline: Node, purposes: dict[int, Purpose], issuers: list[str]) -> list[Clause]:
    """Every clause of the body's lines that are not headings, in reading order."""
    clauses = []
    for node in outline.below():
        if node.is_cells or (node.children and len(node.text) < 120):
            continue
        purpose = purpose_at(node, purposes)
        ours = purpose is Purpose.OURS
        for start, end, first in _cuts(node.text):
            text = node.text[start:end]
            if first:
                ours = purpose is Purpose.OURS or is_ours(text, issuers)
            clauses.append(Clause(text, node.start + start, node, purpose, ours or is_ours(text, issuers), first))
    return clauses


def _cuts(text: str) -> Iterator[tuple[int, int, bool]]:
    start, first = 0, True
    for place, after, ends_sentence in _borders(text):
        if place > start:
            yield start, place, first
        start, first = after, ends_sentence
    if start < len(text):
        yield start, len(text), first


def _borders(text: str) -> Iterator[tuple[int, int, bool]]:
    found = [
        (m.start(), m.end(), True)
        for m in SENTENCE_END.finditer(text)
        if not ABBREVIATION.search(text[max(0, m.start() - 8) : m.start()])
    ]
    found += [(m.start(), m.end(), False) for m in SEMICOLON.finditer(text)]
    depth, place = 0, 0
    for border in sorted(found):
        stretch = text[place : border[0]]
        depth = max(0, depth + sum(c in OPENERS for c in stretch) - sum(c in CLOSERS for c in stretch))
        place = border[0]
        if depth == 0:
            yield border
