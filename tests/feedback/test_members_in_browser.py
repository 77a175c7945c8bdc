"""A worker's phone: everything works without a script, nothing is wider than 390 pixels, axe finds nothing."""

import re

import pytest
from django.utils import timezone

from sumvay.feedback.models import Case, Message
from tests.factories.files import photo
from tests.factories.org import UnitFactory, UnitKindFactory, officer_of
from tests.portal.test_accessibility import faults_of

WORDS = "Chuyền may 3 làm thêm đến 22 giờ mà không được trả tiền."


@pytest.fixture(scope="module")
def unit(module_database):
    ward = UnitFactory(kind=UnitKindFactory(code="ward", name="Công đoàn phường"), name="Công đoàn phường An Hải")
    long_name = "Công đoàn cơ sở Công ty trách nhiệm hữu hạn May mặc xuất khẩu Bình Minh"
    unit = UnitFactory(name=long_name, parent=ward, phone="02253822822")
    for one in (ward, unit):
        officer_of(one)
    return unit


@pytest.fixture
def bare_phone(browser, server):
    """A phone on which scripts are switched off."""
    context = browser.new_context(
        base_url=server.url, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="vi-VN",
        java_script_enabled=False,
    )  # fmt: skip
    page = context.new_page()
    page.set_default_timeout(30_000)
    yield page
    assert context.cookies() == []
    context.close()


def send_with_photo(page):
    page.set_input_files("input[name=photos]", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    page.click("button:has-text('Gửi ý kiến')")


def checked(page):
    """Nothing hurts a rule, nothing is cut off."""
    assert faults_of(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_without_a_script_one_finds_the_unit_writes_with_a_photo_and_comes_back(bare_phone, unit):
    page = bare_phone
    page.goto("/y-kien/")
    page.fill("#q", "may mac xuat khau")
    page.click(".find__box button")
    page.click(f"text={unit.name}")
    page.fill("textarea[name=text]", WORDS)
    page.check("input[name=topics][value=luong]")
    send_with_photo(page)
    # Whoever is quicker than people are is asked to press once more
    while page.locator(".form-errors").count():
        send_with_photo(page)
    key = page.inner_text("#receipt-key")
    assert re.fullmatch("[A-Z2-7]{4}(-[A-Z2-7]{4}){3}", key)
    case = Case.objects.get()
    assert (case.text, case.unit.name, case.enclosures.count()) == (WORDS, "Công đoàn phường An Hải", 1)

    now = timezone.now()
    Message.objects.create(case=case, author="officer", text="Đã yêu cầu trả đủ.", source="Điều 98", at=now)
    Case.objects.update(state="resolved", resolved_at=now, first_answered_at=now)
    page.goto("/y-kien/tra-loi/")
    page.fill("#key", key.lower().replace("-", " "))
    page.click("button:has-text('Xem trả lời')")
    assert "Đã yêu cầu trả đủ." in page.inner_text("main")
    page.check("input[name=degree][value='5']")
    page.click("form[action$='hai-long/'] button")
    case.refresh_from_db()
    assert case.satisfied == 5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_a_writer_hurts_a_rule(phone, unit, scheme):
    phone.emulate_media(color_scheme=scheme)
    phone.goto("/y-kien/?q=cong+doan")
    checked(phone)
    phone.goto(f"/y-kien/{unit.code}/")
    checked(phone)
    phone.fill("textarea[name=text]", f"{WORDS} {scheme}")
    phone.fill("input[name=email]", "hoa@example.vn")
    phone.evaluate("document.querySelector('input[name=token]').value = 'x'")
    phone.click("button:has-text('Gửi ý kiến')")
    phone.locator(".form-errors").wait_for()
    checked(phone)
    assert phone.input_value("textarea[name=text]") == f"{WORDS} {scheme}"
    phone.click("button:has-text('Gửi ý kiến')")
    key = phone.inner_text("#receipt-key")
    checked(phone)
    phone.get_by_role("button", name="Sao chép").wait_for()
    Case.objects.filter(text=f"{WORDS} {scheme}").update(state="resolved", resolved_at=timezone.now())
    phone.goto("/y-kien/tra-loi/")
    checked(phone)
    phone.fill("#key", key)
    phone.click("button:has-text('Xem trả lời')")
    phone.click("summary:has-text('Đề nghị sửa hoặc xóa')")
    checked(phone)


def test_at_the_desk_the_pages_hurt_no_rule_either(desk, sign_in, unit):
    chair = officer_of(unit, "vice_chair")
    sign_in(desk, chair)
    for address in (f"/cases/posters/{unit.pk}/", "/cases/requests/"):
        desk.goto(address)
        checked(desk)
