"""Two papers for the tests of the writer: a letter and a report with annexes."""

import dataclasses
import datetime

from sumvay.documents.papers import Annex, Bar, Bullet, Figure, Heading, Paper, Paragraph, Plot, Table

PLOT = Plot(
    "Hai công đoàn xã chiếm 70% số đơn vị chưa báo cáo",
    (Bar("Công đoàn xã Đông Hội", 3, 12), Bar("Công đoàn phường Bồ Đề", 9, 9), Bar("Công đoàn xã Yên Mỹ", None, 8)),
    "Tính đến 16 giờ 05 ngày 25/01/2027.",
)


def letter(**changes) -> Paper:
    """A công văn of a ward union to several units."""
    paper = Paper(
        parent_issuer="Liên đoàn Lao động thành phố Hà Nội",
        issuer="Công đoàn phường Bồ Đề",
        number="7",
        symbol="CĐP",
        place="Bồ Đề",
        date=datetime.date(2027, 1, 8),
        subject="truyền thông chăm lo đoàn viên dịp Tết Đinh Mùi 2027",
        addressees=["Công đoàn cơ sở Công ty May Sông Hồng", "Công đoàn cơ sở Trường Tiểu học Ái Mộ;"],
        body=[
            Paragraph("Căn cứ Kế hoạch số 15/KH-LĐLĐ ngày 04/01/2027;", italic=True),
            Heading("1. Nội dung", 2),
            Bullet("Giới thiệu Chợ Tết Công đoàn và các chuyến xe đưa người lao động về quê."),
            Paragraph("Đề nghị các đơn vị báo cáo kết quả trước ngày 25/01/2027."),
        ],
        signing_prefix=["TM. Ban Thường vụ"],
        signer_title="Chủ tịch",
        signer_name="Nguyễn Thị Phương Quỳnh",
        recipients=["Như trên;", "Liên đoàn Lao động Thành phố (để báo cáo)", "Lưu: VT."],
    )
    return dataclasses.replace(paper, **changes)


def report(**changes) -> Paper:
    """A báo cáo not yet numbered, with an annex of sixty units and a wide one."""
    units = [[place, f"Công đoàn cơ sở Công ty số {place}", place * 1000, None] for place in range(1, 61)]
    by_unit = Table(["STT", "Đơn vị", "Đoàn viên", "Tin, bài"], units, ["", "Tổng cộng", 1830000, None])
    wide = Table([f"Chỉ tiêu {place}" for place in range(9)], [list(range(9))])
    return letter(
        **{
            "doc_type": "Báo cáo",
            "subject": "Kết quả truyền thông chăm lo đoàn viên, người lao động dịp Tết Đinh Mùi 2027",
            "number": "",
            "date": None,
            "symbol": "BC-CĐP",
            "addressees": ["Liên đoàn Lao động thành phố Hà Nội."],
            "body": [Figure(PLOT), Paragraph("Trên đây là báo cáo của Công đoàn phường.")],
            "annexes": [Annex("Kết quả của từng đơn vị", [by_unit]), Annex("Số liệu chi tiết", [wide])],
            **changes,
        }
    )
