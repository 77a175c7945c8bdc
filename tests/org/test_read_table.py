"""Files are read whatever program wrote them; what is no table is refused in one sentence."""

import io
import zipfile
import zlib

import pytest
import xlsxwriter
from django.utils import translation

from sumvay.org.import_columns import propose_columns, split_headings
from sumvay.org.sheet import UnfitFile, read_table

LINES = [["Mã đơn vị", "Tên đơn vị", "Điện thoại"], ["CD1", "Công đoàn Ấp Bắc", "0912345678"]]


def workbook(rows, **options):
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **options}) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    return buffer.getvalue()


def text(delimiter=",", end="\r\n"):
    return end.join(delimiter.join(line) for line in LINES) + end


@pytest.mark.parametrize(
    "content",
    [
        workbook(LINES),
        text().encode(),
        text().encode("utf-8-sig"),
        text(";").encode(),
        text("\t").encode("utf-16"),
        text("\t").encode("utf-16-le"),
        text("|", "\n").encode(),
    ],
    ids=["xlsx", "utf-8", "bom", "semicolon", "utf-16", "utf-16 without mark", "bar"],
)
def test_every_usual_form_gives_the_same_rows(content):
    assert [row.cells for row in read_table(content)] == LINES


def test_the_vietnamese_code_page_of_windows_is_read():
    content = "Mã,Tên\r\n1,Công đoàn Hòa".replace("ã", "a\u0303").replace("ò", "o\u0300").encode("cp1258")
    assert read_table(content)[1].cells == ["1", "Công đoàn Hòa"]


def test_numbers_and_days_of_a_sheet_come_as_people_write_them():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, ["a", "b", "c", "d"])
        sheet.write_row(1, 0, [912345678, 12.5, "  hai   chữ\n"])
        sheet.write(1, 3, 46000, day)
    assert read_table(buffer.getvalue())[1].cells == ["912345678", "12.5", "hai chữ", "09/12/2025"]


def test_row_numbers_are_those_of_the_sheet_and_empty_rows_do_not_count():
    rows = read_table(workbook([[], ["Danh sách đơn vị"], [], *LINES, [], ["CD2", "Hai", ""]]))
    table = split_headings(rows)
    assert table.headings == LINES[0]
    assert [(row.number, row.cells[0]) for row in table.rows] == [(5, "CD1"), (7, "CD2")]


def test_headings_are_known_in_any_writing():
    assert propose_columns(["STT", "MÃ ĐƠN VỊ", "Tên  đơn vị (*)", "Đơn vị cấp trên", "Chức vụ"]) == {
        "code": 1,
        "name": 2,
        "parent": 3,
        "officer_post": 4,
    }


def lying_bomb():
    """A sheet of zeros whose header claims ten bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = b"".join(packer.compress(bytes(1024 * 1024)) for _each in range(400)) + packer.flush()
    name, crc = b"xl/worksheets/sheet1.xml", 0
    size = len(packed).to_bytes(4, "little") + (10).to_bytes(4, "little")
    middle = b"\x08\x00" + bytes(4) + crc.to_bytes(4, "little") + size + len(name).to_bytes(2, "little") + b"\0\0"
    local = b"PK\x03\x04\x14\x00\x00\x00" + middle + name + packed
    central = b"PK\x01\x02\x14\x00\x14\x00\x00\x00" + middle + bytes(14) + name
    sizes = len(central).to_bytes(4, "little") + len(local).to_bytes(4, "little")
    return local + central + b"PK\x05\x06" + bytes(4) + b"\x01\x00\x01\x00" + sizes + b"\0\0"


def broken_sheet():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook><nothing")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b" \r\n\r\n", "empty"),
        (workbook([]), "empty"),
        (b"x" * (20 * 1024 * 1024 + 1), "20 MB"),
        (lying_bomb(), "unpacks"),
        (broken_sheet(), "cannot be opened"),
        (b"PK\x03\x04 not a zip at all", "cannot be opened"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "cannot be opened"),
        (b"%PDF-1.7\n\x00\x01\x02\x03\x04\x05\xff\xfe" * 50, "neither a spreadsheet"),
        (bytes(range(256)) * 20, "neither a spreadsheet"),
        (b"a,b\n" * 150_010, "150.000"),
    ],
    ids=["nothing", "blank", "no rows", "huge", "bomb", "broken", "fake zip", "fake xls", "pdf", "bytes", "too many"],
)
def test_what_is_no_list_is_refused_with_the_reason(content, why):
    with translation.override("en"), pytest.raises(UnfitFile, match=why):
        read_table(content)


def test_headings_alone_are_refused():
    with translation.override("en"), pytest.raises(UnfitFile, match="no rows below"):
        split_headings(read_table(workbook(LINES[:1])))
