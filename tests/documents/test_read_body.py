"""The body: papers cited, topics and tasks, who reports where, who signs."""

import pytest

from sumvay.documents.reading import read_text

HEAD = "CÔNG ĐOÀN PHƯỜNG SAO MAI\nSố: 4/CĐP\nSao Mai, ngày 10 tháng 11 năm 2026\nV/v hội diễn\n\n"


def fields(*lines):
    return read_text(HEAD + "\n".join(lines)).fields


def test_cited_papers_keep_kind_number_symbol_day_and_issuer():
    read = fields(
        "Căn cứ Luật Công đoàn số 50/2024/QH15 ngày 27 tháng 11 năm 2024;",
        "Căn cứ Nghị quyết số 02-NQ/TW ngày 12/6/2021 của Bộ Chính trị về Công đoàn Việt Nam;",
        "Thực hiện các Công văn số 12/LĐLĐ ngày 10-01-2026, số 15/LĐLĐ ngày 12/01/2026 của Liên đoàn Lao động tỉnh và"
        " Kế hoạch 7/KH-LĐLĐ ngày 01/02/2026, Công đoàn phường đề nghị:",
    )
    assert [(b["doc_type"], b["number"], b["symbol"], b["date"], b["issuer"]) for b in read["basis"]] == [
        ("luat", "50", "2024/QH15", "2024-11-27", None),
        ("nghi_quyet", "02-NQ", "TW", "2021-06-12", "Bộ Chính trị"),
        ("cong_van", "12", "LĐLĐ", "2026-01-10", "Liên đoàn Lao động tỉnh"),
        ("cong_van", "15", "LĐLĐ", "2026-01-12", "Liên đoàn Lao động tỉnh"),
        ("ke_hoach", "7", "KH-LĐLĐ", "2026-02-01", None),
    ]


def test_a_paper_that_is_replaced_is_no_basis():
    read = fields("1. Tổ chức thực hiện", "- Kế hoạch này thay thế Kế hoạch số 3/KH-CĐP ngày 01/01/2026.")
    assert read["basis"] == []


def test_purpose_funds_and_organisation_are_no_topics():
    read = fields(
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Gắn kết đoàn viên.",
        "II. NỘI DUNG TUYÊN TRUYỀN",
        "1. Tiếng hát ca ba",
        "a) Ghi hình các tiết mục.",
        "III. KINH PHÍ",
        "- Công đoàn phường chi 5.000.000 đồng.",
        "IV. TỔ CHỨC THỰC HIỆN",
        "1. Ban Thường vụ Công đoàn phường",
        "- Thuê sân khấu, mời giám khảo.",
        "2. Công đoàn cơ sở",
        "- Lập đội văn nghệ, tập luyện ngoài giờ.",
    )
    assert read["topics"] == [{"title": "Tiếng hát ca ba", "items": ["Ghi hình các tiết mục."]}]
    assert read["tasks"] == ["Lập đội văn nghệ, tập luyện ngoài giờ"]


def test_areas_of_work_are_topics_and_their_items_tasks():
    read = fields(
        "II. NHIỆM VỤ TRỌNG TÂM",
        "1. Công tác truyền thông",
        "- Xây dựng trang Facebook của CĐCS.",
        "2. Đối với Công đoàn phường",
        "- Mở lớp chụp ảnh.",
        "3. Đối với các CĐCS",
        "- Cử người dự lớp.",
    )
    assert read["topics"] == [{"title": "Công tác truyền thông", "items": ["Xây dựng trang Facebook của CĐCS."]}]
    assert read["tasks"] == ["Xây dựng trang Facebook của CĐCS", "Cử người dự lớp"]


def test_a_heading_without_number_over_bullets_is_a_topic():
    read = fields(
        "NỘI DUNG TRUYỀN THÔNG", "Tiếng hát ca ba", "- Ghi hình các tiết mục.", "Chuyện nghề", "- Viết về thợ cả."
    )
    assert [topic["title"] for topic in read["topics"]] == ["Tiếng hát ca ba", "Chuyện nghề"]


def test_duties_listed_right_under_the_request_are_tasks():
    read = fields(
        "Công đoàn phường đề nghị các CĐCS:",
        "1. Thăm hỏi đoàn viên bị thiệt hại; lập danh sách hộ cần giúp để hỗ trợ kịp thời.",
        "2. Các trang mạng xã hội của CĐCS đưa tin; chia sẻ bài của Công đoàn phường.",
    )
    assert read["tasks"] == [
        "Thăm hỏi đoàn viên bị thiệt hại",
        "Lập danh sách hộ cần giúp",
        "Các trang mạng xã hội của CĐCS đưa tin; chia sẻ bài của Công đoàn phường",
    ]


def test_the_office_of_the_report_and_its_contacts_are_read():
    read = fields(
        "1. Tổ chức thực hiện",
        "- Cuộc thi mở tại địa chỉ https://thi.saomai.example từ ngày 15/11 đến ngày 20/11/2026.",
        "- Nhập số liệu vào biểu https://bieu.saomai.example/tuan.",
        "- Báo cáo kết quả gửi về Ban Công tác Công đoàn phường (đ/c Lý Thị Mẩy, (0208) 3845 112) qua thư điện tử"
        " ct@saomai.example; Tạp chí giao Phòng Phát hành (0912 111 222) in tờ rơi.",
    )
    assert read["report_to"] == {
        "unit": "Ban Công tác Công đoàn phường",
        "emails": ["ct@saomai.example"],
        "links": ["https://bieu.saomai.example/tuan"],
        "phones": ["(0208) 3845 112"],
    }


def test_contacts_outside_the_body_are_not_where_one_reports():
    assert fields("Đề nghị các đơn vị thực hiện./.", "", "Nơi nhận:", "- vp@saomai.example.")["report_to"] == {
        "unit": None,
        "emails": [],
        "links": [],
        "phones": [],
    }


@pytest.mark.parametrize(
    ("lines", "prefix", "title", "name"),
    [
        (["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "(đã ký)", "Lý Thị Mẩy"], "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "Lý Thị Mẩy"),
        (["T/M BAN CHẤP HÀNH", "PCT", "", "Lý Thị Mẩy"], "T/M BAN CHẤP HÀNH", "PCT", "Lý Thị Mẩy"),
        (["TL. BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG", "LÝ THỊ MẨY"], "TL. BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG", "LÝ THỊ MẨY"),
        (["CHỦ TỊCH", "Lý Thị Mẩy"], None, "CHỦ TỊCH", "Lý Thị Mẩy"),
        (["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "[họ tên người ký]"], "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", None),
        (
            ["TM. BAN TỔ CHỨC", "TRƯỞNG BAN", "PHÓ CHỦ TỊCH", "CÔNG ĐOÀN PHƯỜNG SAO MAI", "Lý Thị Mẩy"],
            "TM. BAN TỔ CHỨC",
            "TRƯỞNG BAN; PHÓ CHỦ TỊCH CÔNG ĐOÀN PHƯỜNG SAO MAI",
            "Lý Thị Mẩy",
        ),
    ],
)
def test_the_signature_is_read_line_by_line(lines, prefix, title, name):
    read = fields("Đề nghị các đơn vị thực hiện./.", "", *lines)
    assert (read["signing_prefix"], read["signer_title"], read["signer"]) == (prefix, title, name)


def test_recipients_may_run_over_two_rows_or_have_no_bullet():
    assert fields("Xong./.", "", "Nơi nhận:", "- Công đoàn công ty (để", "thực hiện);", "- Lưu: VT.")["recipients"] == [
        "Công đoàn công ty (để thực hiện)",
        "Lưu: VT",
    ]
    assert fields("Xong./.", "", "Nơi nhận:", "Như trên;", "Lưu VT.")["recipients"] == ["Như trên", "Lưu VT"]


def test_what_an_annex_says_is_not_asked():
    read = fields(
        "Xong./.",
        "",
        "TM. BAN THƯỜNG VỤ",
        "CHỦ TỊCH",
        "Lý Thị Mẩy",
        "",
        "Phụ lục 01",
        "Báo cáo gửi trước ngày 01/12/2026.",
    )
    assert read["deadlines"] == []
    assert read["signer"] == "Lý Thị Mẩy"
