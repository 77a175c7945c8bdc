"""Search engines find every piece by month, the news of two days, and what to leave alone."""

from datetime import datetime, timedelta

import pytest
from defusedxml import ElementTree
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django.utils.timezone import make_aware

from tests.factories.newsroom import SectionFactory, listed

pytestmark = pytest.mark.django_db
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def places(path):
    root = ElementTree.fromstring(Client().get(path).content)
    return [one.text.removeprefix(settings.BASE_URL) for one in root.iter(f"{MAP}loc")]


def test_the_index_names_each_month_with_pieces_once_and_the_months_hold_them():
    # Half past midnight on the first of February here is still January by the clock of the database
    moments = [
        make_aware(datetime(2026, 1, 5, 9)),
        make_aware(datetime(2026, 1, 31, 23)),
        make_aware(datetime(2026, 2, 1, 0, 30)),
    ]
    rows = [listed(at=at, title=f"Tin {number}") for number, at in enumerate(moments)]
    assert places("/sitemap.xml") == ["/sitemap-2026-02.xml", "/sitemap-2026-01.xml"]
    assert places("/sitemap-2026-01.xml") == [rows[1].path, rows[0].path]
    assert places("/sitemap-2026-02.xml") == [rows[2].path]


@pytest.mark.parametrize("month", ["2025-12", "2026-13", "1999-01"])
def test_a_month_without_pieces_is_not_there(month):
    listed(at=make_aware(datetime(2026, 1, 5, 9)))
    assert Client().get(f"/sitemap-{month}.xml").status_code == 404


def test_the_news_map_holds_two_days():
    now = timezone.now()
    fresh = listed(at=now - timedelta(hours=47), title="Còn mới & hay")
    listed(at=now - timedelta(hours=49), title="Đã cũ")
    root = ElementTree.fromstring(Client().get("/sitemap-tin.xml").content)
    (news,) = root.iter(f"{NEWS}news")
    assert places("/sitemap-tin.xml") == [fresh.path]
    assert news.findtext(f"{NEWS}title") == "Còn mới & hay"
    assert news.findtext(f"{NEWS}publication/{NEWS}language") == "vi"
    assert datetime.fromisoformat(news.findtext(f"{NEWS}publication_date")) == fresh.published_at.replace(microsecond=0)


def test_expired_pieces_stand_in_no_map():
    now = timezone.now()
    listed(at=now, expire_at=now - timedelta(minutes=1))
    assert places("/sitemap-tin.xml") == []
    assert places("/sitemap.xml") == []


def test_robots_are_told_of_the_maps():
    said = Client().get("/robots.txt").content.decode()
    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in said
    assert "Disallow: /desk/" in said


@pytest.mark.parametrize("pieces", [1, 3])
def test_maps_cost_the_same_for_three(pieces, django_assert_num_queries):
    section = SectionFactory()
    now = timezone.now()
    for number in range(pieces):
        listed(at=now - timedelta(minutes=number), section=section)
    for path, queries in (
        ("/sitemap.xml", 1),
        ("/sitemap-tin.xml", 3),
        (f"/sitemap-{timezone.localdate():%Y-%m}.xml", 1),
    ):
        with django_assert_num_queries(queries):
            assert len(places(path)) >= 1
