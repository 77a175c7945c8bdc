"""The paper as PDF, set by typst in the letters we carry; every text travels as data, never as typst source."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Literal

import typst

from . import wording
from .measuring import (
    FONTS,
    broken,
    head_columns,
    header_top,
    rule_length,
    table_layout,
    text_width,
    urgency_width,
    width_mm,
)
from .paper import Annex, Bar, Block, Bullet, Figure, Heading, Paper, Paragraph, Plot, Table

TYPESET = Path(__file__).resolve().parent / "typeset"
PICTURE_DPI = 300
WIDEST_LABEL = 60
PLOT_LETTERS = 11
TALLEST_PLOT = 190
BAR_PITCH = 7.5


def to_pdf(paper: Paper) -> bytes:
    """Return the paper as a PDF in the form of Decree 30/2020, its text selectable and searchable."""
    return _set("paper.typ", _paper_data(wording.tidied(paper)), "pdf")


def plot_picture(plot: Plot, width: float) -> bytes:
    """Return the bars of a plot as PNG, the width in millimetres; its title and note are set beside it as text."""
    return _set("picture.typ", {"plot": _plot_data(plot, width), "width": width}, "png")


def _set(template: str, data: dict, kind: Literal["pdf", "png"]) -> bytes:
    return typst.compile(
        str(TYPESET / template),
        root=str(TYPESET),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format=kind,
        ppi=PICTURE_DPI,
    )


def _paper_data(paper: Paper) -> dict:
    upright = text_width(paper.profile)
    return {
        "profile": asdict(paper.profile),
        "title": wording.paper_title(paper),
        "author": paper.issuer,
        "draft": wording.DRAFT if paper.draft else "",
        "header_top": header_top(paper),
        "footer": paper.footer_note,
        "head": _head_data(paper),
        "named": None if paper.is_letter else _title_data(paper),
        "to": wording.addressee_lines(paper),
        "to_word": wording.TO,
        "blocks": _blocks(wording.closed(paper.body), paper, upright),
        "signing": _signing_data(paper),
        "annexes": [_annex_data(paper, place, annex) for place, annex in enumerate(paper.annexes, 1)],
    }


def _head_data(paper: Paper) -> dict:
    profile = paper.profile
    left, right = head_columns(paper)
    issuer = broken(paper.issuer.upper(), profile.issuer, left - 2, bold=True)
    return {
        "columns": [left, right],
        "parent": broken(paper.parent_issuer.upper(), profile.issuer, left - 2),
        "issuer": issuer,
        "issuer_rule": rule_length(issuer, profile.issuer),
        "state": wording.STATE,
        "motto": wording.MOTTO,
        "motto_rule": width_mm(wording.MOTTO, profile.motto, bold=True),
        "number": wording.number_line(paper),
        "date": wording.date_line(paper),
        "subject": wording.subject_line(paper) if paper.is_letter else "",
        "urgency": paper.urgency.upper(),
        "urgency_width": urgency_width(paper),
    }


def _title_data(paper: Paper) -> dict:
    subject = broken(paper.subject, paper.profile.title, text_width(paper.profile) - 20, bold=True)
    return {"kind": paper.doc_type.upper(), "subject": subject, "rule": rule_length(subject, paper.profile.title)}


def _signing_data(paper: Paper) -> dict:
    columns = head_columns(paper)
    lines = [
        part
        for line in wording.signing_lines(paper)
        for part in broken(line, paper.profile.signer, columns[1] - 2, bold=True)
    ]
    return {
        "columns": columns,
        "lines": lines,
        "name": paper.signer_name,
        "recipients_word": wording.RECIPIENTS,
        "recipients": wording.recipient_lines(paper),
    }


def _annex_data(paper: Paper, place: int, annex: Annex) -> dict:
    width = text_width(paper.profile, landscape=annex.landscape)
    return {
        "landscape": annex.landscape,
        "heading": wording.annex_heading(place, len(paper.annexes)),
        "title": broken(annex.title.upper(), paper.profile.annex, width - 10, bold=True),
        "note": annex.note or wording.annex_note(paper),
        "blocks": _blocks(annex.blocks, paper, width),
    }


def _blocks(blocks: Sequence[Block], paper: Paper, width: float) -> list[dict]:
    return [_block(block, paper, width) for block in blocks]


def _block(block: Block, paper: Paper, width: float) -> dict:
    match block:
        case Paragraph(text, italic):
            return {"is": "paragraph", "text": text, "italic": italic}
        case Heading(text, level):
            return {"is": "heading", "text": text, "level": level}
        case Bullet(text):
            return {"is": "paragraph", "text": f"- {text}", "italic": False}
        case Table():
            return {"is": "table", **_table_data(block, paper, width)}
        case Figure(plot):
            return {"is": "plot", **_plot_data(plot, text_width(paper.profile))}


def _table_data(table: Table, paper: Paper, width: float) -> dict:
    size, widths = table_layout(table, paper.profile, width)
    return {
        "size": size,
        "widths": widths,
        "aligns": wording.table_aligns(table),
        "head": list(table.head),
        "rows": wording.table_texts(table),
        "totals": bool(table.totals),
    }


def _plot_data(plot: Plot, width: float) -> dict:
    labels = max((width_mm(bar.label, PLOT_LETTERS) for bar in plot.bars), default=0)
    ends = max((width_mm(wording.bar_text(bar.value, bar.of), PLOT_LETTERS) for bar in plot.bars), default=0)
    label_width = min(labels + 1, WIDEST_LABEL)
    return {
        "title": plot.title,
        "note": plot.note,
        "words": wording.plot_in_words(plot),
        "width": width,
        "letters": PLOT_LETTERS,
        "pitch": min(BAR_PITCH, TALLEST_PLOT / max(1, len(plot.bars))),
        "label_width": label_width,
        "bar_width": width - label_width - ends - 6,
        "bars": [_bar_data(bar, plot) for bar in plot.bars],
    }


def _bar_data(bar: Bar, plot: Plot) -> dict:
    longest = max(float(end) for each in plot.bars for end in (each.value or 0, each.of or 0, 0.0)) or 1.0
    return {
        "label": bar.label,
        "end": wording.bar_text(bar.value, bar.of),
        "value": float(bar.value or 0) / longest,
        "of": float(bar.of or 0) / longest,
    }
