"""The enterprise and the place a message speaks of."""

import pytest

from sumvay.feedback.reading.enterprises import enterprise_in, key_of, place_in


@pytest.mark.parametrize(
    ("text", "enterprise"),
    [
        ("Tôi làm ở Công ty TNHH May Tường An, chưa có lương.", "Công ty TNHH May Tường An"),
        ("Cả chuyền bên cty Dae Young Vina xài 2 cái thẻ.", "cty Dae Young Vina"),
        ("cty giay vinh xuan nong qua", "cty giay vinh xuan"),
        ("Giày Phú Cường Thịnh nợ lương hai tháng rồi Công đoàn ơi.", "Giày Phú Cường Thịnh"),
        ("cong ty no luong 2 thang roi", ""),
        ("Công ty em nợ lương hai tháng. Mong Công đoàn giúp.", ""),
        ("", ""),
    ],
)
def test_the_enterprise_is_named_as_it_is_written(text, enterprise):
    assert enterprise_in(text) == enterprise


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Dãy trọ sau khu công nghiệp Tịnh Phong ngập.", "khu công nghiệp Tịnh Phong"),
        ("Đường KCN Bàu Sen tối om, Công đoàn ơi.", "KCN Bàu Sen"),
        ("em ve ca mau an tet", "ca mau"),
        ("Lương thấp quá.", ""),
    ],
)
def test_the_place_is_named_as_it_is_written(text, place):
    assert place_in(text) == place


def test_one_enterprise_has_one_key_however_it_is_written():
    names = ["Công ty TNHH May Tường An", "cty may tuong an", "May Tường An", "CTY CP TƯỜNG AN"]
    assert {key_of(name) for name in names} == {"tuong an"}
