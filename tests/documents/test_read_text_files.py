"""Plain text however it was saved or copied: encodings, columns of spaces, cut lines, mail around it, old fonts."""

import unicodedata

import pytest

from sumvay.documents.reading import read_document, read_text

PRINTED = """\
   LIÊN ĐOÀN LAO ĐỘNG                  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
     TỈNH BẢN CHANG                        Độc lập - Tự do - Hạnh phúc
  CÔNG ĐOÀN XÃ NÀ LŨNG                         -----------------
      Số: 21/CĐX                         Nà Lũng, ngày 12 tháng 8 năm 2026
V/v đón con công nhân vào
năm học mới

     Kính gửi:   - Các CĐCS doanh nghiệp;
                 - Các tổ công đoàn.

Tiếp theo Công văn số 17/CĐX ngày 30/7/2026 của Công đoàn xã Nà Lũng về khảo
sát con công nhân, Ban Thường vụ Công đoàn xã Nà Lũng đề nghị các đơn vị kể về
những nội dung sau:
1. Ngày đầu tới lớp
- Ảnh các cháu cùng cha mẹ trước cổng trường, được gia đình đồng ý cho
đăng, chú thích ngắn, rõ nơi

2

chụp và ngày chụp.
2. Tủ sách cũ người mới ta
- Nơi nhận sách và giờ mở cửa.
Kết quả gửi về Công đoàn xã trước ngày 10/9/2026./.

Nơi nhận:                                TM. BAN THƯỜNG VỤ
- Như trên;                                   CHỦ TỊCH
- Lưu: VT.                                    (đã ký)
                                          Nông Thị Chiêm
"""
ENCODINGS = {"utf-8": "utf-8", "with a mark": "utf-8-sig", "utf-16": "utf-16", "utf-16 without mark": "utf-16-le"}


def assert_is_the_letter(fields):
    assert fields["issuer"] == "Công đoàn xã Nà Lũng"
    assert fields["parent_issuer"] == "Liên đoàn Lao động tỉnh Bản Chang"
    assert fields["number"] == "21"
    assert fields["date"] == "2026-08-12"
    assert fields["subject"] == "đón con công nhân vào năm học mới"
    assert fields["addressees"] == ["Các CĐCS doanh nghiệp", "Các tổ công đoàn"]
    assert [topic["title"] for topic in fields["topics"]] == ["Ngày đầu tới lớp", "Tủ sách cũ người mới ta"]
    assert fields["signer"] == "Nông Thị Chiêm"
    assert fields["recipients"] == ["Như trên", "Lưu: VT"]


@pytest.mark.parametrize("encoding", ENCODINGS.values(), ids=ENCODINGS)
def test_a_letter_in_columns_of_spaces_is_read_in_every_encoding(encoding):
    assert_is_the_letter(read_document(content=PRINTED.encode(encoding), filename="cv.txt").fields)


def test_line_ends_of_windows_change_nothing():
    assert_is_the_letter(read_text(PRINTED.replace("\n", "\r\n")).fields)


def test_decomposed_letters_become_composed_ones():
    reading = read_text(unicodedata.normalize("NFD", PRINTED))
    assert_is_the_letter(reading.fields)
    assert unicodedata.is_normalized("NFC", reading.text)


def test_rows_cut_at_the_margin_are_joined_and_page_numbers_dropped():
    reading = read_text(PRINTED)
    assert reading.fields["topics"][0]["items"] == [
        "Ảnh các cháu cùng cha mẹ trước cổng trường, được gia đình đồng ý cho đăng, chú thích ngắn, rõ nơi chụp và ngày"
        " chụp."
    ]


def test_mail_around_a_letter_is_left_out():
    mail = "Từ: Văn phòng <vp@nalung.example>\nChủ đề: Fwd: công văn\n\nKính chuyển.\n\n"
    reading = read_text(f"{mail}{PRINTED}\n--\nThư này tự động gửi.")
    assert_is_the_letter(reading.fields)
    assert reading.fields["report_to"]["emails"] == []
    assert reading.text.startswith("Từ: Văn phòng")


def test_columns_run_together_by_a_web_page_are_told_apart():
    fields = read_text(
        "Trang chủ » Văn bản\n\n"
        "LIÊN ĐOÀN LAO ĐỘNG TỈNH BẢN CHANG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "CÔNG ĐOÀN XÃ NÀ LŨNG Độc lập - Tự do - Hạnh phúc\n"
        "Số: 3/BC-CĐX Nà Lũng, ngày 5 tháng 7 năm 2026\n\nBÁO CÁO\nKết quả 6 tháng\n\nTrên đây là báo cáo./.\n\n"
        "Nơi nhận: TM. BAN THƯỜNG VỤ\n- LĐLĐ tỉnh; KT. CHỦ TỊCH\n- Lưu VP. PHÓ CHỦ TỊCH\nLò Văn Pành\n\n"
        "Tin liên quan\n» Khác"
    ).fields
    assert fields["parent_issuer"] == "Liên đoàn Lao động tỉnh Bản Chang"
    assert fields["issuer"] == "Công đoàn xã Nà Lũng"
    assert (fields["doc_type"], fields["subject"]) == ("bao_cao", "Kết quả 6 tháng")
    assert fields["signing_prefix"] == "TM. BAN THƯỜNG VỤ; KT. CHỦ TỊCH"
    assert fields["signer"] == "Lò Văn Pành"
    assert fields["recipients"] == ["LĐLĐ tỉnh", "Lưu VP"]


def test_text_typed_in_the_old_fonts_is_turned_into_unicode():
    reading = read_text(
        "C¤NG §OµN X· Nµ LòNG\nSè: 7/C§X\nNµ Lòng, ngµy 09 th¸ng 8 n¨m 2003\nV/v thu nhËn ®å dïng häc tËp\n"
        "KÝnh göi: C¸c tæ c«ng ®oµn trùc thuéc\n1. Tñ s¸ch cña c«ng nh©n\n- Giíi thiÖu s¸ch hay cho ng­êi lao ®éng."
    )
    assert reading.fields["symbol"] == "CĐX"
    assert reading.fields["place"] == "Nà Lũng"
    assert reading.fields["topics"] == [
        {"title": "Tủ sách của công nhân", "items": ["Giới thiệu sách hay cho người lao động."]}
    ]
