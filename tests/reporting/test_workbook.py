"""Sheets: the form that units fill in and send back, and the annex of a cut with real number cells."""

import io
from decimal import Decimal

import openpyxl
import pytest
from django.utils import timezone

from sumvay.reporting import selectors, services
from sumvay.reporting.replies import NotAWorkbook, line_called, line_counting, read_lines, read_workbook
from sumvay.reporting.totals import Line
from tests.factories.org import officer_of
from tests.factories.reporting import closed_consolidation, report_from


@pytest.fixture
def lines(form):
    return [Line.of(line) for line in selectors.lines_of(form)]


def sheet_of(content):
    return openpyxl.load_workbook(io.BytesIO(content)).active


def filled(content, **values):
    """The sheet with values put beside the codes, as a unit would."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for row in book.active.iter_rows():
        key = str(row[0].value or "").replace("-", "_")
        if key in values:
            row[3].value = values[key]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def by_code(read, lines):
    codes = {line.pk: line.code for line in lines}
    return {codes[pk]: value for pk, value in read.figures.items()}


def test_the_form_has_a_code_in_every_row_an_empty_cell_beside_it_and_the_units_code(house, form, lines):
    sheet = sheet_of(services.report_workbook(form=form, unit=house.units[0]))
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert house.units[0].code in sheet["A2"].value
    assert [row[0] for row in rows] == [*(line.key for line in lines), "results", "difficulties", "proposals"]
    assert {row[3] for row in rows} == {None}


def test_a_returned_sheet_is_read_and_empty_is_not_nought(house, form, lines):
    sent = services.report_workbook(form=form, unit=house.units[0])
    back = filled(sent, suat_qua=120, luot_tham_du=0, tien_xa_hoi_hoa="350 triệu", results="Đã trao quà")
    read = read_workbook(back, lines, form.headings)
    assert by_code(read, lines) == {"suat-qua": 120, "luot-tham-du": 0, "tien-xa-hoi-hoa": 350_000_000}
    assert (read.narrative, read.unit_code, read.unclear) == ({"results": "Đã trao quà"}, house.units[0].code, [])


def test_what_is_no_number_is_named_and_not_guessed(house, form, lines):
    sent = services.report_workbook(form=form, unit=house.units[0])
    read = read_workbook(filled(sent, suat_qua="khoảng trăm suất", luot_tham_du=-3), lines, form.headings)
    assert by_code(read, lines) == {}
    assert read.unclear == ["Lượt người tham dự", "Suất quà đã trao"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 locked", b"Xin chao"])
def test_what_is_no_sheet_is_refused(form, lines, content):
    with pytest.raises(NotAWorkbook):
        read_workbook(content, lines, form.headings)


def test_another_sheet_says_nothing(form, lines):
    book = openpyxl.Workbook()
    book.active.append(["Họ tên", "Số liệu"])
    out = io.BytesIO()
    book.save(out)
    assert not read_workbook(out.getvalue(), lines, form.headings)


def test_simple_lines_are_read(form, lines):
    place = [line.code for line in lines].index("luot-tham-du") + 1
    read = read_lines(
        "Kính gửi đồng chí\nSuất quà đã trao: 1.250 suất\n"
        f"{place}. 300\nKinh phí xã hội hóa = 1,2 tỷ đồng\nNgười được tặng quà: không phát sinh\n"
        "Khó khăn, vướng mắc: thiếu xe\nĐiện thoại: 0912 345 678",
        lines,
        form.headings,
    )
    assert by_code(read, lines) == {
        "suat-qua": 1250,
        "luot-tham-du": 300,
        "tien-xa-hoi-hoa": 1_200_000_000,
        "nguoi-nhan-qua": 0,
    }
    assert read.narrative == {"difficulties": "thiếu xe"}


@pytest.mark.parametrize("text", ["", "Đã nhận, cảm ơn", "99. 120", "12/01/2027", "Suất: nhiều"])
def test_talk_is_no_report(form, lines, text):
    assert not read_lines(text, lines, form.headings)


@pytest.mark.parametrize(
    ("noun", "code"),
    [
        ("suất quà", "suat-qua"),
        ("suất", "suat-qua"),
        ("lượt", None),
        ("người", None),
        ("lượt tham dự", "luot-tham-du"),
        ("xe", None),
    ],
)
def test_a_noun_finds_the_one_line_that_counts_it(lines, noun, code):
    found = line_counting(noun, lines)
    assert (found.code if found else None) == code


def test_words_that_could_be_two_lines_name_none(lines):
    assert line_called("Kinh phí", lines) is None
    assert line_called("suất quà", lines).code == "suat-qua"


def test_the_annex_has_number_cells_and_leaves_missing_ones_empty(house, directive):
    chair = officer_of(house.province)
    report_from(directive, house.units[0], suat_qua=120)
    report_from(directive, house.units[1], suat_qua=None)
    cut = closed_consolidation(directive, house.province, chair)
    sheet = sheet_of(services.annex_workbook(consolidation=cut, now=timezone.now()))
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    column = next(place for place, head in enumerate(rows[0]) if head.startswith("Suất quà"))
    assert [row[column] for row in rows[1:]] == [120, None, 120]
    assert [row[1] for row in rows[1:]] == [house.units[0].name, house.units[1].name, "Tổng cộng"]
    assert "2/6 đơn vị" in sheet["A2"].value
    assert isinstance(rows[1][column], int | float | Decimal)
