"""The enterprise and the place a message speaks of."""

import pytest

from sumvay.feedback.reading.enterprises import enterprise_in, key_of, place_in, place_key_of


@pytest.mark.parametrize(
    ("text", "enterprise"),
    [
        ("Tôi làm ở Công ty TNHH May Tường An, chưa có lương.", "Công ty TNHH May Tường An"),
        ("Cả chuyền bên cty Dae Young Vina xài 2 cái thẻ.", "cty Dae Young Vina"),
        ("cty giay vinh xuan nong qua", "cty giay vinh xuan"),
        ("Giày Phú Cường Thịnh nợ lương hai tháng rồi Công đoàn ơi.", "Giày Phú Cường Thịnh"),
        ("cong ty no luong 2 thang roi", ""),
        ("Công ty em nợ lương hai tháng. Mong Công đoàn giúp.", ""),
        ("Làm ở siêu thị Vạn Lộc Mart ca đêm, Công đoàn ơi.", "siêu thị Vạn Lộc Mart"),
        ("nhan vien khach san bong sen xin hoi", "khach san bong sen"),
        ("", ""),
    ],
)
def test_the_enterprise_is_named_as_it_is_written(text, enterprise):
    assert enterprise_in(text) == enterprise


@pytest.mark.parametrize(
    "text",
    [
        "trong siêu thị mùi gas nồng nặc mà quản lý kêu cứ bán",
        "sieu thi mui gas nong nac",
        "nghe nói công ty phá sản rồi",
        "từ sáng tới giờ cty cúp điện",
        "ben nha hang xom cung lam o do",
        "xưởng im lặng không trả lời",
        "Dạ em làm xưởng A2 bên dãy nhà phía sau.",
        "Giấy A4 cũng bắt em tự mua, Công đoàn ạ.",
        "Nhờ Công ty Nước sạch sửa giúp ống trước cổng.",
    ],
)
def test_words_that_are_plainly_no_name_name_nobody(text):
    assert enterprise_in(text) == ""


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Dãy trọ sau khu công nghiệp Tịnh Phong ngập.", "khu công nghiệp Tịnh Phong"),
        ("Đường KCN Bàu Sen tối om, Công đoàn ơi.", "KCN Bàu Sen"),
        ("em ve ca mau an tet", "ca mau"),
        ("duong kcn song da toi om", "kcn song da"),
        ("kcn em lam chua co den", ""),
        ("Lương thấp quá.", ""),
    ],
)
def test_the_place_is_named_as_it_is_written(text, place):
    assert place_in(text) == place


def test_one_enterprise_has_one_key_however_it_is_written():
    names = ["Công ty TNHH May Tường An", "cty may tuong an", "May Tường An", "CTY CP TƯỜNG AN"]
    assert {key_of(name) for name in names} == {"tuong an"}


def test_one_place_has_one_key_however_it_is_written():
    zone = ["KCN Sông Đà", "kcn song da", "Khu công nghiệp Sông Đà", "khu cong nghiep  Song Da"]
    assert {place_key_of(name) for name in zone} == {"kcn song da"}
    assert {place_key_of(name) for name in ("Thành phố Thủ Đức", "TP Thủ Đức", "thu duc")} == {"thu duc"}


def test_a_zone_a_ward_and_a_district_of_one_name_are_three_places():
    assert len({place_key_of(name) for name in ("KCN Tân Bình", "phường Tân Bình", "quận Tân Bình")}) == 3
    assert (place_key_of("tỉnh"), place_key_of("")) == ("tinh", "")
