"""Identity, account and card numbers are found before they are sent; phones and money are not taken for them."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumvay.vietnamese import SensitiveKind, sensitive_numbers


def found(text):
    return [(number.kind, text[number.start : number.end]) for number in sensitive_numbers(text)]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("CCCD 001199012345", "001199012345"),
        ("Chị Lan 079304001234 ạ", "079304001234"),
        ("số 001 199 012 345, cấp năm 2021", "001 199 012 345"),
        ("001.199.012.345", "001.199.012.345"),
        ("0011 9901 2345", "0011 9901 2345"),
        ("căn cước công dân số: 250 199 012 345", "250 199 012 345"),
        ("mã định danh 123456789012", "123456789012"),
    ],
)
def test_citizen_numbers_are_found(text, digits):
    assert found(text) == [(SensitiveKind.CITIZEN_ID, digits)]


@pytest.mark.parametrize(
    "text", ["CMND: 123456789", "chứng minh nhân dân số 123456789", "CMT 123456789", "cmnd so 123456789"]
)
def test_old_identity_numbers_are_found_beside_their_name(text):
    assert found(text) == [(SensitiveKind.OLD_ID, "123456789")]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("STK: 0123456789 Vietcombank", "0123456789"),
        ("stk chị Lan (MB Bank): 0912345678", "0912345678"),
        ("Số tài khoản 1500 2050 12345 tại Agribank", "1500 2050 12345"),
        ("số tài khoản nhận ủng hộ: 19035678901234", "19035678901234"),
        ("tk 111222333444 VCB", "111222333444"),
        ("tài khoản mang tên người nhà của trưởng ca là Đỗ Thị Mơ, số 111222333444.", "111222333444"),
        ("so tai khoan 111222333444.", "111222333444"),
    ],
)
def test_accounts_are_found_beside_their_name(text, digits):
    assert found(text) == [(SensitiveKind.ACCOUNT, digits)]


@pytest.mark.parametrize(
    "digits", ["4111 1111 1111 1111", "5555-5555-5555-4444", "378282246310005", "9704361111111114"]
)
def test_cards_are_found_by_their_check_digit(digits):
    assert found(f"thẻ {digits}.") == [(SensitiveKind.CARD, digits)]


@pytest.mark.parametrize(
    "text",
    [
        "gọi 0912345678 hoặc 0987 654 321",
        "+84 912 345 678",
        "84912345678",
        "084 332 123 456",
        "ĐT 024.3942.1234",
        "SĐT: 0912.345.678, Zalo 0987654321",
        "tài khoản Zalo 0912345678",
        "tài khoản Facebook 1200000 lượt theo dõi",
        "chủ tài khoản, điện thoại 0912345678",
        "Tài khoản: 350.000.000 đồng",
        "tổng 120.000.000.000 đồng",
        "tài khoản công đoàn còn 350000000 đồng",
        "mã hồ sơ 123456789",
        "chưa có tài khoản nên em nhờ người quen gửi hộ tiền về quê cho mẹ hết 3500000",
        "thẻ 4111 1111 1111 1112",
        "120 4500 3200 1100 5400",
        "công văn số 42/LĐLĐ ngày 18/01/2024, 12/2026/NĐ-CP",
        "https://www.facebook.com/permalink.php?story_fbid=4111111111111111&id=001199012345",
        "tiktok.com/@cd/video/4111111111111111",
        "500 199 012 345",
        "001 999 012 345",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert found(text) == []


def test_several_are_found_in_the_order_of_the_text():
    text = "Chị Lan CCCD 001199012345, STK 0123456789 VCB; anh Nam STK 9990001112 BIDV"
    kinds = [kind for kind, _digits in found(text)]
    assert kinds == [SensitiveKind.CITIZEN_ID, SensitiveKind.ACCOUNT, SensitiveKind.ACCOUNT]


def test_a_finding_does_not_carry_the_number():
    (number,) = sensitive_numbers("CCCD 001199012345")
    assert number.masked == "00••••••••45"
    assert "1199012" not in repr(number)


def test_decomposed_text_and_wide_figures_are_read_too():
    assert len(sensitive_numbers(unicodedata.normalize("NFD", "số tài khoản: 0123456789"))) == 1
    assert len(sensitive_numbers("ＣＣＣＤ ００１１９９０１２３４５")) == 1


@given(st.text("0123456789 .-/CMNDstk:đồng\n", max_size=60))
def test_findings_lie_in_the_text_and_do_not_overlap(text):
    findings = sensitive_numbers(text)
    assert all(0 <= one.start < one.end <= len(text) for one in findings)
    assert all(one.end <= other.start for one, other in pairwise(findings))
