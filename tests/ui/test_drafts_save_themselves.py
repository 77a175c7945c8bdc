"""A form with data-autosave leaves its words on the server; leaving unsaved words warns."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

HOUSE = Path(__file__).parents[2] / "sumvay"
FORM = """<form method="post" action="/send" data-guard data-autosave="/draft">
<label>Khó khăn <textarea name="hardship"></textarea></label>
<output class="saved" data-saved="Đã lưu lúc {time}" data-saving="Đang lưu" data-failed="Chưa lưu được"
 data-out="Đã hết phiên"></output>
<button>Gửi</button></form>"""


@pytest.fixture
def page(open_fragment):
    page = open_fragment(FORM)
    page.clock.install()
    return page


def warns_on_leaving(page) -> bool:
    return page.evaluate("() => !window.dispatchEvent(new Event('beforeunload', {cancelable: true}))")


def test_the_draft_is_saved_after_the_last_key_and_the_hour_is_said(page):
    page.get_by_label("Khó khăn").press_sequentially("Thiếu")
    page.clock.run_for(1000)
    assert page.sent == []
    assert warns_on_leaving(page)
    page.clock.run_for(600)
    expect(page.locator("output")).to_have_text(re.compile(r"Đã lưu lúc \d\d:\d\d"))
    assert [request.url.rsplit("/", 1)[1] for request in page.sent] == ["draft"]
    assert "Thiếu" in page.sent[0].post_data
    assert not warns_on_leaving(page)


def test_a_lost_connection_is_said_and_tried_again(page):
    page.context.route("**/draft", lambda route: route.abort())
    page.get_by_label("Khó khăn").fill("Thiếu")
    page.clock.run_for(1600)
    expect(page.locator("output")).to_have_text("Chưa lưu được")
    assert warns_on_leaving(page)
    page.context.unroute("**/draft")
    page.clock.run_for(10_100)
    expect(page.locator("output")).to_have_text(re.compile(r"Đã lưu lúc \d\d:\d\d"))


def refuse(page, sentence):
    page.context.route("**/draft", lambda route: route.fulfill(status=409, json={"refusal": sentence}))


def test_a_refusal_is_said_as_it_came_and_not_tried_again_by_itself(page):
    asked = []
    page.on("request", lambda request: request.url.endswith("/draft") and asked.append(request))
    refuse(page, "Lê Văn Nam đã lưu lúc 08:30")
    page.get_by_label("Khó khăn").fill("Thiếu")
    page.clock.run_for(1600)
    expect(page.get_by_role("alert")).to_have_text("Lê Văn Nam đã lưu lúc 08:30")
    page.clock.run_for(60_000)
    assert len(asked) == 1
    assert warns_on_leaving(page)


def test_what_is_typed_after_a_refusal_is_saved_when_it_mends_it(page):
    refuse(page, "Số căn cước không được ghi ở đây")
    page.get_by_label("Khó khăn").fill("001099012345")
    page.clock.run_for(1600)
    expect(page.get_by_role("alert")).to_have_text("Số căn cước không được ghi ở đây")
    page.context.unroute("**/draft")
    page.get_by_label("Khó khăn").fill("Thiếu")
    page.clock.run_for(1600)
    expect(page.get_by_role("status").filter(has_text="Đã lưu")).to_have_text(re.compile(r"Đã lưu lúc \d\d:\d\d"))
    assert not warns_on_leaving(page)


def test_a_session_that_is_over_is_said_and_not_taken_for_a_saved_draft(page):
    page.context.route("**/draft", lambda route: route.fulfill(status=302, headers={"Location": "/login/"}))
    page.get_by_label("Khó khăn").fill("Thiếu")
    page.clock.run_for(1600)
    expect(page.locator("output")).to_have_text("Đã hết phiên")
    assert warns_on_leaving(page)


def test_a_phone_that_turns_away_saves_at_once(page):
    page.get_by_label("Khó khăn").fill("Thiếu")
    page.evaluate("""() => {
        Object.defineProperty(document, "visibilityState", {value: "hidden"});
        document.dispatchEvent(new Event("visibilitychange"));
    }""")
    page.wait_for_timeout(100)
    assert [request.url.rsplit("/", 1)[1] for request in page.sent] == ["draft"]


def test_once_sent_no_draft_follows(page):
    page.get_by_label("Khó khăn").fill("Thiếu")
    page.get_by_role("button", name="Gửi").click()
    page.wait_for_selector("text=Đã gửi")
    page.clock.run_for(20_000)
    assert [request.url.rsplit("/", 1)[1] for request in page.sent] == ["send"]


def test_every_such_form_has_the_words_to_say_how_its_draft_stands():
    drawn = [page.read_text() for page in HOUSE.glob("*/templates/**/*.html")]
    saving = [page for page in drawn if "data-autosave" in page]
    assert len(saving) == 4
    assert all('{% include "ui/saved.html" %}' in page for page in saving)
