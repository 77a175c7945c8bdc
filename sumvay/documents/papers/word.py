"""The paper as .docx in the form of Decree 30/2020, so that an officer can go on writing in it."""

from collections.abc import Sequence
from io import BytesIO

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor

from . import word_marks, wording
from .measuring import A4, broken, head_columns, header_top, rule_length, text_width, urgency_width, width_mm
from .paper import Annex, Paper
from .word_blocks import add_blocks

FACE = "Times New Roman"
CENTER = WD_ALIGN_PARAGRAPH.CENTER
LIGHT = RGBColor(0x96, 0x96, 0x96)


def to_docx(paper: Paper) -> bytes:
    """Return the paper as .docx in the form of Decree 30/2020, each annex in a section of its own."""
    paper = wording.tidied(paper)
    document = _blank(paper)
    _add_letterhead(document, paper)
    if not paper.is_letter:
        _add_title(document, paper)
    _add_addressees(document, paper)
    add_blocks(document, wording.closed(paper.body), paper.profile, text_width(paper.profile))
    if document.paragraphs:
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    _add_signature(document, paper)
    for place, annex in enumerate(paper.annexes, 1):
        _add_annex(document, paper, place, annex)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _blank(paper: Paper):
    document = docx.Document()
    word_marks.set_modern_layout(document)
    normal = document.styles["Normal"]
    word_marks.set_letters(normal, FACE, paper.profile.body)
    normal.paragraph_format.space_after = 0
    normal.paragraph_format.line_spacing = 1.0
    normal.paragraph_format.widow_control = True
    word_marks.set_properties(document, wording.paper_title(paper), paper.issuer)
    _shape_section(document.sections[0], paper, landscape=False)
    _add_header(document.sections[0], paper)
    return document


def _shape_section(section, paper: Paper, *, landscape: bool):
    profile = paper.profile
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(A4[landscape]), Mm(A4[not landscape])
    section.top_margin, section.bottom_margin = Mm(profile.top), Mm(profile.bottom)
    section.left_margin, section.right_margin = Mm(profile.left), Mm(profile.right)
    section.header_distance, section.footer_distance = Mm(header_top(paper)), Mm(8)
    word_marks.start_numbering(section)


def _add_header(section, paper: Paper):
    if paper.draft:
        for header in (section.first_page_header, section.header):
            _light(header.paragraphs[0], wording.DRAFT, 11, bold=True)
    number = section.header.add_paragraph() if paper.draft else section.header.paragraphs[0]
    number.alignment = CENTER
    word_marks.add_page_number(number, paper.profile.page_number)
    if paper.footer_note:
        for footer in (section.first_page_footer, section.footer):
            _light(footer.paragraphs[0], paper.footer_note, 9)


def _light(paragraph, text: str, size: float, *, bold: bool = False):
    paragraph.alignment = CENTER
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.font.color.rgb = Pt(size), bold, LIGHT


def _line(holder, lines: Sequence[str], size: float, *, bold=False, italic=False, before: float = 0):
    """Add one centred paragraph to a cell or document; its lines are broken by hand."""
    paragraph = holder.add_paragraph()
    paragraph.alignment = CENTER
    paragraph.paragraph_format.space_before = Pt(before)
    for place, line in enumerate(lines):
        run = paragraph.add_run()
        if place:
            run.add_break()
        run.add_text(line)
        run.font.size, run.bold, run.italic = Pt(size), bold, italic
    return paragraph


def _add_letterhead(document, paper: Paper):
    profile = paper.profile
    left, right = head_columns(paper)
    (issuer, state), (number, date) = (row.cells for row in word_marks.make_table(document, 2, [left, right]).rows)
    if paper.parent_issuer:
        _line(issuer, broken(paper.parent_issuer.upper(), profile.issuer, left - 2), profile.issuer)
    name = broken(paper.issuer.upper(), profile.issuer, left - 2, bold=True)
    _line(issuer, name, profile.issuer, bold=True)
    word_marks.draw_rule(issuer.add_paragraph(), rule_length(name, profile.issuer), left)
    _line(state, [wording.STATE], profile.state, bold=True)
    _line(state, [wording.MOTTO], profile.motto, bold=True)
    word_marks.draw_rule(state.add_paragraph(), width_mm(wording.MOTTO, profile.motto, bold=True), right)
    _line(number, [wording.number_line(paper)], profile.number, before=6)
    _line(date, [wording.date_line(paper)], profile.date, italic=True, before=6)
    if paper.is_letter:
        _line(number, [wording.subject_line(paper)], profile.subject, before=6)
    if paper.urgency:
        frame = _line(number, [paper.urgency.upper()], 13, bold=True, before=10)
        word_marks.draw_frame(frame, urgency_width(paper), left)
    word_marks.drop_empty_starts(issuer, state, number, date)


def _add_title(document, paper: Paper):
    size, width = paper.profile.title, text_width(paper.profile)
    subject = broken(paper.subject, size, width - 20, bold=True)
    _line(document, [paper.doc_type.upper()], size, bold=True, before=18)
    _line(document, subject, size, bold=True)
    word_marks.draw_rule(document.add_paragraph(), rule_length(subject, size), width)


def _add_addressees(document, paper: Paper):
    names = wording.addressee_lines(paper)
    size = paper.profile.body
    if len(names) == 1:
        _line(document, [f"{wording.TO} {names[0]}"], size, before=14)
    elif names:
        _indented(document, wording.TO, 20, before=14)
        for name in names:
            _indented(document, name, 20 + width_mm(wording.TO[:-1], size), before=2)
    last = document.add_paragraph()
    last.paragraph_format.line_spacing = Pt(8)


def _indented(document, text: str, left: float, *, before: float):
    paragraph = document.add_paragraph(text)
    paragraph.paragraph_format.left_indent = Mm(left)
    paragraph.paragraph_format.space_before = Pt(before)


def _add_signature(document, paper: Paper):
    profile = paper.profile
    widths = head_columns(paper)
    row = word_marks.make_table(document, 1, list(widths)).rows[0]
    word_marks.keep_row_whole(row)
    left, right = row.cells
    _add_recipients(left, paper)
    for line in wording.signing_lines(paper):
        _line(right, broken(line, profile.signer, widths[1] - 2, bold=True), profile.signer, bold=True)
    _line(right, [paper.signer_name], profile.signer, bold=True, before=profile.signature_room)
    word_marks.drop_empty_starts(right)


def _add_recipients(cell, paper: Paper):
    lines = wording.recipient_lines(paper)
    if not lines:
        return
    head = cell.paragraphs[0].add_run(wording.RECIPIENTS)
    head.bold = head.italic = True
    head.font.size = Pt(paper.profile.recipients_head)
    for line in lines:
        paragraph = cell.add_paragraph()
        paragraph.paragraph_format.right_indent = Mm(4)
        paragraph.add_run(line).font.size = Pt(paper.profile.recipients)


def _add_annex(document, paper: Paper, place: int, annex: Annex):
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _shape_section(section, paper, landscape=annex.landscape)
    width = text_width(paper.profile, landscape=annex.landscape)
    size = paper.profile.annex
    _line(document, [wording.annex_heading(place, len(paper.annexes))], 14, bold=True)
    _line(document, broken(annex.title.upper(), size, width - 10, bold=True), size, bold=True, before=3)
    note = _line(document, [annex.note or wording.annex_note(paper)], 13, italic=True, before=3)
    note.paragraph_format.space_after = Pt(12)
    add_blocks(document, annex.blocks, paper.profile, width)
