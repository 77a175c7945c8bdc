"""The empty sheet officers may fill in: headings that are understood, one made-up row, the kinds and posts."""

import io

import xlsxwriter
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sumvay.org.models import Appointment, UnitKind

HEADINGS = (
    ("Mã đơn vị", "CDCS-001"),
    ("Tên đơn vị", "Công đoàn cơ sở Công ty May Hoa Ban"),
    ("Tên viết tắt", "CĐCS May Hoa Ban"),
    ("Loại đơn vị", "Công đoàn cơ sở"),
    ("Cấp trên", "CDP-01"),
    ("Ngày thành lập", "15/03/2018"),
    ("Email đơn vị", "maymau@example.vn"),
    ("Điện thoại đơn vị", "02438251234"),
    ("Địa chỉ", "Số 1 đường Mẫu"),
    ("Ký hiệu", "CĐCS"),
    ("Địa danh", "Hà Nội"),
    ("Số đoàn viên", 312),
    ("Số lao động", 350),
    ("Số nữ", 240),
    ("Họ và tên", "Nguyễn Thị Mẫu"),
    ("Chức vụ", "Chủ tịch"),
    ("Điện thoại cán bộ", "0912345678"),
    ("Email cán bộ", "mau@example.vn"),
    ("Giữ chức từ", "20/03/2023"),
)


def template_workbook(kinds: QuerySet[UnitKind]) -> bytes:
    """An .xlsx with the headings, one example row, and a second sheet that lists kinds and posts."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        bold, text = book.add_format({"bold": True, "bg_color": "#E8EEF6"}), book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(_("Units"))
        sheet.freeze_panes(1, 0)
        for place, (heading, example) in enumerate(HEADINGS):
            sheet.set_column(place, place, max(14, len(heading) + 4), None if isinstance(example, int) else text)
            sheet.write(0, place, heading, bold)
            sheet.write(1, place, example)
        lists = book.add_worksheet(_("Kinds and posts"))
        lists.set_column(0, 1, 40)
        lists.write_column(0, 0, [_("Kind of unit"), *(kind.name for kind in kinds)])
        lists.write_column(0, 1, [_("Post"), *(str(label).capitalize() for label in Appointment.Post.labels)])
    return buffer.getvalue()
