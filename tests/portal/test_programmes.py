"""Programmes and their episodes: the front page leads to them, and each list goes on to its first episode."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.newsroom import PieceFactory, listed

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture(autouse=True)
def nothing_kept(settings, tmp_path):
    settings.KEPT_PAGES = tmp_path / "pages"


@pytest.fixture
def show():
    return listed(at=NOW - timedelta(days=99), title="Chuyện ca đêm", kind="programme").piece


def episode(show, number, **fields):
    fields = {"title": f"Số {number}.", "kind": "episode", "programme": show, **fields}
    return listed(at=NOW - timedelta(days=99 - number), **fields)


def page(reader, address: str) -> str:
    answer = reader.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_episode_can_be_turned_to_the_newest_first(reader, show):
    for number in range(1, 24):
        episode(show, number)
    episode(listed(at=NOW, kind="programme").piece, 50, title="Của chương trình khác")
    own = f"/chuong-trinh/{show.pk}/"
    first, second = page(reader, own), page(reader, f"{own}trang-2/")
    assert "<h1>Chuyện ca đêm</h1>" in first
    assert first.index("Số 23.") < first.index("Số 4.")
    assert "Số 3." not in first
    assert f'href="{own}trang-2/"' in first
    assert second.index("Số 3.") < second.index("Số 1.")
    assert "Của chương trình khác" not in first + second
    assert reader.get(f"{own}trang-3/").status_code == 404


def test_a_programme_without_an_episode_says_so(reader, show):
    assert "chưa có tin, bài" in page(reader, f"/chuong-trinh/{show.pk}/")


def test_neither_a_draft_nor_a_piece_of_another_kind_has_a_page_of_episodes(reader):
    draft, article = PieceFactory(kind="programme"), listed(at=NOW)
    assert [reader.get(f"/chuong-trinh/{pk}/").status_code for pk in (draft.pk, article.pk)] == [404, 404]


def test_programmes_are_listed_without_drafts(reader, show):
    PieceFactory(kind="programme", title="Còn soạn")
    html = page(reader, "/chuong-trinh/")
    assert show.get_absolute_url() in html
    assert "Còn soạn" not in html


def test_the_front_page_leads_to_the_one_programme_or_to_all(reader, show, settings, tmp_path):
    listed(at=NOW, title="Tin đầu")
    episode(show, 1)
    assert f'<a href="/chuong-trinh/{show.pk}/">Chương trình' in page(reader, "/")
    listed(at=NOW, title="Nhịp trống", kind="programme")
    settings.KEPT_PAGES = tmp_path / "later"
    assert '<a href="/chuong-trinh/">Chương trình' in page(reader, "/")


@pytest.mark.parametrize("number", [1, 3])
def test_a_list_of_episodes_asks_no_more_for_more_of_them(reader, show, number, django_assert_num_queries):
    for one in range(number):
        episode(show, one)
    with django_assert_num_queries(4):
        page(reader, f"/chuong-trinh/{show.pk}/")
