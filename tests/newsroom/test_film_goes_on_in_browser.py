"""A film sent from a phone over a line that breaks: it goes on by itself, and after the page was opened anew."""

import pytest
from playwright.sync_api import expect

from sumvay.files.models import Upload
from sumvay.newsroom.models import ContributionPhoto
from tests.factories.films import film, long_film
from tests.newsroom.writing import begun, writing_house
from tests.processes import wait_until

LENGTH = 5_000_000
FIRST_PIECE = 2 * 1024 * 1024
# Milliseconds, on a machine that does much else
CHECKED_WITHIN = 60_000


@pytest.fixture(scope="module")
def house(server, worker):
    return writing_house()


@pytest.fixture
def page(house, phone, sign_in):
    """The page one writes on."""
    Upload.objects.all().delete()
    ContributionPhoto.objects.filter(is_film=True).delete()
    sign_in(phone, house.writer)
    phone.goto(f"/newsroom/mine/{begun(house, kind='video').pk}/write/")
    return phone


def choose(page, content, name="Hội thao.mp4"):
    chosen = {"name": name, "mimeType": "video/mp4", "buffer": content}
    page.locator("[data-film-drop] input").set_input_files(chosen)


class Line:
    """The line to the server, which can be cut after so many pieces; remembers where each piece began."""

    def __init__(self, page):
        self.begins, self.pieces_until_cut, self.cut_once = [], None, False
        page.route("**/files/uploads/*/", self.carry)

    def carry(self, route):
        if route.request.method != "PATCH":
            route.continue_()
        elif self.pieces_until_cut is not None and len(self.begins) >= self.pieces_until_cut:
            self.pieces_until_cut = None if self.cut_once else self.pieces_until_cut
            route.abort("connectionreset")
        else:
            self.begins.append(int(route.request.headers["upload-offset"]))
            route.continue_()


def test_a_broken_line_is_taken_up_again_by_itself(page):
    line = Line(page)
    line.pieces_until_cut, line.cut_once = 1, True
    choose(page, long_film(LENGTH))
    expect(page.locator("video.film__player")).to_be_visible(timeout=CHECKED_WITHIN)
    assert line.begins == [0, FIRST_PIECE, 2 * FIRST_PIECE]
    kept = ContributionPhoto.objects.get(is_film=True)
    assert (kept.stored.size, kept.stored.name) == (LENGTH, "Hội thao.mp4")
    assert not Upload.objects.exists()
    page.wait_for_function("() => document.querySelector('video.film__player').readyState >= 1")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_page_opened_anew_knows_what_has_come_and_goes_on_from_there(page):
    line = Line(page)
    line.pieces_until_cut = 1
    with page.expect_response(lambda answer: answer.request.method == "PATCH" and answer.status == 204):
        choose(page, long_film(LENGTH))
    assert Upload.objects.get().offset == FIRST_PIECE
    # A chat app's browser forgets all it kept by itself
    page.evaluate("localStorage.clear()")
    page.reload()
    expect(page.locator("[data-under-way]")).to_contain_text("“Hội thao.mp4”: đã gửi 2,0 MB trên 4,8 MB")
    line.pieces_until_cut = None
    choose(page, long_film(LENGTH), name="IMG_0042.mp4")
    expect(page.locator("video.film__player")).to_be_visible(timeout=CHECKED_WITHIN)
    assert line.begins == [0, FIRST_PIECE, 2 * FIRST_PIECE]
    assert ContributionPhoto.objects.get(is_film=True).stored.size == LENGTH


def test_it_is_paused_and_gone_on_with(page):
    line = Line(page)
    line.pieces_until_cut = 1
    with page.expect_response(lambda answer: answer.request.method == "PATCH" and answer.status == 204):
        choose(page, long_film(LENGTH))
    assert Upload.objects.get().offset == FIRST_PIECE
    page.get_by_role("button", name="Tạm dừng").click()
    expect(page.locator("[data-words]")).to_have_text("Đã tạm dừng. Phần đã gửi được giữ lại.")
    line.pieces_until_cut = None
    page.get_by_role("button", name="Gửi tiếp").click()
    expect(page.locator("video.film__player")).to_be_visible(timeout=CHECKED_WITHIN)
    assert line.begins == [0, FIRST_PIECE, 2 * FIRST_PIECE]


def test_one_that_had_come_whole_when_the_page_was_closed_is_taken_in(page):
    page.route("**/newsroom/mine/*/film/", lambda route: route.abort("connectionreset"))
    choose(page, film())
    expect(page.locator("[data-words]")).to_contain_text("Mất kết nối")
    page.unroute("**/newsroom/mine/*/film/")
    page.reload()
    expect(page.locator("video.film__player")).to_be_visible(timeout=CHECKED_WITHIN)


def test_one_that_was_taken_in_while_the_answer_was_lost_is_shown_by_itself(page):
    lost = []

    def lose_the_first_answer(route):
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch().status)
            route.abort("connectionreset")

    page.route("**/newsroom/mine/*/film/", lose_the_first_answer)
    choose(page, film())
    expect(page.locator("[data-words]")).to_contain_text("Mất kết nối")
    wait_until(ContributionPhoto.objects.filter(is_film=True).exists, "the worker has taken it in")
    expect(page.locator("video.film__player")).to_be_visible(timeout=CHECKED_WITHIN)
    assert lost == [200]


def test_a_server_that_was_down_for_minutes_is_asked_again_though_the_line_was_never_gone(page):
    page.clock.install()
    page.route("**/files/uploads/**", lambda route: route.fulfill(status=502, body=""))
    choose(page, film())
    for _turn in range(20):
        page.clock.run_for(16_000)
        page.wait_for_timeout(100)
        if "Mất kết nối" in page.locator("[data-words]").inner_text():
            break
    expect(page.locator("[data-words]")).to_contain_text("Mất kết nối")
    page.unroute("**/files/uploads/**")
    page.clock.run_for(16_000)
    page.clock.resume()
    expect(page.locator("video.film__player")).to_be_visible(timeout=CHECKED_WITHIN)


def test_what_is_no_film_is_answered_with_a_sentence_and_another_can_be_chosen(page):
    choose(page, b"%PDF-1.4" + bytes(5000))
    expect(page.get_by_role("alert").filter(has_text="MP4, MOV hoặc WebM")).to_be_visible()
    assert not Upload.objects.exists()
    choose(page, film("screen.webm"), name="phim.webm")
    expect(page.locator("video.film__player")).to_be_visible(timeout=CHECKED_WITHIN)


def test_while_it_is_sent_the_buttons_of_the_page_do_not_break_it_off(page):
    line = Line(page)
    line.pieces_until_cut = 1
    with page.expect_response(lambda answer: answer.request.method == "PATCH" and answer.status == 204):
        choose(page, long_film(LENGTH))
    assert Upload.objects.get().offset == FIRST_PIECE
    page.get_by_role("button", name="Xem lại và gửi").click()
    expect(page.get_by_text("Video đang được gửi. Hãy tạm dừng trước")).to_be_visible()
    assert page.url.endswith("/write/")


def test_what_the_worker_refuses_is_read_by_itself_and_after_opening_the_page_anew(page):
    # Too short to be known by its first piece: the worker finds that it is none
    choose(page, b"abc")
    refusal = page.get_by_role("alert").filter(has_text="MP4, MOV hoặc WebM")
    expect(refusal).to_be_visible(timeout=CHECKED_WITHIN)
    assert not Upload.objects.exists()
    page.reload()
    expect(refusal).to_be_visible()
    choose(page, film("screen.webm"), name="phim.webm")
    expect(page.locator("video.film__player")).to_be_visible(timeout=CHECKED_WITHIN)
    page.reload()
    expect(refusal).to_be_hidden()
