"""Writing and sending over a line that breaks: nothing typed is lost, the page says so, and it goes on by itself."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.newsroom.test_contribute_on_the_phone import picture
from tests.newsroom.writing import begun, writing_house

KEPT = "Chưa gửi được vì mất kết nối."


@pytest.fixture(scope="module")
def house(server):
    return writing_house()


@pytest.fixture
def writing(house, phone, sign_in):
    """A draft open on a phone."""
    draft = begun(house)
    sign_in(phone, house.writer)
    phone.goto(f"/newsroom/mine/{draft.pk}/write/")
    phone.draft = draft
    return phone


def line(page, *, is_up: bool) -> None:
    page.context.set_offline(not is_up)


def test_words_typed_while_the_server_is_away_are_saved_when_it_is_back(writing):
    line(writing, is_up=False)
    writing.get_by_label("Nội dung").fill("Viết lúc mất mạng")
    expect(writing.locator("[data-saved]")).to_have_text("Chưa lưu được, đang thử lại")
    line(writing, is_up=True)
    expect(writing.locator("[data-saved]")).to_have_text(re.compile(r"Đã lưu lúc \d\d:\d\d"))
    writing.draft.refresh_from_db()
    assert writing.draft.text == "Viết lúc mất mạng"
    assert writing.get_by_label("Nội dung").input_value() == "Viết lúc mất mạng"


def test_photos_that_met_a_broken_line_go_by_themselves_when_it_is_back(writing):
    line(writing, is_up=False)
    writing.get_by_label("Tiêu đề").fill("Tựa viết khi mất mạng")
    writing.locator("input[name=photos]").set_input_files([picture("mot.jpg", (800, 600))])
    expect(writing.locator(".photo-line")).to_contain_text("Mất kết nối")
    assert writing.draft.photos.count() == 0
    line(writing, is_up=True)
    expect(writing.locator(".shot")).to_have_count(1)
    expect(writing.locator("[data-saved]")).to_have_text(re.compile(r"Đã lưu lúc \d\d:\d\d"))
    writing.draft.refresh_from_db()
    assert (writing.draft.title, writing.draft.photos.count()) == ("Tựa viết khi mất mạng", 1)


def test_words_kept_by_a_press_that_met_a_broken_line_go_by_themselves_when_it_is_back(writing):
    writing.get_by_label("Tiêu đề").fill("Tựa viết trước khi mất mạng")
    line(writing, is_up=False)
    writing.get_by_role("button", name="Lưu", exact=True).click()
    expect(writing.locator("[data-upload-note]")).to_contain_text(KEPT)
    assert writing.get_by_label("Tiêu đề").input_value() == "Tựa viết trước khi mất mạng"
    line(writing, is_up=True)
    expect(writing.get_by_text("Đã lưu.")).to_be_visible()
    expect(writing.locator("[data-upload-note]")).to_have_count(0)
    writing.draft.refresh_from_db()
    assert writing.draft.title == "Tựa viết trước khi mất mạng"


def test_an_answer_lost_on_the_way_leaves_one_photo_not_two(writing):
    lost = []

    def lose(route):
        route.fetch()
        lost.append(route.request.url)
        route.abort()

    writing.route("**/photos/", lose, times=1)
    writing.locator("input[name=photos]").set_input_files([picture("mot.jpg", (640, 480))])
    expect(writing.locator(".shot")).to_have_count(1, timeout=20_000)
    assert len(lost) == 1
    assert writing.draft.photos.count() == 1


def test_a_server_that_cannot_keeps_the_page_and_does_not_press_on(writing):
    pressed = []
    writing.route("**/write/", lambda route: (pressed.append(1), route.fulfill(status=500, body="")))
    writing.get_by_label("Tiêu đề").fill("Tựa khi máy chủ lỗi")
    writing.get_by_role("button", name="Lưu", exact=True).click()
    expect(writing.locator("[data-upload-note]")).to_contain_text("mời bấm gửi lại sau ít phút")
    expect(writing.locator("[data-saved]")).to_have_text(re.compile(r"Đã lưu lúc \d\d:\d\d"))
    assert len(pressed) == 1
    assert writing.get_by_label("Tiêu đề").input_value() == "Tựa khi máy chủ lỗi"


def test_whoever_was_signed_out_is_told_and_keeps_the_page(writing):
    writing.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    writing.get_by_label("Nội dung").fill("Viết khi đã hết phiên")
    expect(writing.locator("[data-saved]")).to_have_text(re.compile("^Phiên đăng nhập đã hết"))
    assert writing.get_by_label("Nội dung").input_value() == "Viết khi đã hết phiên"


def test_the_item_goes_to_the_desk_by_itself_when_the_line_is_back(writing):
    writing.goto(f"/newsroom/mine/{writing.draft.pk}/")
    line(writing, is_up=False)
    writing.get_by_role("button", name="Gửi tới").click()
    expect(writing.locator("[data-upload-note]")).to_contain_text(KEPT)
    line(writing, is_up=True)
    expect(writing.get_by_text("Đã gửi tới tòa soạn của")).to_be_visible()
    writing.draft.refresh_from_db()
    assert writing.draft.state == "waiting"
