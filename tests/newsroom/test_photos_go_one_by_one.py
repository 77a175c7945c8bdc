"""Photos leave the phone by themselves, one after another, each with its line; what is typed meanwhile stays."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories.files import photo
from tests.newsroom.test_contribute_on_the_phone import picture
from tests.newsroom.writing import begun, shot, writing_house
from tests.portal.test_accessibility import faults_of

DAMAGED = {"name": "hong.jpg", "mimeType": "image/jpeg", "buffer": photo()[:80]}
NOT_TO_OPEN = "Ảnh bị hỏng"


@pytest.fixture(scope="module")
def house(server):
    return writing_house()


@pytest.fixture
def draft(house):
    return begun(house)


@pytest.fixture
def writing(house, draft, phone, sign_in):
    """The draft open on a phone."""
    sign_in(phone, house.writer)
    phone.goto(f"/newsroom/mine/{draft.pk}/write/")
    return phone


def choose(page, *pictures):
    page.locator("input[name=photos]").set_input_files(pictures)


def three():
    return [picture(f"{name}.jpg", (600 + 10 * n, 400)) for n, name in enumerate(("mot", "hai", "ba"))]


def line_of(page, name):
    return page.locator(".photo-line").filter(has_text=name)


def names_of(draft):
    return [photo.stored.name for photo in draft.photos.order_by("position").select_related("stored")]


def test_three_photos_go_without_a_press_each_in_a_request_of_its_own(writing, draft):
    sent = []
    writing.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    choose(writing, *three())
    expect(writing.locator(".photo-line").filter(has_text="Đã gửi")).to_have_count(3)
    expect(writing.locator(".shot")).to_have_count(3)
    expect(writing.locator("[data-photo-count]")).to_have_text("Ảnh 3")
    assert names_of(draft) == ["mot.jpg", "hai.jpg", "ba.jpg"]
    assert len([url for url in sent if url.endswith("/photos/")]) == 3
    assert not [url for url in sent if url.endswith("/write/")]
    assert faults_of(writing) == []


def test_what_is_typed_meanwhile_stays_and_the_new_photo_is_asked_at_once(house, writing, draft):
    shot(house, draft, caption="")
    writing.reload()
    writing.get_by_label("Chú thích").fill("Trao quà")
    writing.get_by_label("Tiêu đề").fill("Tựa đang viết")
    choose(writing, *three()[:1])
    expect(writing.locator(".shot")).to_have_count(2)
    assert writing.get_by_label("Tiêu đề").input_value() == "Tựa đang viết"
    assert writing.get_by_label("Chú thích").first.input_value() == "Trao quà"
    writing.get_by_label("Chú thích").last.fill("Sân công ty")
    with writing.expect_response(lambda answer: answer.url.endswith("/draft/") and answer.ok):
        writing.locator(".shot").last.get_by_text("Không có ai").click()
    assert list(draft.photos.order_by("position").values_list("caption", "shows_people")) == [
        ("Trao quà", False), ("Sân công ty", False),
    ]  # fmt: skip


def test_a_line_that_breaks_in_the_middle_is_taken_up_again_by_itself(writing, draft):
    came, cut = [], [True]

    def carry(route):
        if came and cut:
            route.abort("connectionreset")
        else:
            came.append(route)
            route.continue_()

    writing.route("**/photos/", carry)
    choose(writing, *three())
    expect(line_of(writing, "hai.jpg")).to_contain_text("Mất kết nối")
    expect(line_of(writing, "mot.jpg")).to_contain_text("Đã gửi")
    expect(line_of(writing, "ba.jpg")).to_contain_text("Chờ gửi")
    expect(writing.locator(".shot")).to_have_count(1)
    cut.clear()
    expect(writing.locator(".shot")).to_have_count(3, timeout=20_000)
    assert names_of(draft) == ["mot.jpg", "hai.jpg", "ba.jpg"]
    assert len(came) == 3


def test_one_bad_photo_among_good_ones_is_named_and_can_be_tried_again_or_taken_away(writing, draft):
    first, _second, last = three()
    choose(writing, first, DAMAGED, last)
    bad = line_of(writing, "hong.jpg")
    expect(bad).to_contain_text(NOT_TO_OPEN)
    expect(writing.locator(".shot")).to_have_count(2)
    assert names_of(draft) == ["mot.jpg", "ba.jpg"]
    with writing.expect_response("**/photos/") as again:
        bad.get_by_role("button", name="Thử lại").click()
    assert again.value.status == 409
    expect(bad).to_contain_text(NOT_TO_OPEN)
    bad.get_by_role("button", name="Bỏ ảnh này").click()
    expect(bad).to_have_count(0)
    writing.get_by_role("button", name="Lưu", exact=True).click()
    expect(writing.get_by_text("Đã lưu.")).to_be_visible()
    assert draft.photos.count() == 2


def test_while_photos_are_under_way_the_buttons_of_the_page_do_not_lose_them(writing, draft):
    writing.route("**/photos/", lambda route: route.abort("connectionreset"))
    choose(writing, *three()[:1])
    waiting = line_of(writing, "mot.jpg")
    expect(waiting).to_contain_text("Mất kết nối")
    writing.get_by_role("button", name="Xem lại và gửi").click()
    expect(writing.locator("#toasts")).to_contain_text("Ảnh đang được gửi")
    assert writing.url.endswith("/write/")
    waiting.get_by_role("button", name="Bỏ ảnh này").click()
    writing.get_by_role("button", name="Xem lại và gửi").click()
    writing.wait_for_url(re.compile(rf"/newsroom/mine/{draft.pk}/$"))


def test_the_lines_fit_on_a_phone(writing):
    writing.route("**/photos/", lambda route: route.abort("connectionreset"))
    choose(writing, picture("Tết sum vầy " + "x" * 120 + ".jpg", (600, 400)), *three()[1:])
    expect(writing.locator(".photo-line")).to_have_count(3)
    assert writing.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults_of(writing) == []
