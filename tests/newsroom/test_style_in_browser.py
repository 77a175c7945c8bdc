"""The wording is checked while one writes: remarks below the text, taken over one by one, never silently."""

import pytest
from playwright.sync_api import expect

from tests.newsroom.writing import begun, writing_house
from tests.portal.test_accessibility import faults_of

WRITTEN = "Nghành may 👍 đuợc nghỉ. Mỗi nguời  một suất quà, các xuất quà ấm áp."


@pytest.fixture(scope="module")
def house(module_database):
    return writing_house()


def row(phone, found):
    return phone.locator("[data-remark]").filter(has=phone.locator("mark", has_text=found))


def test_a_remark_is_taken_over_at_its_place_left_or_lost(house, phone, sign_in):
    draft = begun(house, text=WRITTEN)
    sign_in(phone, house.writer)
    phone.goto(f"/newsroom/mine/{draft.pk}/write/")
    text = phone.locator("textarea[name=text]")
    phone.get_by_role("button", name="Soát cách viết").click()
    expect(row(phone, "Nghành")).to_be_visible()
    assert not faults_of(phone)
    assert not phone.evaluate("document.documentElement.scrollWidth > innerWidth")
    # Written on in front of all places, then over one of them
    text.fill(f"Sáng nay: {WRITTEN}")
    text.fill(f"Sáng nay: {WRITTEN}".replace("nguời", "ngươi"))
    row(phone, "đuợc").get_by_role("button", name="Sửa theo").click()
    expect(text).to_have_value(f"Sáng nay: {WRITTEN}".replace("nguời", "ngươi").replace("đuợc", "được"))
    expect(row(phone, "đuợc").get_by_text("Đã sửa trong bài.")).to_be_visible()
    expect(row(phone, "đuợc").get_by_role("button")).to_have_count(0)
    row(phone, "Nghành").get_by_role("button", name="Giữ nguyên").click()
    expect(row(phone, "Nghành")).to_have_count(0)
    expect(row(phone, "nguời").get_by_text("hãy soát lại")).to_be_visible()
    expect(row(phone, "nguời").get_by_role("button", name="Sửa theo")).to_have_count(0)
    expect(text).to_have_value(f"Sáng nay: {WRITTEN}".replace("nguời", "ngươi").replace("đuợc", "được"))
    # Kept on the server like what is typed
    expect(phone.locator("[data-saved]")).to_contain_text("Đã lưu lúc")
    draft.refresh_from_db()
    assert "được nghỉ" in draft.text
