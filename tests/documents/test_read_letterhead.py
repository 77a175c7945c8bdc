"""The letterhead in its many forms: issuers, kinds, numbers, days, urgency, addressees."""

import pytest

from sumvay.documents.reading import read_text


def fields(*lines):
    return read_text("\n".join(lines)).fields


def test_an_issuer_over_two_rows_is_one_name():
    read = fields(
        "LIÊN ĐOÀN LAO ĐỘNG", "TỈNH BẢN CHANG", "CÔNG ĐOÀN KHU CÔNG NGHỆ CAO", "VÀ CÁC KHU CÔNG NGHIỆP", "Số: 5/CĐKCN"
    )
    assert read["parent_issuer"] == "Liên đoàn Lao động tỉnh Bản Chang"
    assert read["issuer"] == "Công đoàn Khu công nghệ cao và các Khu công nghiệp"


def test_two_issuers_of_a_joint_paper_are_both_issuers():
    read = fields(
        "LIÊN ĐOÀN LAO ĐỘNG TỈNH BẢN CHANG",
        "-",
        "BÁO BẢN CHANG",
        "Số: 2/CTrPH-LĐLĐ-BBC",
        "Bản Chang, ngày 4 tháng 5 năm 2026",
        "CHƯƠNG TRÌNH PHỐI HỢP",
        "Tuyên truyền về công nhân",
    )
    assert read["issuer"] == "Liên đoàn Lao động tỉnh Bản Chang; Báo Bản Chang"
    assert read["parent_issuer"] is None
    assert read["doc_type"] == "chuong_trinh"


def test_a_committee_over_its_union_is_one_issuer():
    read = fields(
        "ĐOÀN CHỦ TỊCH", "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", "*", "Số: 3/CT-TLĐ", "CHỈ THỊ", "Về an toàn điện"
    )
    assert read["issuer"] == "Đoàn Chủ tịch Tổng Liên đoàn Lao động Việt Nam"
    assert read["doc_type"] == "chi_thi"


def test_the_name_is_written_as_the_paper_itself_writes_it():
    read = fields(
        "CÔNG ĐOÀN DỆT LỤA HÀ ĐÔNG",
        "Số: 5/CĐ",
        "Hà Đông, ngày 1 tháng 6 năm 2026",
        "V/v hội chợ",
        "Công đoàn Dệt lụa Hà Đông mở hội chợ.",
    )
    assert read["issuer"] == "Công đoàn Dệt lụa Hà Đông"


@pytest.mark.parametrize(
    ("printed", "number", "symbol"),
    [
        ("Số: 07/KH-CĐP", "07", "KH-CĐP"),
        ("Số : 09 /TB-CĐX", "09", "TB-CĐX"),
        ("Số 077/CV-CĐKKT", "077", "CV-CĐKKT"),
        ("Số: 06b/NQ-BCH", "06b", "NQ-BCH"),
        ("Số: 12/KH – CĐP", "12", "KH-CĐP"),
        ("Số: …/KH-CĐP", None, "KH-CĐP"),
        ("Số:       /KH-CĐP", None, "KH-CĐP"),
    ],
)
def test_number_and_symbol_part_at_the_first_slash(printed, number, symbol):
    read = fields("CÔNG ĐOÀN PHƯỜNG SAO MAI", printed, "Sao Mai, ngày 1 tháng 6 năm 2026")
    assert (read["number"], read["symbol"]) == (number, symbol)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("KẾ HOẠCH", "ke_hoach"),
        ("HƯỚNG DẪN", "huong_dan"),
        ("THÔNG BÁO", "thong_bao"),
        ("THỂ LỆ", "the_le"),
        ("BÁO CÁO", "bao_cao"),
        ("QUYẾT ĐỊNH", "khac"),
        ("NGHỊ QUYẾT", "khac"),
    ],
)
def test_the_kind_is_that_of_the_title_line(title, kind):
    read = fields("CÔNG ĐOÀN PHƯỜNG SAO MAI", "Số: 4/CĐP", "Sao Mai, ngày 1 tháng 6 năm 2026", title, "Hội thao mùa hè")
    assert read["doc_type"] == kind
    assert read["subject"] == "Hội thao mùa hè"


def test_a_day_that_does_not_exist_is_left_out():
    assert fields("CÔNG ĐOÀN A LƯỚI", "Số: 4/CĐ", "A Lưới, ngày 31 tháng 02 năm 2026")["date"] is None


def test_urgency_is_read_where_it_stands_alone():
    read = fields("CÔNG ĐOÀN A LƯỚI", "Số: 4/CĐ", "V/v bão số 5", "", "HỎA TỐC", "", "Kính gửi: Các CĐCS.")
    assert read["urgency"] == "HỎA TỐC"
    assert read["subject"] == "bão số 5"


def test_addressees_without_bullets_end_where_the_text_begins():
    read = fields(
        "CÔNG ĐOÀN A LƯỚI",
        "Số: 4/CĐ",
        "",
        "Kính gửi:",
        "Các CĐCS trực thuộc;",
        "Các nghiệp đoàn.",
        "Căn cứ Kế hoạch số 5/KH-LĐLĐ ngày 3/4/2026 của Liên đoàn Lao động tỉnh về hội thao, đề nghị:",
    )
    assert read["addressees"] == ["Các CĐCS trực thuộc", "Các nghiệp đoàn"]


def test_a_letter_without_letterhead_only_proposes_who_speaks():
    reading = read_text(
        "Số: 8/LĐLĐ\n\nMường Khoa, ngày 4 tháng 1 năm 2024\n\nV/v chợ Tết\n\nKính gửi: Các CĐCS.\n\n"
        "Thực hiện Công văn số 9/LĐLĐ ngày 02/01/2024 của Liên đoàn Lao động tỉnh Bản Chang về chợ Tết; Liên đoàn Lao"
        " động huyện đề nghị các CĐCS đưa tin về chợ Tết./."
    )
    assert reading.fields["issuer"] is None
    assert reading.fields["parent_issuer"] is None
    assert reading.proposals["issuer"]["value"] == "Liên đoàn Lao động huyện Mường Khoa"
    assert reading.proposals["parent_issuer"]["value"] == "Liên đoàn Lao động tỉnh Bản Chang"
    start, end = reading.proposals["issuer"]["spans"][0]
    assert reading.text[start:end] == "Liên đoàn Lao động huyện"
