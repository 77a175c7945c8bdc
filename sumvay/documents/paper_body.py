"""A paper's body between three shapes: the stored blocks, the lines an officer edits, and the writer's dataclasses.

Edited text, one block a line: "I. …", "1. …" and "a) …" without a closing mark are headings, "- …" is a dash,
"Căn cứ …;" a basis in italics. What these signs would read wrongly is written out: "#", "##", "###" a heading,
"|" a plain paragraph, "_…_" italics. A table stands as "[[1]]" and keeps what is in it.
"""

import re

from sumvay.documents.papers import Annex, Bar, Bullet, Figure, Heading, Paragraph, Plot, Table
from sumvay.vietnamese import nfc

CLOSED = re.compile(r"[.;:,!?]$")
HEADINGS = (
    (1, re.compile(r"[IVX]{1,5}\. (?=\S)")),
    (2, re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2})?\. (?=\S)")),
    (3, re.compile(r"[a-zđ]\) (?=\S)")),
)
LONGEST_HEADING = 120
TABLE_MARK = re.compile(r"\[\[([0-9]{1,2})\]\]")


def blocks_of(body: dict) -> list[Paragraph | Heading | Bullet | Table]:
    """The writer's blocks of a stored body; a block of no known kind is a KeyError, for it is our own mistake."""
    makers = {"paragraph": _paragraph, "heading": _heading, "bullet": _bullet, "table": _table}
    return [makers[block["kind"]](block) for block in body.get("blocks", [])]


def annexes_of(body: dict) -> list[Annex]:
    """The writer's annexes of a stored body: the plot, if any, above the table."""
    return [
        Annex(title=annex["title"], blocks=_annex_blocks(annex), note=annex.get("note", ""))
        for annex in body.get("annexes", [])
    ]


def tidied_body(body: dict) -> dict:
    """The same body in NFC; raises what blocks_of and annexes_of raise when the writer could not draw it."""
    tidy = _in_nfc(body)
    blocks_of(tidy)
    annexes_of(tidy)
    return tidy


def editable_text(body: dict) -> str:
    """The blocks as lines an officer can edit, an empty line between them."""
    lines, tables = [], 0
    for block in body.get("blocks", []):
        if block["kind"] == "table":
            tables += 1
            lines.append(f"[[{tables}]]")
        else:
            lines.extend(_lines_of(block))
    return "\n\n".join(lines)


def body_from_text(text: str, *, before: dict) -> dict:
    """The body an officer wrote; tables named in the text and all annexes come from the body before."""
    if before and text.splitlines() == editable_text(before).splitlines():
        return before
    tables = [block for block in before.get("blocks", []) if block["kind"] == "table"]
    blocks = []
    for line in filter(None, map(str.strip, nfc(text).splitlines())):
        mark = TABLE_MARK.fullmatch(line)
        if mark and 1 <= int(mark[1]) <= len(tables):
            blocks.append(tables[int(mark[1]) - 1])
        else:
            blocks.append(_block_from(line))
    return {**before, "blocks": blocks}


def _lines_of(block):
    for line in filter(None, map(str.strip, block["text"].splitlines())):
        part = {**block, "text": line}
        plain = {"bullet": f"- {line}"}.get(block["kind"], line)
        if _block_from(plain) == _normal(part):
            yield plain
        else:
            yield _marked(part)


def _marked(block):
    match block["kind"]:
        case "heading":
            return "#" * block.get("level", 1) + f" {block['text']}"
        case "bullet":
            return f"- {block['text']}"
    return f"_{block['text']}_" if block.get("italic") else f"| {block['text']}"


def _normal(block):
    match block["kind"]:
        case "heading":
            return {"kind": "heading", "level": block.get("level", 1), "text": block["text"]}
        case "bullet":
            return {"kind": "bullet", "text": block["text"]}
    return {"kind": "paragraph", "text": block["text"], "italic": bool(block.get("italic"))}


def _block_from(line):
    if marked := re.fullmatch(r"(#{1,3}) (.+)", line):
        return {"kind": "heading", "level": len(marked[1]), "text": marked[2]}
    if plain := re.fullmatch(r"\| ?(.+)", line):
        return {"kind": "paragraph", "text": plain[1], "italic": False}
    if italic := re.fullmatch(r"_(.+)_", line):
        return {"kind": "paragraph", "text": italic[1], "italic": True}
    if dash := re.fullmatch(r"[-–+] ?(\S.*)", line):
        return {"kind": "bullet", "text": dash[1]}
    if level := _heading_level(line):
        return {"kind": "heading", "level": level, "text": line}
    return {"kind": "paragraph", "text": line, "italic": line.startswith("Căn cứ ") and line.endswith(";")}


def _heading_level(line):
    if len(line) > LONGEST_HEADING or CLOSED.search(line):
        return 0
    return next((level for level, sign in HEADINGS if sign.match(line)), 0)


def _paragraph(block):
    return Paragraph(block["text"], italic=bool(block.get("italic")))


def _heading(block):
    return Heading(block["text"], level=block.get("level", 1))


def _bullet(block):
    return Bullet(block["text"])


def _table(block):
    return Table(head=block["head"], rows=block["rows"], totals=block.get("totals", ()), widths=block.get("widths", ()))


def _annex_blocks(annex):
    plot = annex.get("plot")
    drawn = [Figure(Plot(plot["title"], [Bar(*bar) for bar in plot["bars"]], plot.get("note", "")))] if plot else []
    return [*drawn, _table(annex)]


def _in_nfc(value):
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, list | tuple):
        return [_in_nfc(part) for part in value]
    if isinstance(value, dict):
        return {key: _in_nfc(part) for key, part in value.items()}
    return value
