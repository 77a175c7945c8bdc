"""Texts to paste into Zalo: Vietnamese, polite, short, with the link; and the buttons beside them."""

from datetime import UTC, date, datetime

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from sumvay.notifications import services
from sumvay.notifications.templatetags.notices import zalo_address

DUE = datetime(2027, 1, 25, 9, 0, tzinfo=UTC)
LINK = "https://sumvay.example/n/abc"
FACTS = {"title": "Tuyên truyền Tết Đinh Mùi 2027.", "issuer": "LĐLĐ quận Hoa Sen", "due": DUE, "link": LINK}


@pytest.fixture(params=["vi", "en"], autouse=True)
def language_of_the_screen(request):
    """The texts are the same whatever language the officer works in."""
    with translation.override(request.param):
        yield


def test_the_group_text_says_who_what_when_and_where():
    assert services.group_text(**FACTS) == (
        "LĐLĐ quận Hoa Sen: Tuyên truyền Tết Đinh Mùi 2027.\n"
        "Đề nghị các đơn vị báo cáo trước 16:00 ngày 25/01/2027.\n"
        "Mỗi đơn vị mở đường dẫn, chọn tên đơn vị mình để báo cáo: https://sumvay.example/n/abc"
    )


def test_the_personal_text_addresses_the_officer():
    assert services.personal_text(officer_name="Trần Văn Bình", **FACTS) == (
        "Kính gửi đồng chí Trần Văn Bình,\n"
        "LĐLĐ quận Hoa Sen đề nghị đơn vị thực hiện: Tuyên truyền Tết Đinh Mùi 2027. "
        "Báo cáo trước 16:00 ngày 25/01/2027.\n"
        "Đường dẫn riêng của đơn vị (không cần mật khẩu, xin đừng chuyển tiếp): https://sumvay.example/n/abc"
    )


def test_the_reminder_is_polite_and_offers_help():
    text = services.reminder_text(
        officer_name="Trần Văn Bình", title="Tuyên truyền Tết Đinh Mùi 2027", due=DUE, link=LINK
    )
    assert text == (
        "Kính gửi đồng chí Trần Văn Bình,\n"
        "Chúng tôi chưa nhận được báo cáo của đơn vị về: Tuyên truyền Tết Đinh Mùi 2027 "
        "(hạn 16:00 ngày 25/01/2027). Đồng chí chỉ cần vài phút trên điện thoại: https://sumvay.example/n/abc\n"
        "Nếu có vướng mắc, xin đồng chí nhắn lại tại đây. Trân trọng cảm ơn."
    )


def test_a_day_without_an_hour_is_said_as_a_day():
    assert "trước hết ngày 25/01/2027." in services.group_text(**(FACTS | {"due": date(2027, 1, 25)}))


def test_a_title_of_many_lines_stays_one_line():
    text = services.group_text(**(FACTS | {"title": "V/v tuyên truyền\n  Tết ;"}))
    assert text.startswith("LĐLĐ quận Hoa Sen: V/v tuyên truyền Tết.\n")


@pytest.mark.parametrize(
    ("phone", "address"),
    [
        ("+84912345678", "https://zalo.me/84912345678"),
        ("", "https://chat.zalo.me/"),
        (None, "https://chat.zalo.me/"),
        ("+84/../x", "https://chat.zalo.me/"),
    ],
)
def test_zalo_opens_at_the_person_or_at_its_front_page(phone, address):
    assert zalo_address(phone) == address


def test_the_box_has_copy_zalo_and_call():
    words = {"id": "zalo-5", "text": 'Kính gửi <đồng chí> "Bình"', "label": "Gửi riêng", "phone": "+84912345678"}
    box = render_to_string("notifications/ready_text.html", words)
    assert 'data-copy="#zalo-5"' in box
    assert 'id="zalo-5"' in box
    assert "Kính gửi &lt;đồng chí&gt; &quot;Bình&quot;" in box
    assert 'href="https://zalo.me/84912345678"' in box
    assert 'href="tel:+84912345678"' in box


def test_the_box_for_a_group_has_no_call():
    box = render_to_string("notifications/ready_text.html", {"id": "g", "text": "x", "phone": ""})
    assert 'href="https://chat.zalo.me/"' in box
    assert "tel:" not in box
