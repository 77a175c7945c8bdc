"""The body as a tree: sections, numbered headings, lettered and bulleted items, plain paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sumvay.documents.reading.paper import Line
from sumvay.documents.reading.wording import MARKER, is_capitals

SECTIONS = {"chapter", "capital", "roman"}
LONGEST_BARE_HEADING = 120
PUNCTUATION = (".", ";", ":", ",", "!", "?")


@dataclass
class Node:
    """One line of the body without its number or bullet; `start` is the place of that text in the paper."""

    text: str
    start: int
    marker: str = ""
    kind: str = "text"
    is_cells: bool = False
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.text.rstrip(" :*")

    def above(self) -> Iterator[Node]:
        """The headings this stands under, nearest first."""
        node = self.parent
        while node is not None and node.parent is not None:
            yield node
            node = node.parent

    def below(self) -> Iterator[Node]:
        """Everything under this, in reading order."""
        for child in self.children:
            yield child
            yield from child.below()


def outline_of(lines: Iterable[Line]) -> Node:
    """The tree of a body; its root has no text."""
    root = Node("", 0, kind="root")
    open_nodes = [root]
    lines = list(lines)
    for line, following in zip(lines, [*lines[1:], None], strict=False):
        node = _node(line)
        if node.kind == "text" and _is_bare_heading(line, following):
            node.kind = "heading"
        if node.kind == "text":
            _attach(_owner_of_text(open_nodes), node)
            continue
        while open_nodes[-1].kind != "root" and not _opens_under(node, open_nodes):
            open_nodes.pop()
        _attach(open_nodes[-1], node)
        open_nodes.append(node)
    return root


def _node(line: Line) -> Node:
    marker = MARKER.match(line.text)
    if marker is None or line.is_cells or marker.end() == len(line.text):
        return Node(line.text, line.start, is_cells=line.is_cells)
    kind = next(name for name, text in marker.groupdict().items() if text and name != "marker")
    return Node(line.text[marker.end() :], line.start + marker.end(), marker["marker"].strip(), kind)


def _is_bare_heading(line: Line, following: Line | None) -> bool:
    """A heading without number: short, unpunctuated, over a bulleted list or in capitals."""
    if following is None or line.is_cells or len(line.text) > LONGEST_BARE_HEADING or line.text.endswith(PUNCTUATION):
        return False
    marker = MARKER.match(following.text)
    return is_capitals(line.text) or bool(marker and (marker["dash"] or marker["plus"] or marker["bullet"]))


def _opens_under(node: Node, open_nodes: list[Node]) -> bool:
    kinds = [other.kind for other in open_nodes]
    if node.kind in kinds:
        return False
    return not (node.kind in SECTIONS and kinds[-1] not in SECTIONS)


def _owner_of_text(open_nodes: list[Node]) -> Node:
    last = open_nodes[-1]
    if not last.children and not re.search(r"[.;]$", last.text):
        return last
    return next((node for node in reversed(open_nodes) if node.kind in SECTIONS), open_nodes[0])


def _attach(parent: Node, node: Node) -> None:
    node.parent = parent
    parent.children.append(node)
