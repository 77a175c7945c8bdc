"""A reader's browser: what opening a piece costs, what it counts, that it works without breaking our policy."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings
from procrastinate.contrib.django.models import ProcrastinateJob

from sumvay.newsroom import services
from sumvay.newsroom.models import ReadCount, SiteIdentity
from tests.factories.newsroom import PieceFactory
from tests.processes import wait_until

TEXT = "".join(f"<p>Đoạn {n}: chuyến xe nghĩa tình đưa công nhân lao động về quê đón Tết.</p>" for n in range(40))


@pytest.fixture(scope="module")
def piece(module_database):
    SiteIdentity.objects.create(pk=1, name="Sum Vầy", owner="LĐLĐ tỉnh", responsible_person="A")
    piece = PieceFactory(standfirst="Năm chuyến xe.", byline="Nguyễn Thị Hoa", body=[("text", TEXT)])
    piece.get_latest_revision().publish()
    piece.refresh_from_db()
    return piece


def test_a_text_piece_weighs_less_than_120_kilobytes(phone, piece):
    answers = []
    phone.on("response", lambda answer: answers.append(answer))
    phone.goto(piece.get_absolute_url(), wait_until="networkidle")
    bodies = {one.url: one.body() for one in answers if one.request.method == "GET"}
    # The shipped web server compresses what is text
    weights = {url: len(body if url.endswith("woff2") else gzip.compress(body, 6)) for url, body in bodies.items()}
    assert len({url.split("/")[2] for url in weights}) == 1
    assert sum(weights.values()) < 120_000, weights
    assert phone.context.cookies() == []
    assert phone.locator("h1").inner_text() == piece.title


def test_opening_it_counts_one_reader(browser, server, piece):
    services.fold_reads()
    before = sum(ReadCount.objects.values_list("count", flat=True))
    context = browser.new_context(base_url=server.url, user_agent="Mozilla/5.0 (X11; Linux x86_64) Firefox/131.0")
    page = context.new_page()
    with page.expect_request(lambda request: request.url.endswith(f"/bai/{piece.pk}/doc")) as told:
        page.goto(piece.get_absolute_url())
    assert told.value.response().status == 204
    context.close()
    services.fold_reads()
    assert sum(ReadCount.objects.values_list("count", flat=True)) == before + 1


def test_the_link_is_copied_and_the_page_printed(desk, piece):
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.goto(piece.get_absolute_url())
    button = desk.get_by_role("button", name="Sao chép liên kết").first
    button.click()
    desk.get_by_role("button", name="Đã sao chép").first.wait_for()
    assert desk.evaluate("navigator.clipboard.readText()") == f"{settings.BASE_URL}{piece.get_absolute_url()}"
    desk.get_by_role("link", name="In", exact=True).first.click()
    assert desk.get_by_role("heading", level=1).inner_text() == piece.title


def test_the_second_reader_gets_the_kept_page_and_a_change_is_seen_within_a_second(phone, piece, worker):
    address = piece.get_absolute_url()
    place = Path(settings.KEPT_PAGES) / address.strip("/") / "index.html"
    phone.goto(address)
    place.write_text(place.read_text().replace("Năm chuyến xe.", "Trang đã giữ."))
    phone.goto(address)
    assert phone.locator(".piece__standfirst").inner_text() == "Trang đã giữ."
    wait_until(lambda: not ProcrastinateJob.objects.filter(status__in=["todo", "doing"]).exists(), "the worker is idle")
    piece.standfirst = "Sáu chuyến xe."
    piece.save_revision().publish()
    wait_until(lambda: "Sáu chuyến xe." in phone.request.get(address).text(), "the change is seen", seconds=1)


def test_a_film_elsewhere_is_fetched_by_the_press_alone_and_plays_in_the_page(phone, module_database):
    film = PieceFactory(kind="video", video_url="https://youtu.be/dQw4w9WgXcQ", title="Talk Công đoàn")
    film.get_latest_revision().publish()
    film.refresh_from_db()
    asked, refused = [], []
    phone.on("request", lambda request: asked.append(request.url))
    phone.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
    answer = {"body": "<h1>Phim</h1>", "content_type": "text/html"}
    phone.route("https://www.youtube-nocookie.com/**", lambda route: route.fulfill(**answer))
    phone.goto(film.get_absolute_url(), wait_until="networkidle")
    assert not [url for url in asked if "youtu" in url]
    phone.locator("a[data-frame]").click()
    assert phone.frame_locator("iframe.player").locator("h1").inner_text() == "Phim"
    assert [url for url in asked if "youtu" in url] == ["https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"]
    assert refused == []
