"""Names, numbers and addresses of persons are masked, names of enterprises and places stay."""

import pytest

from sumvay.feedback.reading.personal_data import masked, spans


def found(text):
    return [text[begin:end] for begin, end in spans(text)]


@pytest.mark.parametrize(
    "number",
    [
        "0912345678",
        "0912.345.678",
        "0912 345 678",
        "09-1234-5678",
        "0912 34 56 78",
        "+84 912 345 678",
        "(+84) 912 345 678",
        "84912345678",
        "o912345678",
        "0915 – 40 – 77 – 82",
        "0 9 3 4 5 5 1 2 0 8",
        "0909 chín một hai 33 48",
        "079196004312",
        "079 196 004 312",
        "1903 8827 4410 15",
        "lan.nguyen@hopthu.example",
        "29H-456.08",
        "59X2-341.77",
        "GD4797912345678",
        "C4419027",
    ],
)
def test_a_number_that_is_a_persons_is_masked_in_every_writing(number):
    text = f"Gọi giúp em theo {number} nhé, xưởng nóng quá."
    assert found(text) == [number]


@pytest.mark.parametrize(
    ("text", "personal"),
    [
        ("Tôi sinh ngày 14/09/1965, đóng đủ 20 năm.", "14/09/1965"),
        ("Số BHXH 7915 0288 34 của tôi bị sai.", "7915 0288 34"),
        ("Chuyển vào STK 19036627714011 giúp tôi.", "19036627714011"),
        ("Mã nhân viên NV-20871 làm ở chuyền 3.", "NV-20871"),
    ],
)
def test_a_number_is_a_persons_by_the_word_before_it(text, personal):
    assert found(text) == [personal]


@pytest.mark.parametrize(
    "text",
    [
        "Công ty nợ lương 2.500.000.000 đồng từ ngày 12/3/2024.",
        "Tổng đài 19001006 không ai nghe máy.",
        "Tháng 9 và tháng 10 tăng ca 52 tiếng, lương 8.450.000 đồng.",
        "Công ty TNHH May Tường An ở Đức Hoà chưa trả lương.",
        "Theo Điều 97 Bộ luật Lao động 2019 thì trả chậm 15 ngày phải đền.",
    ],
)
def test_sums_days_laws_enterprises_and_places_are_not(text):
    assert spans(text) == []


def test_names_are_masked_with_and_without_capitals_and_accents():
    assert masked("Em tên Nguyễn Thị Lan, chị Hoa kế toán trừ tiền em.") == (
        "Em tên [họ tên], chị [họ tên] kế toán trừ tiền em."
    )
    assert masked("toi la nguyen van hung, cong ty no luong") == "toi la [họ tên], cong ty no luong"


def test_what_stands_in_place_says_what_it_was():
    text = "Gọi 0912345678 hoặc lan@hopthu.example, xe 29H-456.08, CCCD 079196004312, sinh ngày 14/09/1965."
    assert masked(text) == (
        "Gọi [số điện thoại] hoặc [thư điện tử], xe [biển số], CCCD [số giấy tờ], sinh ngày [ngày sinh]."
    )


def test_an_address_is_masked_whole():
    text = "Em ở trọ số 12 hẻm 5 đường Lê Lợi, phường 3, chủ trọ đòi tiền."
    assert "12" not in masked(text)
    assert "Lê Lợi" not in masked(text)
    assert "chủ trọ đòi tiền" in masked(text)


def test_a_name_that_was_found_is_masked_wherever_it_stands():
    text = "Quản đốc Trần Văn Kiệm chửi công nhân. Đề nghị cho Kiệm nghỉ việc."
    assert "Kiệm" not in masked(text)


@pytest.mark.parametrize("text", ["", "   ", "\n", "?!", "🤡"])
def test_an_empty_message_has_nothing_to_mask(text):
    assert (spans(text), masked(text)) == ([], text)
