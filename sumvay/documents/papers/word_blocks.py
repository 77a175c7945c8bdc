"""The blocks of a body or an annex in a .docx: paragraphs, headings, tables, plots."""

from collections.abc import Sequence
from io import BytesIO

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from . import word_marks, wording
from .measuring import CELL_PADDING, table_layout, text_width
from .paper import Block, Bullet, Figure, Heading, Paragraph, Plot, Profile, Table
from .pdf import plot_picture

ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def add_blocks(document, blocks: Sequence[Block], profile: Profile, width: float):
    """Add blocks at the end of a document; width is that between the margins, in millimetres."""
    for block in blocks:
        match block:
            case Paragraph(text, italic):
                _add_text(document, text, profile).italic = italic
            case Heading(text, level):
                _add_heading(document, text, level, profile)
            case Bullet(text):
                _add_text(document, f"- {text}", profile)
            case Table():
                _add_table(document, block, profile, width)
            case Figure(plot):
                _add_plot(document, plot, profile)


def _add_text(document, text: str, profile: Profile):
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    shape.first_line_indent = Mm(profile.indent)
    shape.space_after = Pt(profile.paragraph_gap)
    shape.line_spacing = profile.line_spacing
    return paragraph.add_run(text)


def _add_heading(document, text: str, level: int, profile: Profile):
    run = _add_text(document, text, profile)
    run.bold, run.italic = True, level > 2
    shape = document.paragraphs[-1].paragraph_format
    shape.keep_with_next = True
    shape.alignment = WD_ALIGN_PARAGRAPH.LEFT
    outline = word_marks.element("outlineLvl", val=level - 1)
    document.paragraphs[-1]._p.pPr.insert_element_before(outline, "w:divId", "w:rPr", "w:sectPr")


def _add_table(document, table: Table, profile: Profile, width: float):
    size, widths = table_layout(table, profile, width)
    rows = wording.table_texts(table)
    aligns = [ALIGNMENTS[align] for align in wording.table_aligns(table)]
    drawn = word_marks.make_table(document, 0, widths, style="Table Grid", padding=CELL_PADDING)
    head = _add_row(drawn, table.head, size, [WD_ALIGN_PARAGRAPH.CENTER] * len(widths), bold=True)
    word_marks.repeat_as_head(head)
    for place, row in enumerate(rows):
        _add_row(drawn, row, size, aligns, bold=bool(table.totals) and place == len(rows) - 1)
    _add_gap(document)


def _add_row(table, texts: Sequence[str], size: float, aligns: list, *, bold: bool):
    row = table.add_row()
    word_marks.keep_row_whole(row)
    for cell, text, align in zip(row.cells, texts, aligns, strict=True):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        paragraph.alignment = align
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1)
        run = paragraph.add_run(text)
        run.font.size, run.bold = Pt(size), bold
    return row


def _add_plot(document, plot: Plot, profile: Profile):
    width = text_width(profile)
    title = _centred(document, plot.title, profile.body)
    title.paragraph_format.keep_with_next = True
    title.runs[0].bold = True
    picture = document.add_paragraph()
    picture.alignment = WD_ALIGN_PARAGRAPH.CENTER
    picture.paragraph_format.keep_with_next = bool(plot.note)
    run = picture.add_run()
    run.add_picture(BytesIO(plot_picture(plot, width)), width=Mm(width))
    word_marks.describe_picture(run, wording.plot_in_words(plot))
    if plot.note:
        _centred(document, plot.note, 12).runs[0].italic = True
    document.paragraphs[-1].paragraph_format.space_after = Pt(8)


def _centred(document, text: str, size: float):
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before = Pt(4)
    paragraph.paragraph_format.space_after = Pt(4)
    paragraph.add_run(text).font.size = Pt(size)
    return paragraph


def _add_gap(document):
    document.add_paragraph().paragraph_format.line_spacing = Pt(8)
