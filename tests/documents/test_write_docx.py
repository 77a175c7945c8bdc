"""The .docx of a paper keeps the sizes, faces and places of Decree 30/2020."""

from io import BytesIO

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from sumvay.documents.papers import Paragraph, to_docx

from .sample_papers import letter, report


def opened(paper):
    return docx.Document(BytesIO(to_docx(paper)))


def everywhere(document):
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return [*document.paragraphs, *(paragraph for cell in cells for paragraph in cell.paragraphs)]


def line(document, text):
    return next(paragraph for paragraph in everywhere(document) if paragraph.text.replace("\n", " ") == text)


def look(paragraph):
    run = paragraph.runs[0]
    return run.font.size.pt, bool(run.bold), bool(run.italic)


def rule_lengths(paragraphs, across):
    """Lengths of drawn rules in millimetres: empty paragraphs with a top border, narrowed by their indents."""
    shapes = [
        paragraph.paragraph_format
        for paragraph in paragraphs
        if paragraph._p.find(f"{qn('w:pPr')}/{qn('w:pBdr')}/{qn('w:top')}") is not None and not paragraph.text
    ]
    return [across - shape.left_indent.mm - shape.right_indent.mm for shape in shapes]


def test_the_page_is_a4_with_the_margins_of_the_decree():
    section = opened(letter()).sections[0]
    assert (round(section.page_width.mm, 1), round(section.page_height.mm, 1)) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]


def test_the_whole_paper_is_in_times_new_roman():
    document = opened(report())
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}
    assert {run.font.name for paragraph in everywhere(document) for run in paragraph.runs} == {None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, True, False)),
        ("Độc lập - Tự do - Hạnh phúc", (13, True, False)),
        ("LIÊN ĐOÀN LAO ĐỘNG THÀNH PHỐ HÀ NỘI", (12, False, False)),
        ("CÔNG ĐOÀN PHƯỜNG BỒ ĐỀ", (12, True, False)),
        ("Số: 07/CĐP", (13, False, False)),
        ("Bồ Đề, ngày 08 tháng 01 năm 2027", (13, False, True)),
        ("V/v truyền thông chăm lo đoàn viên dịp Tết Đinh Mùi 2027", (12, False, False)),
        ("TM. BAN THƯỜNG VỤ", (14, True, False)),
        ("CHỦ TỊCH", (14, True, False)),
        ("Nguyễn Thị Phương Quỳnh", (14, True, False)),
        ("Nơi nhận:", (12, True, True)),
        ("- Như trên;", (11, False, False)),
        ("- Lưu: VT.", (11, False, False)),
    ],
)
def test_each_part_of_a_letter_has_its_size_and_style(text, expected):
    assert look(line(opened(letter()), text)) == expected


def test_a_named_paper_has_its_kind_and_subject_in_the_middle_at_14():
    document = opened(report())
    kind = line(document, "BÁO CÁO")
    subject = line(document, "Kết quả truyền thông chăm lo đoàn viên, người lao động dịp Tết Đinh Mùi 2027")
    assert [look(kind), look(subject)] == [(14, True, False)] * 2
    assert {kind.alignment, subject.alignment} == {WD_ALIGN_PARAGRAPH.CENTER}
    assert not any(paragraph.text.startswith("V/v") for paragraph in everywhere(document))


def test_rules_are_drawn_as_long_as_the_decree_says():
    document = opened(report())
    (issuer, state), _ = (row.cells for row in document.tables[0].rows)
    (under_issuer,) = rule_lengths(issuer.paragraphs, issuer.width.mm)
    (under_motto,) = rule_lengths(state.paragraphs, state.width.mm)
    (under_subject,) = rule_lengths(document.paragraphs, 165)
    assert 55 / 3 <= under_issuer <= 60 / 2
    assert 55 <= under_motto <= 58
    assert 30 <= under_subject <= 60
    assert not any(run.underline for paragraph in everywhere(document) for run in paragraph.runs)
    assert "───" not in "".join(paragraph.text for paragraph in everywhere(document))


def test_body_is_justified_with_an_indent_and_ends_with_the_closing_mark():
    last = opened(letter(body=[Paragraph("Một.\nHai.")])).paragraphs[-1]
    shape = last.paragraph_format
    assert last.text == "Hai./."
    assert shape.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert (round(shape.first_line_indent.cm, 2), shape.space_after, shape.line_spacing) == (1.27, Pt(6), 1.15)


def test_the_signature_stays_whole_and_with_the_last_paragraph():
    document = opened(letter())
    assert document.paragraphs[-1].paragraph_format.keep_with_next
    assert document.tables[-1].rows[0]._tr.trPr.find(qn("w:cantSplit")) is not None


def test_the_page_number_is_in_the_header_but_not_on_the_first_page():
    section = opened(letter()).sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert section.header.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert "PAGE" not in section.first_page_header._element.xml


def test_a_draft_says_so_at_the_head_of_every_page_and_a_paper_does_not():
    draft, paper = opened(letter(draft=True)).sections[0], opened(letter()).sections[0]
    assert [header.paragraphs[0].text for header in (draft.header, draft.first_page_header)] == ["BẢN DỰ THẢO"] * 2
    assert [header.paragraphs[0].text for header in (paper.header, paper.first_page_header)] == ["", ""]


def test_urgency_stands_in_a_frame():
    frame = line(opened(letter(urgency="Hỏa tốc")), "HỎA TỐC")
    sides = frame._p.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
    assert {side.tag for side in sides} == {qn(f"w:{side}") for side in ("top", "left", "bottom", "right")}


def test_a_footer_note_stands_on_every_page():
    section = opened(letter(footer_note="Bản in của Công đoàn cơ sở")).sections[0]
    assert section.footer.paragraphs[0].text == "Bản in của Công đoàn cơ sở"
    assert section.first_page_footer.paragraphs[0].text == "Bản in của Công đoàn cơ sở"


def test_the_file_names_the_paper_and_no_program():
    about = opened(report()).core_properties
    assert about.title.startswith("Báo cáo Kết quả truyền thông")
    assert (about.author, about.comments) == ("Công đoàn phường Bồ Đề", "")


def test_marks_no_file_can_hold_are_dropped_and_letters_composed():
    document = opened(letter(signer_name="Nguye\u0302\u0303n\x00 Văn\x0b A", recipients=[]))
    assert document.tables[-1].rows[0].cells[1].paragraphs[-1].text == "Nguyễn Văn A"
    assert "Nơi nhận" not in "".join(paragraph.text for paragraph in everywhere(document))
