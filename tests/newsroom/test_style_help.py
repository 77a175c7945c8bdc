"""Style help: what it remarks on, and above all what it leaves alone."""

import random
from datetime import date

import pytest

from sumvay.newsroom import style_help
from sumvay.newsroom.style.names import Known, KnownUnit, Leader
from sumvay.newsroom.style.suggestion import Suggestion
from sumvay.newsroom.style.syllables import is_syllable, mended
from sumvay.newsroom.style_help import suggestions

# What an editor of a union paper would leave as it is
RIGHT = [
    "Sáng 05/01/2027, Liên đoàn Lao động thành phố Hà Nội trao 1.250 suất quà cho đoàn viên có hoàn cảnh khó khăn.",
    "Công văn số 228/LĐLĐ ngày 16/01/2024 giao các CĐCS tuyên truyền về Chợ Tết Công đoàn.",
    "Nghị định số 12/2026/NĐ-CP quy định mức lương tối thiểu vùng đối với NLĐ.",
    "Kế hoạch 34/KH-LĐLĐ và Hướng dẫn 41/HD-TLĐ nêu rõ việc phân bổ kinh phí 2%.",
    "Năm 2026, Công đoàn Khu công nghiệp Đông Anh có 12.345 đoàn viên, tăng 7,5% so với cùng kỳ.",
    "“Chúng tôi rất mừng vì năm nay thưởng Tết cao hơn”, chị Nguyễn Thị Hoài nói.",
    "Nhà máy Samsung Thái Nguyên và Công ty TNHH Youngone Nam Định tổ chức đối thoại định kỳ.",
    "Đoàn công tác thăm gia đình công nhân ở buôn Krông, tỉnh Đắk Lắk; anh Y Phôn là người Ê Đê.",
    "Người lao động được nghỉ hưởng nguyên lương vào Ngày Quốc khánh 2/9 và Ngày Văn hóa Việt Nam 24/11.",
    "Xe 45 chỗ khởi hành lúc 7 giờ 30, đi qua Quốc lộ 1A rồi về Nghệ An, Hà Tĩnh, Quảng Bình.",
    "Thỏa ước lao động tập thể (TƯLĐTT) gồm 12 điều, hiệu lực từ ngày 01 tháng 3 năm 2027.",
    "Trong công đoạn may, lao động nữ nghỉ ba mươi phút; cong doan viet khong dau thi de nguyen.",
    "Mỗi suất trị giá 1,5 triệu đồng; tổng kinh phí 1.234.567.000 đồng.",
    "Bạn đọc gửi tin về hộp thư toasoan@congdoan.example hoặc xem tại https://nld.com.vn/bai-NLD?a=1,2.",
    "Giặc đói, giặc dốt, giặc ngoại xâm; quyết tâm giữ gìn, gìn giữ khối đoàn kết.",
    "Công nhân quét dọn, khuân vác, khoác áo, xoong nồi, khuỷu tay, khuya khoắt, thuở xưa.",
    "Chị Hoà ở tổ may 2 khoẻ mạnh, vui vẻ; anh Thuỵ chăm chỉ.",
    "Bác Hòa ở tổ dân phố 5 hòa giải khéo, ai cũng quý mến.",
    "Tiêm vắcxin, chạy xe côngtenơ, đo bằng ampe kế: công việc hằng ngày của tổ cơ điện.",
    "Điện thoại đường dây nóng 0912345678, tổng đài 19001234, mã số 4173/TLĐ-ToC.",
    "Họ giành cho được phần thắng; giải Nhất dành cho đội Công đoàn Y tế.",
]
# Text, what is remarked on, what is offered instead
WRONG = [
    ("Ngừơi lao động đuợc nghỉ Tết.", [("Ngừơi", "Người"), ("đuợc", "được")]),
    ("Các cấp, các nghành vào cuộc.", [("nghành", "ngành")]),
    ("Tặng qủa, bánh chưng và phiếu mua hàng có gía trị.", [("qủa", "quả"), ("gía", "giá")]),
    ("Công doàn cơ sở chăm lo dời sống doàn viên.",
     [("Công doàn", "Công đoàn"), ("dời sống", "đời sống"), ("doàn viên", "đoàn viên")]),
    ("LDLD tỉnh hỗ trợ NLD và CDCS.", [("LDLD", "LĐLĐ"), ("NLD", "NLĐ"), ("CDCS", "CĐCS")]),
    ("Hàng nghìn NLĐ và NSDLD ký hợp dồng.", [("NSDLD", "NSDLĐ"), ("hợp dồng", "hợp đồng")]),
    ("Theo Nghị định 12/2026/ND-CP.", [("12/2026/ND-CP", "12/2026/NĐ-CP")]),
    ("Công văn số 228 /LĐLĐ và 34 / KH - LĐLĐ.", [("228 /LĐLĐ", "228/LĐLĐ"), ("34 / KH - LĐLĐ", "34/KH-LĐLĐ")]),
    ("Nghị định 12/NĐ-CP có hiệu lực.", [("12/NĐ-CP", "")]),
    ("Tổng số tiền là 1,234,567 đồng.", [("1,234,567", "1.234.567")]),
    ("Trao 2500 suất quà cho 12000 công nhân.", [("2500", "2.500"), ("12000", "12.000")]),
    ("Tăng 12.5 % so với năm trước.", [("12.5", "12,5"), (" %", "%")]),
    ("Lễ trao quà ngày 5-1-2027 và 18.01.2027.", [("5-1-2027", "5/1/2027"), ("18.01.2027", "18/01/2027")]),
    ("Hạn cuối là ngày 31/02/2027.", [("31/02/2027", "")]),
    ("Ngày 2027-01-05 khai mạc hội thao.", [("2027-01-05", "5/1/2027")]),
    ("Công đoàn  trao quà , thăm hỏi đoàn viên.", [("  ", " "), (" ,", ",")]),
    ("Đồng chí nói: \"Cảm ơn anh chị em\".", [('"Cảm ơn anh chị em"', "“Cảm ơn anh chị em”")]),
    ("Hoà giải ở cơ sở giúp hòa khí, hoà nhã, hòa hợp và hòa thuận.",
     [("hoà", "hòa")]),
    ("Ban chấp hành xắp xếp, sử lý và sát nhập.",
     [("xắp xếp", "sắp xếp"), ("sử lý", "xử lý"), ("sát nhập", "sáp nhập")]),
    ("Lảnh đạo hổ trợ, khen thưởng cá nhân suất sắc.",
     [("Lảnh đạo", "Lãnh đạo"), ("hổ trợ", "hỗ trợ"), ("suất sắc", "xuất sắc")]),
    ("Nhu cầu về nhà ở ,trường học và y tế.", [(" ,", ", ")]),
    ("Chương trình xum vầy dành cho công nhân( đợt 2).", [("xum vầy", "sum vầy"), ("( ", "(")]),
    ("Các công đoan cơ sở và đoàn vien dược biết.",
     [("công đoan", "công đoàn"), ("đoàn vien", "đoàn viên"), ("dược biết", "được biết")]),
    ("NGƯỜI LAO ĐỘNG ĐUỢC CHĂM LO TẾT", [("ĐUỢC", "ĐƯỢC")]),
]  # fmt: skip


def remarks(text, **known):
    return [(one.found, one.better) for one in suggestions(text, **known)]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_written_rightly_is_left_alone(text):
    assert remarks(text) == []


@pytest.mark.parametrize(("text", "expected"), WRONG)
def test_a_slip_is_remarked_on_with_what_was_meant(text, expected):
    assert remarks(text) == expected


@pytest.mark.parametrize("text", [text for text, _expected in WRONG])
def test_every_remark_stands_where_it_says_and_says_why(text):
    for one in suggestions(text):
        assert text[one.start : one.end] == one.found
        assert one.why


@pytest.mark.parametrize("text", [text for text, expected in WRONG if all(better for _found, better in expected)])
def test_a_text_with_every_remark_taken_over_has_none_left(text):
    for _round in range(2):
        for one in reversed(suggestions(text)):
            text = text[: one.start] + one.better + text[one.end :]
    assert remarks(text) == []


def test_of_remarks_that_overlap_the_earlier_rule_is_heard_however_many_there_are():
    dice = random.Random(7)
    remarks = []
    for number in range(600):
        start = dice.randrange(4_000)
        remarks.append(Suggestion(start, start + dice.randrange(1, 25), "", "", str(number)))
    taken = []
    for one in remarks:
        if all(one.end <= other.start or other.end <= one.start for other in taken):
            taken.append(one)
    assert len(taken) < len(remarks)
    assert style_help._apart(remarks) == sorted(taken)


def test_an_empty_text_has_no_remarks():
    assert suggestions("") == []


@pytest.mark.parametrize("word", ["Nguyễn", "khuỷu", "quýt", "giếng", "gìn", "nghiêng", "huỳnh", "thuở", "uỷ", "ủy"])
def test_true_syllables_are_known(word):
    assert is_syllable(word)


def test_a_syllable_with_two_tones_is_not_guessed():
    assert (is_syllable("tuỵết"), mended("tuỵết")) == (False, "")


HOA = Leader("Nguyễn Thị Hòa", frozenset({"vice_chair"}), frozenset())
MINH = Leader("Trần Văn Minh", frozenset(), frozenset({"chair"}))
WARD = KnownUnit("Công đoàn phường Kim Liên", ("Công đoàn phường Trung Tự",))
DISTRICT = KnownUnit("LĐLĐ huyện Gia Lâm", ended_on=date(2025, 7, 1), heirs=("Công đoàn xã Gia Lâm",))
KNOWN = Known((HOA, MINH), (WARD, DISTRICT))


@pytest.mark.parametrize(("text", "expected"), [
    ("Chủ tịch LĐLĐ tỉnh Nguyễn Thị Hòa dự lễ.", [("Chủ tịch", "Phó Chủ tịch")]),
    ("Bà Nguyễn Thị Hòa, Chủ tịch LĐLĐ tỉnh, phát biểu.", [("Chủ tịch", "Phó Chủ tịch")]),
    ("Đồng chí Trần Văn Minh, Chủ tịch LĐLĐ tỉnh, nghỉ hưu.", [("Chủ tịch", "nguyên Chủ tịch")]),
    ("Nguyễn Thị Hoà trao quà.", [("Nguyễn Thị Hoà", "Nguyễn Thị Hòa")]),
    ("Công đoàn phường Trung Tự tặng quà.", [("Công đoàn phường Trung Tự", "Công đoàn phường Kim Liên")]),
    ("LĐLĐ huyện Gia Lâm ra quân.", [("LĐLĐ huyện Gia Lâm", "Công đoàn xã Gia Lâm")]),
])  # fmt: skip
def test_names_and_posts_are_compared_with_those_of_the_day(text, expected):
    assert remarks(text, known=KNOWN) == expected


@pytest.mark.parametrize("text", [
    "Phó Chủ tịch LĐLĐ tỉnh Nguyễn Thị Hòa dự lễ.",
    "Nguyên Chủ tịch LĐLĐ tỉnh Trần Văn Minh dự lễ.",
    "Chủ tịch UBND tỉnh Nguyễn Thị Hòa dự lễ.",
    "Chủ tịch Lê Văn Nam và Nguyễn Thị Hòa dự lễ.",
    "Công đoàn phường Kim Liên (trước đây là Công đoàn phường Trung Tự) tặng quà.",
    "PHÓ CHỦ TỊCH NGUYỄN THỊ HÒA DỰ LỄ",
])  # fmt: skip
def test_right_names_and_posts_are_left_alone(text):
    assert remarks(text, known=KNOWN) == []
