"""The front page: what leads, what stands where, and what a new site shows."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from sumvay.newsroom.models import PartnerFeed, PartnerItem
from tests.factories.newsroom import PieceFactory, listed
from tests.portal.paper import picture


@pytest.fixture(autouse=True)
def nothing_kept(settings, tmp_path):
    settings.KEPT_PAGES = tmp_path / "pages"


def headlines(html: str, look: str) -> list[str]:
    """The headlines of the stories of one look, in the page's order."""
    stories = re.findall(rf'<article class="story story--{look}.*?</article>', html, re.DOTALL)
    return [re.search(r'<a href="[^"]+">([^<]+)</a>', story)[1] for story in stories]


def test_a_new_site_has_a_front_page_and_the_way_to_the_desk(db, reader):
    html = reader.get("/").content.decode()
    assert "Sum Vầy" in html
    assert 'href="/desk/"' in html
    assert "story__title" not in html


def test_the_lead_of_the_desk_leads_and_three_with_pictures_follow(db, reader):
    now = timezone.now()
    for number in range(5):
        listed(at=now - timedelta(hours=number), title=f"Tin {number}", picture=picture(number), is_lead=number == 3)
    html = reader.get("/").content.decode()
    assert headlines(html, "lead") == ["Tin 3"]
    assert headlines(html, "third") == ["Tin 0", "Tin 1", "Tin 2"]


def test_what_is_not_public_is_nowhere(db, reader):
    now = timezone.now()
    listed(at=now, title="Đã đăng")
    PieceFactory(title="Còn soạn")
    listed(at=now - timedelta(days=2), title="Hết hạn", expire_at=now - timedelta(hours=1))
    listed(at=now, title="Tập có chương trình", kind="episode", programme=PieceFactory(title="Kín", kind="programme"))
    html = reader.get("/").content.decode()
    assert "Đã đăng" in html
    assert "Tập có chương trình" in html
    assert [word for word in ("Còn soạn", "Hết hạn", "Kín") if word in html] == []


def test_of_partners_only_title_link_and_source_are_shown(db, reader):
    listed(at=timezone.now(), title="Đã đăng")
    feed = PartnerFeed.objects.create(name="Báo Bạn", url="https://bao.example/tin.rss")
    shut = PartnerFeed.objects.create(name="Báo Đóng", url="https://dong.example/tin.rss", is_open=False)
    for one in (feed, shut):
        PartnerItem.objects.create(
            feed=one, title=f"Tin của {one.name}", url="https://bao.example/1", published_at=timezone.now()
        )
    html = reader.get("/").content.decode()
    assert 'href="https://bao.example/1" rel="noopener nofollow external">Tin của Báo Bạn' in html
    assert "Báo Đóng" not in html


def test_the_day_is_told_by_the_sun_and_by_the_moon(paper, reader):
    html = reader.get("/").content.decode()
    assert re.search(r"(Thứ \w+|Chủ nhật), \d\d/\d\d/\d{4}</span>", html)
    assert re.search(r"tháng [\w ]+ năm \w+ \w+</span>", html)


def test_a_full_front_page_asks_at_most_fifteen_questions(paper, reader, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        html = reader.get("/").content.decode()
    for words in ("Bản tin công nhân", "Chương trình", "Hỏi và đáp", "Việc làm", "Đọc nhiều", "Tin từ các đơn vị"):
        assert words in html
