"""One letter is read the same from text, Word and PDF, and every value says where it stands."""

import pytest

from sumvay.documents.reading import read_document, read_text

from .paper_files import letter_docx, letter_pdf, letter_text

FORMS = {
    "text": lambda: read_text(letter_text()),
    "txt": lambda: read_document(content=letter_text().encode(), filename="cv.txt"),
    "docx": lambda: read_document(content=letter_docx(), filename="cv.docx"),
    "pdf": lambda: read_document(content=letter_pdf(), filename="cv.pdf"),
}


@pytest.fixture(params=FORMS, scope="module")
def reading(request):
    return FORMS[request.param]()


def test_the_letterhead_is_read(reading):
    assert {name: reading.fields[name] for name in ("number", "symbol", "date", "place", "doc_type", "subject")} == {
        "number": "19",
        "symbol": "CĐKCN",
        "date": "2027-04-05",
        "place": "Nậm Sỏi",
        "doc_type": "cong_van",
        "subject": "tổ chức Ngày hội Gia đình công nhân năm 2027",
    }
    assert reading.fields["issuer"] == "Công đoàn Khu công nghiệp Nậm Sỏi"
    assert reading.fields["addressees"] == ["Ban Chấp hành các CĐCS trực thuộc"]


def test_the_paper_it_rests_on_is_read(reading):
    assert reading.fields["basis"] == [
        {
            "doc_type": "ke_hoach",
            "number": "31",
            "symbol": "KH-LĐLĐ",
            "date": "2027-03-22",
            "issuer": "Liên đoàn Lao động tỉnh Bản Chang",
        }
    ]


def test_topics_are_the_blocks_of_content_only(reading):
    assert [(topic["title"], len(topic["items"])) for topic in reading.fields["topics"]] == [
        ("Bữa cơm chung của khu trọ", 2),
        ("Trò chơi của con công nhân", 1),
    ]


def test_tasks_deadlines_and_quotas_are_read(reading):
    assert reading.fields["tasks"] == [
        "Mỗi CĐCS cử ít nhất 03 gia đình tham gia, gửi danh sách",
        "Đăng tải hình ảnh trên trang của đơn vị, gắn #NgayHoiGiaDinhNamSoi",
        "Báo cáo kết quả về Văn phòng Công đoàn Khu công nghiệp qua email vanphong@namsoi.example, điện thoại 0912"
        " 000 345",
    ]
    assert [deadline["date"] for deadline in reading.fields["deadlines"]] == ["2027-04-20", "2027-05-10"]
    assert reading.fields["quotas"] == [{"what": "gia đình tham gia", "count": "3", "per": "mỗi CĐCS"}]
    assert reading.fields["hashtags"] == ["#NgayHoiGiaDinhNamSoi"]


def test_where_the_report_goes_is_read(reading):
    assert reading.fields["report_to"] == {
        "unit": "Văn phòng Công đoàn Khu công nghiệp",
        "emails": ["vanphong@namsoi.example"],
        "links": [],
        "phones": ["0912 000 345"],
    }


def test_the_signature_and_the_recipients_are_read(reading):
    assert reading.fields["signer"] == "Vàng Thị Súa"
    assert reading.fields["signer_title"] == "PHÓ CHỦ TỊCH"
    assert reading.fields["signing_prefix"] == "TM. BAN THƯỜNG VỤ"
    assert reading.fields["recipients"] == ["Như kính gửi", "LĐLĐ tỉnh (để b/c)", "Lưu: VP"]


def test_what_is_not_there_is_absent(reading):
    assert reading.fields["urgency"] is None
    assert reading.fields["parent_issuer"] is None
    assert reading.proposals == {}


def test_every_value_says_where_it_stands(reading):
    def words_at(path):
        return " ".join(reading.text[start:end] for start, end in reading.found[path]["spans"])

    assert words_at("number") == "19"
    assert words_at("date") == "ngày 05 tháng 4 năm 2027"
    assert words_at("subject") == reading.fields["subject"]
    assert words_at("topics.1.items.0") == reading.fields["topics"][1]["items"][0]
    assert words_at("deadlines.1") == "10/5/2027"
    assert words_at("report_to.unit") == reading.fields["report_to"]["unit"]
    assert words_at("signer") == "Vàng Thị Súa"
    assert all(place["sure"] for place in reading.found.values())


def test_the_json_holds_the_fields_and_the_places(reading):
    answer = reading.as_json()
    assert answer["number"] == "19"
    assert answer["found"] == reading.found
