"""The .xlsx of figures holds real numbers, empty cells and no formula that a text could smuggle in."""

import datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from sumvay.documents.papers import Column, to_xlsx

COLUMNS = [
    Column("STT", "number"),
    Column("Đơn vị"),
    Column("Tin, bài", "number"),
    Column("Số tiền (đồng)", "money"),
    Column("Ngày báo cáo", "date"),
]
ROWS = [
    [1, "Công đoàn cơ sở Công ty May Sông Hồng", 12, 350_000_000, datetime.date(2027, 1, 25)],
    [2, '=HYPERLINK("http://a.vn";"x")', None, Decimal("1500.5"), None],
]


@pytest.fixture
def sheet():
    content = to_xlsx("Kết quả của từng đơn vị", "Tính đến 25/01/2027", COLUMNS, ROWS, [None, "Tổng cộng", 12, 0, None])
    return load_workbook(BytesIO(content)).active


def test_numbers_and_dates_are_real(sheet):
    assert [sheet["C4"].value, sheet["D4"].value, sheet["D5"].value] == [12, 350_000_000, 1500.5]
    assert sheet["E4"].value == datetime.datetime(2027, 1, 25)
    assert [sheet[cell].number_format for cell in ("C4", "D4", "D5", "E4")] == [
        "#,##0",
        "#,##0",
        "#,##0.0##",
        "dd/mm/yyyy",
    ]


def test_a_missing_figure_is_an_empty_cell_and_a_zero_stays_zero(sheet):
    assert (sheet["C5"].value, sheet["E5"].value, sheet["D6"].value) == (None, None, 0)


def test_a_text_with_an_equals_sign_is_no_formula(sheet):
    assert sheet["B5"].data_type == "s"
    assert sheet["B5"].value.startswith("=HYPERLINK")


def test_head_and_titles_stand_in_place_and_the_head_is_frozen(sheet):
    assert (sheet["A1"].value, sheet["A2"].value) == ("Kết quả của từng đơn vị", "Tính đến 25/01/2027")
    assert [cell.value for cell in sheet[3]] == [column.head for column in COLUMNS]
    assert sheet.freeze_panes == "A4"
    assert sheet.print_title_rows == "$3:$3"


def test_it_prints_on_a4_lying_as_wide_as_the_page(sheet):
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_letters_are_times_new_roman_and_totals_bold(sheet):
    assert {cell.font.name for row in sheet["A3:E6"] for cell in row} == {"Times New Roman"}
    assert [sheet["B6"].font.b, sheet["B4"].font.b] == [True, False]


def test_columns_are_wide_enough_for_their_text(sheet):
    assert sheet.column_dimensions["B"].width > 30
    assert 8 <= sheet.column_dimensions["A"].width < 12


def test_a_total_longer_than_every_figure_is_not_cut():
    content = to_xlsx("Tiền", "", [Column("Tiền", "money")], [[9_000_000]] * 3, [123_456_789_012])
    assert load_workbook(BytesIO(content)).active.column_dimensions["A"].width > len("123.456.789.012")


def test_a_sheet_without_rows_still_opens():
    sheet = load_workbook(BytesIO(to_xlsx("Không có số liệu", "", [Column("A")], []))).active
    assert (sheet["A1"].value, sheet["A3"].value, sheet.max_row) == ("Không có số liệu", "A", 3)
