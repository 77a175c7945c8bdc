"""A form of the level above is filled in place; what it looked like and what else it held stays."""

import re
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.shared import Pt
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from sumvay.documents.papers import EmptyCell, FormRefused, fill_docx, fill_xlsx, list_tables


def sheet_form():
    book = Workbook()
    sheet = book.active
    sheet.title = "Mẫu 01"
    for row in (
        ["LIÊN ĐOÀN LAO ĐỘNG", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        [],
        ["TT", "Nội dung", "Đơn vị tính", "Kết quả", None],
        [None, None, None, "Số lượng", "Số tiền"],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        [1, "Số suất quà", "suất", None, None],
        [2, "Số chuyến xe", "chuyến", None, None],
        [None, "Tổng cộng", "x", "=SUM(D6:D7)", "=SUM(E6:E7)"],
        [],
        [None, "NGƯỜI LẬP BIỂU", None, "CHỦ TỊCH"],
    ):
        sheet.append(row)
    for area in ("A3:A4", "B3:B4", "C3:C4", "D3:E3"):
        sheet.merge_cells(area)
    sheet["E6"].number_format = "#,##0"
    sheet["E6"].font = Font(name="Times New Roman", size=13, italic=True)
    sheet.column_dimensions["B"].width = 44
    book.create_sheet("Hướng dẫn")["A1"] = "Ghi số liệu đến 25/01"
    return saved(book)


def word_form():
    document = docx.Document()
    document.add_paragraph("Biểu số 2. Công tác truyền thông")
    table = document.add_table(3, 3)
    for row, texts in enumerate(
        [["Chỉ tiêu", "ĐVT", "Kết quả"], ["Số tin, bài", "bài", ""], ["Lượt chia sẻ", "lượt", "?"]]
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    mark = table.cell(2, 2).paragraphs[0].runs[0].font
    mark.size, mark.bold = Pt(13), True
    return saved(document)


def saved(office_file):
    content = BytesIO()
    office_file.save(content)
    return content.getvalue()


def test_numbers_are_written_as_numbers_and_the_look_of_the_cell_stays():
    filled = fill_xlsx(sheet_form(), {("Mẫu 01", "D6"): 1234, ("Mẫu 01", "E6"): Decimal("350000000.5")})
    sheet = load_workbook(BytesIO(filled))["Mẫu 01"]
    assert (sheet["D6"].value, sheet["E6"].value) == (1234, 350000000.5)
    assert (sheet["E6"].number_format, sheet["E6"].font.name, sheet["E6"].font.i) == ("#,##0", "Times New Roman", True)


def test_other_cells_formulas_merges_and_parts_of_the_workbook_stay():
    form = sheet_form()
    filled = fill_xlsx(form, {("Mẫu 01", "D7"): 9})
    before, after = (load_workbook(BytesIO(content))["Mẫu 01"] for content in (form, filled))
    changed = [cell.coordinate for row in after for cell in row if cell.value != before[cell.coordinate].value]
    assert changed == ["D7"]
    assert after["D8"].value == "=SUM(D6:D7)"
    assert after.merged_cells.ranges == before.merged_cells.ranges
    assert after.column_dimensions["B"].width == 44
    old, new = ZipFile(BytesIO(form)), ZipFile(BytesIO(filled))
    touched = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert new.namelist() == old.namelist()
    assert touched == {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}


def test_stale_results_of_formulas_are_dropped_and_recalculation_asked_for():
    form = sheet_form()
    with ZipFile(BytesIO(form)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    path = "xl/worksheets/sheet1.xml"
    parts[path] = re.sub(rb"(<f>SUM\(D6:D7\)</f>)<v.*?</c>", rb"\1<v>77</v></c>", parts[path])
    assert b"<v>77</v>" in parts[path]
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    filled = ZipFile(BytesIO(fill_xlsx(content.getvalue(), {("Mẫu 01", "D6"): 1})))
    assert b"77" not in filled.read(path)
    assert b'fullCalcOnLoad="1"' in filled.read("xl/workbook.xml")


def test_a_text_stays_a_text_even_when_it_begins_like_a_formula():
    filled = load_workbook(BytesIO(fill_xlsx(sheet_form(), {("Mẫu 01", "E7"): "=1+1 ước"})))["Mẫu 01"]
    raw = fill_xlsx(sheet_form(), {("Mẫu 01", "E7"): "=1+1 ước"})
    assert filled["E7"].value == "=1+1 ước"
    assert b"<f>1+1" not in ZipFile(BytesIO(raw)).read("xl/worksheets/sheet1.xml")


def test_a_merged_cell_is_filled_where_it_shows_and_a_far_cell_is_made():
    filled = fill_xlsx(sheet_form(), {("Mẫu 01", "E3"): "Kết quả năm", ("Mẫu 01", "H12"): 5, ("Hướng dẫn", "A2"): 3})
    book = load_workbook(BytesIO(filled))
    assert (book["Mẫu 01"]["D3"].value, book["Mẫu 01"]["H12"].value, book["Hướng dẫn"]["A2"].value) == (
        "Kết quả năm",
        5,
        3,
    )


@pytest.mark.parametrize("cell", [("Mẫu 02", "A1"), ("Mẫu 01", "7B"), ("Mẫu 01", "D8")])
def test_a_cell_that_is_not_there_or_holds_a_formula_is_refused(cell):
    with pytest.raises(FormRefused, match=cell[1]):
        fill_xlsx(sheet_form(), {cell: 1})


def test_a_word_table_is_filled_in_the_letters_of_its_cells():
    filled = docx.Document(BytesIO(fill_docx(word_form(), {(0, 1, 2): "1.234", (0, 2, 2): "56"})))
    texts = [[cell.text for cell in row.cells] for row in filled.tables[0].rows]
    assert texts == [["Chỉ tiêu", "ĐVT", "Kết quả"], ["Số tin, bài", "bài", "1.234"], ["Lượt chia sẻ", "lượt", "56"]]
    run = filled.tables[0].cell(2, 2).paragraphs[0].runs[0]
    assert (run.font.size, run.font.bold) == (Pt(13), True)


@pytest.mark.parametrize("cell", [(1, 0, 0), (0, 9, 0), (0, 0, 9)])
def test_a_place_outside_the_word_tables_is_refused(cell):
    with pytest.raises(FormRefused):
        fill_docx(word_form(), {cell: "1"})


def test_the_empty_cells_of_a_sheet_are_listed_with_their_row_and_column():
    (table,) = list_tables(sheet_form(), "Mau 01.XLSX")
    assert table.title == "Mẫu 01"
    assert table.rows[3][1] == "Số suất quà"
    assert table.cells == (
        EmptyCell(("Mẫu 01", "D6"), "Số suất quà", "Kết quả / Số lượng"),
        EmptyCell(("Mẫu 01", "E6"), "Số suất quà", "Kết quả / Số tiền"),
        EmptyCell(("Mẫu 01", "D7"), "Số chuyến xe", "Kết quả / Số lượng"),
        EmptyCell(("Mẫu 01", "E7"), "Số chuyến xe", "Kết quả / Số tiền"),
    )


def test_the_empty_cells_of_a_word_table_are_listed_under_the_line_above_it():
    (table,) = list_tables(word_form(), "bieu.docx")
    assert table.title == "Biểu số 2. Công tác truyền thông"
    assert table.cells == (EmptyCell((0, 1, 2), "Số tin, bài", "Kết quả"),)


def test_every_listed_cell_can_be_filled():
    form = sheet_form()
    cells = [cell.key for table in list_tables(form, "a.xlsx") for cell in table.cells]
    filled = fill_xlsx(form, {key: place for place, key in enumerate(cells, 1)})
    sheet = load_workbook(BytesIO(filled))["Mẫu 01"]
    assert [sheet[reference].value for _, reference in cells] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.xlsx"),
        (b"not a workbook", "a.xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old or locked", "a.docx"),
        (sheet_form(), "a.docx"),
        (word_form(), "a.xlsx"),
        (sheet_form(), "a.pdf"),
        (sheet_form()[:2000], "a.xlsx"),
    ],
)
def test_another_kind_of_file_is_refused_in_one_sentence(content, name):
    with pytest.raises(FormRefused, match=r"\.$"):
        list_tables(content, name)


def test_a_damaged_workbook_is_refused():
    with ZipFile(BytesIO(sheet_form())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = b"<worksheet><broken"
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    with pytest.raises(FormRefused):
        fill_xlsx(content.getvalue(), {("Mẫu 01", "D6"): 1})


def test_a_file_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr("sumvay.documents.papers.form_files.LARGEST_UNPACKED", 1000)
    with pytest.raises(FormRefused):
        fill_docx(word_form(), {})


def test_a_form_with_nothing_to_fill_is_refused():
    document = docx.Document()
    document.add_paragraph("Chỉ có chữ")
    with pytest.raises(FormRefused):
        list_tables(saved(document), "a.docx")
