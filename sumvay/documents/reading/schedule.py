"""Tables that say what is due when and by whom."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sumvay.documents.reading.outline import Node
from sumvay.documents.reading.sections import is_ours
from sumvay.vietnamese.letters import fold

WHAT = re.compile(r"noi dung|cong viec|nhiem vu|hoat dong|viec")
WHO = re.compile(r"don vi thuc hien|chu tri|thuc hien|phu trach|don vi")
WHEN = re.compile(r"thoi han|thoi gian|tien do|hoan thanh|ngay")
BORDER = " | "


@dataclass(frozen=True)
class Due:
    """One row of such a table; the starts are places in the paper's text."""

    what: str
    what_start: int
    when: str
    when_start: int


def schedule_of(outline: Node, issuers: list[str]) -> list[Due]:
    """The rows that units below must keep; those of the issuer itself are left out."""
    return [due for table in _tables(outline) for due in _rows(table, issuers)]


def _tables(outline: Node) -> list[list[Node]]:
    tables: list[list[Node]] = []
    before: Node | None = None
    for node in outline.below():
        if node.is_cells:
            if before is None or not before.is_cells:
                tables.append([])
            tables[-1].append(node)
        before = node
    return tables


def _rows(table: list[Node], issuers: list[str]) -> Iterator[Due]:
    header = [fold(cell) for cell in table[0].text.split(BORDER)]
    what, who, when = (
        next((n for n, cell in enumerate(header) if name.search(cell)), None) for name in (WHAT, WHO, WHEN)
    )
    if what is None or when is None:
        return
    for row in table[1:]:
        cells = row.text.split(BORDER)
        if len(cells) != len(header) or (who is not None and is_ours(cells[who], issuers)):
            continue
        starts = [row.start + sum(len(cell) + len(BORDER) for cell in cells[:n]) for n in range(len(cells))]
        yield Due(cells[what], starts[what], cells[when], starts[when])
