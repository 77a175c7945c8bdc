"""Headed blocks of content to spread, each with its items."""

import re

from sumvay.documents.reading.findings import Found, found_in
from sumvay.documents.reading.outline import Node
from sumvay.documents.reading.sections import Purpose

LONGEST_TITLE = 200
# Under these, headed blocks are areas of work, which count as topics too.
WORK_AREAS = re.compile(r"(?:các\s+)?(?:nhiệm vụ|giải pháp|biện pháp)", re.I)


def read_topics(outline: Node, purposes: dict[int, Purpose]) -> list[tuple[Found, list[Found]]]:
    """Title and items of every heading for content; purpose, targets, funds and organisation are no content."""
    topics: list[tuple[Found, list[Found]]] = []
    for node in outline.children:
        topics += _topics_in(node, purposes)
    return topics


def _topics_in(node: Node, purposes: dict[int, Purpose]) -> list[tuple[Found, list[Found]]]:
    headed = [child for child in node.children if child.children and len(child.title) <= LONGEST_TITLE]
    is_content = purposes.get(node.start) is Purpose.CONTENT
    if headed and (is_content or WORK_AREAS.match(node.title)):
        return [topic for child in headed for topic in _topics_in(child, purposes)]
    if not is_content or not 0 < len(node.title) <= LONGEST_TITLE:
        return []
    items = [child for child in node.children if child.kind != "text"]
    if not items and any(node.above()):
        items = [child for child in node.children if not child.is_cells]
    if not items:
        return []
    title = found_in(node.title, node.start, node.start + len(node.title))
    return [(title, [found_in(item.text, item.start, item.start + len(item.text)) for item in items])]
