"""Annexes stand on pages of their own: own numbers, repeated heads, figures to the right, side-lying when wide."""

from io import BytesIO

import docx
import pdfplumber
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from sumvay.documents.papers import Annex, Table, to_docx, to_pdf
from sumvay.documents.papers.measuring import table_layout
from sumvay.documents.papers.paper import ND30

from .sample_papers import letter, report


def opened(paper):
    return docx.Document(BytesIO(to_docx(paper)))


def pdf_pages(paper):
    with pdfplumber.open(BytesIO(to_pdf(paper))) as book:
        return [(page.width > page.height, page.extract_text()) for page in book.pages]


def test_each_annex_is_a_section_numbered_from_one():
    main, *annexes = opened(report()).sections
    assert [section.orientation for section in annexes] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    for section in (main, *annexes):
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert section.different_first_page_header_footer


def test_in_the_pdf_the_head_repeats_and_pages_of_an_annex_count_from_one():
    pages = pdf_pages(report())
    annex = [text for _, text in pages if "Đoàn viên Tin, bài" in text]
    assert len(annex) >= 2
    assert annex[0].startswith("Phụ lục I\nKẾT QUẢ CỦA TỪNG ĐƠN VỊ\n(Kèm theo Báo cáo số")
    assert [text.split("\n", 1)[0] for text in annex[1:]] == [str(place) for place in range(2, len(annex) + 1)]
    lying, last = pages[-1]
    assert lying
    assert last.startswith("Phụ lục II\n")


def test_in_the_docx_the_head_repeats_and_rows_stay_whole():
    table = opened(report()).tables[2]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert table.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None


def test_figures_stand_to_the_right_and_a_missing_one_is_a_dash():
    table = opened(report()).tables[2]
    assert [cell.text for cell in table.rows[1].cells] == ["1", "Công đoàn cơ sở Công ty số 1", "1.000", "–"]
    sides = [cell.paragraphs[0].alignment for cell in table.rows[1].cells]
    right = WD_ALIGN_PARAGRAPH.RIGHT
    assert sides == [WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, right, right]
    assert {cell.paragraphs[0].runs[0].font.size.pt for cell in table.rows[1].cells} == {12}


def test_totals_are_bold_and_empty_words_stay_empty():
    last = opened(report()).tables[2].rows[-1].cells
    assert [cell.text for cell in last] == ["", "Tổng cộng", "1.830.000", "–"]
    assert all(run.bold for cell in last for run in cell.paragraphs[0].runs)


def test_columns_fill_the_width_and_no_word_is_cut():
    names = [[place, "Công đoàn cơ sở Trường Trung học cơ sở Nguyễn Bỉnh Khiêm", 1_500_000_000] for place in range(3)]
    size, widths = table_layout(Table(["STT", "Đơn vị", "Số tiền (đồng)"], names), ND30, 165)
    assert size == 12
    assert round(sum(widths), 3) == 165
    assert widths[1] > 100
    assert widths[2] > 25


def test_letters_shrink_only_when_a_word_would_not_fit():
    many = Table([f"Chỉ tiêu {place}" for place in range(12)], [[123_456_789] * 12])
    size, widths = table_layout(many, ND30, 252)
    assert 8 <= size < 12
    assert round(sum(widths), 3) == 252


def test_given_widths_and_sides_are_kept():
    table = Table(["A", "B"], [["a", 1]], widths=(3, 1), aligns=("center", "left"))
    drawn = opened(letter(annexes=[Annex("Mẫu", [table])])).tables[-1]
    assert [round(cell.width.mm) for cell in drawn.rows[1].cells] == [124, 41]
    sides = [cell.paragraphs[0].alignment for cell in drawn.rows[1].cells]
    assert sides == [WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT]


def test_a_single_annex_with_its_own_note_is_not_numbered():
    (_, _), (_, text) = pdf_pages(letter(annexes=[Annex("Mẫu", [], note="(Theo Hướng dẫn số 3)")]))
    assert text.splitlines() == ["Phụ lục", "MẪU", "(Theo Hướng dẫn số 3)"]
