"""A published change drops the pages it touches and no other; watched key by key."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django import app

from sumvay.newsroom import services
from sumvay.newsroom.models import Section
from sumvay.newsroom.tasks import drop_pages
from sumvay.org.models import Appointment
from tests.factories.newsroom import PieceFactory, SectionFactory
from tests.factories.org import UnitFactory, officer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(tmp_path, settings):
    settings.KEPT_PAGES = tmp_path / "pages"
    return settings.KEPT_PAGES


@pytest.fixture
def piece(run_jobs):
    province = UnitFactory(code="TINH")
    piece = PieceFactory(unit=UnitFactory(code="CDCS1", parent=province), byline="Nguyễn Thị Hoa")
    piece.get_latest_revision().publish()
    run_jobs()
    piece.refresh_from_db()
    return piece


def keep(pages, *paths):
    for path in paths:
        place = pages / path.strip("/") / "index.html"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("trang")


def kept(pages):
    return {f"/{file.parent.relative_to(pages)}/".replace("/./", "/") for file in pages.rglob("index.html")}


def test_publishing_drops_the_lists_it_stands_in_and_no_other(pages, piece, run_jobs):
    own = piece.get_absolute_url()
    touched = [own, f"{own}in/", "/", "/muc/tin-hoat-dong/", "/muc/tin-hoat-dong/trang-2/", "/don-vi/CDCS1/"]
    touched += ["/don-vi/TINH/", "/don-vi/TINH/trang-3/", "/tac-gia/nguyen-thi-hoa/"]
    others = [
        "/muc/van-hoa/",
        "/don-vi/CDCS2/",
        "/bai/bai-khac-999/",
        "/tac-gia/ai-khac/",
        "/viec-lam/",
        "/en/",
        "/dot/1/",
    ]
    keep(pages, *touched, *others)
    piece.save_revision().publish()
    run_jobs()
    assert kept(pages) == set(others)


def test_what_is_published_is_seen_before_the_worker_comes(pages, piece, django_capture_on_commit_callbacks):
    keep(pages, piece.get_absolute_url(), "/", "/muc/van-hoa/")
    with django_capture_on_commit_callbacks(execute=True):
        piece.save_revision().publish()
    assert kept(pages) == {"/muc/van-hoa/"}


def test_a_piece_that_moves_drops_where_it_was_and_where_it_is(pages, piece, run_jobs):
    keep(pages, "/muc/tin-hoat-dong/", "/muc/van-hoa/", "/muc/phap-luat/")
    piece.section = SectionFactory(slug="van-hoa", name="Văn hóa")
    piece.save_revision().publish()
    run_jobs()
    assert Section.objects.count() == 2
    assert kept(pages) == {"/muc/phap-luat/"}


def test_a_correction_drops_the_piece_alone(pages, piece, run_jobs):
    editor = officer_of(piece.unit, Appointment.Post.EDITOR)
    own = piece.get_absolute_url()
    keep(pages, own, f"{own}in/", "/", "/muc/tin-hoat-dong/")
    services.correct_piece(actor=editor, piece=piece, text="Đúng là 5.", now=timezone.now())
    run_jobs()
    assert kept(pages) == {"/", "/muc/tin-hoat-dong/"}


def test_nothing_is_dropped_by_a_publishing_that_did_not_happen(pages, piece):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    try:
        with transaction.atomic():
            piece.save_revision().publish()
            raise ConnectionError
    except ConnectionError:
        pass
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        assert cursor.fetchone() == (0,)


def test_what_readers_get_is_the_new_text_after_the_change(pages, piece, run_jobs):
    client = Client()
    client.get(piece.get_absolute_url())
    assert piece.get_absolute_url() in kept(pages)
    piece.title = "Tựa đã sửa"
    piece.save_revision().publish()
    run_jobs()
    assert piece.get_absolute_url() not in kept(pages)
    assert "Tựa đã sửa" in client.get(piece.get_absolute_url()).content.decode()


def test_an_english_piece_drops_the_english_front_page_with_its_next_pages(pages, piece, run_jobs):
    keep(pages, "/en/", "/en/trang-2/", "/don-vi/TINH/", "/don-vi/CDCS2/")
    piece.language = "en"
    piece.save_revision().publish()
    run_jobs()
    assert kept(pages) == {"/don-vi/CDCS2/"}


def test_an_episode_drops_the_list_of_its_programme_with_its_next_pages_and_no_other_s(pages, piece, run_jobs):
    show = PieceFactory(kind="programme", unit=piece.unit)
    show.get_latest_revision().publish()
    run_jobs()
    own = f"/chuong-trinh/{show.pk}/"
    keep(pages, own, f"{own}trang-2/", show.get_absolute_url(), "/chuong-trinh/", "/chuong-trinh/999/trang-2/")
    piece.kind, piece.programme, piece.standfirst = "episode", show, "Số 1"
    piece.save_revision().publish()
    run_jobs()
    assert kept(pages) == {"/chuong-trinh/", "/chuong-trinh/999/trang-2/"}


def test_a_programme_drops_the_list_of_programmes_and_all_below_it(pages, piece, run_jobs):
    keep(pages, "/chuong-trinh/", "/chuong-trinh/trang-2/", "/chuong-trinh/999/", "/viec-lam/")
    PieceFactory(kind="programme", unit=piece.unit).get_latest_revision().publish()
    run_jobs()
    assert kept(pages) == {"/viec-lam/"}


def test_what_is_taken_down_is_named_on_no_other_piece_s_page(pages, piece, run_jobs):
    keep(pages, "/bai/ban-tin-999/", "/muc/van-hoa/")
    piece.unpublish()
    run_jobs()
    assert kept(pages) == {"/muc/van-hoa/"}


def test_a_take_down_waits_for_its_own_pages_alone(pages, piece, run_jobs, django_capture_on_commit_callbacks):
    keep(pages, piece.get_absolute_url(), "/", "/bai/ban-tin-999/")
    with django_capture_on_commit_callbacks(execute=True):
        piece.unpublish()
    assert kept(pages) == {"/bai/ban-tin-999/"}
    run_jobs()
    assert kept(pages) == set()


def test_the_front_pages_are_dropped_by_the_clock_and_every_page_at_midnight(pages):
    by_clock = {one.periodic_id: one for one in app.periodic_registry.periodic_tasks.values() if one.task is drop_pages}
    assert {name: one.cron for name, one in by_clock.items()} == {"front": "*/10 * * * *", "midnight": "0 17 * * *"}
    keep(pages, "/", "/en/", "/muc/van-hoa/", "/don-vi/TINH/trang-3/")
    drop_pages(**by_clock["front"].configure_kwargs["task_kwargs"], timestamp=1)
    assert kept(pages) == {"/muc/van-hoa/", "/don-vi/TINH/trang-3/"}
    keep(pages, "/")
    drop_pages(**by_clock["midnight"].configure_kwargs["task_kwargs"], timestamp=1)
    assert kept(pages) == set()
