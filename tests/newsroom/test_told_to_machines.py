"""What a piece's page says to search engines and chat apps, with what each type's guide requires."""

import json
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from sumvay.newsroom import services
from sumvay.newsroom.models import SiteIdentity
from tests.factories.newsroom import NewsPictureFactory, PieceFactory
from tests.factories.org import UnitFactory

pytestmark = pytest.mark.django_db
# schema.org's words, and of them what Google's guides call required ("Structured data", 2025)
REQUIRED = {
    "NewsArticle": {"headline", "image", "datePublished", "dateModified", "author", "publisher", "mainEntityOfPage"},
    "JobPosting": {"title", "description", "datePosted", "hiringOrganization", "jobLocation", "identifier"},
    "VideoObject": {"name", "description", "thumbnailUrl", "uploadDate"},
    "Event": {"name", "startDate", "location"},
    "BreadcrumbList": {"itemListElement"},
}


@pytest.fixture(autouse=True)
def site():
    return SiteIdentity.objects.create(pk=1, name="Sum Vầy", owner="Liên đoàn Lao động tỉnh", responsible_person="A")


def page_of(**fields) -> str:
    piece = PieceFactory(**fields)
    piece.get_latest_revision().publish()
    piece.refresh_from_db()
    services.draw_pictures(piece_id=piece.pk)
    return Client().get(piece.get_absolute_url()).content.decode()


def told_by(page: str) -> dict[str, dict]:
    """What the page says, by type; no value is empty, no required one is missing."""
    said = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])
    assert said["@context"] == "https://schema.org"
    by_type = {one["@type"]: one for one in said["@graph"]}
    for kind, one in by_type.items():
        assert REQUIRED[kind] <= set(one), kind
        assert [name for name in REQUIRED[kind] if not one[name]] == [], kind
    return by_type


def test_an_article_its_author_and_the_way_to_it():
    unit = UnitFactory(name="Công đoàn phường An", code="SH-AN")
    page = page_of(title="Xe về quê", unit=unit, byline="Nguyễn Thị Hoa (CĐCS May)", picture=NewsPictureFactory())
    told = told_by(page)
    assert set(told) == {"NewsArticle", "BreadcrumbList"}
    author = told["NewsArticle"]["author"]
    assert (author["@type"], author["name"]) == ("Person", "Nguyễn Thị Hoa")
    assert Client().get(author["url"].removeprefix(settings.BASE_URL)).status_code == 200
    assert author["worksFor"] == {
        "@type": "Organization", "name": unit.name, "url": f"{settings.BASE_URL}/don-vi/SH-AN/"
    }  # fmt: skip
    pictures = told["NewsArticle"]["image"]
    assert len(pictures) == 2
    assert all(one.startswith(f"{settings.BASE_URL}/") for one in pictures)
    assert [Client().get(one.removeprefix(settings.BASE_URL)).status_code for one in pictures] == [200, 200]
    steps = told["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"]) for step in steps] == [
        (1, "Trang nhất"), (2, "Tin hoạt động"), (3, "Xe về quê")
    ]  # fmt: skip
    assert [Client().get(step["item"].removeprefix(settings.BASE_URL)).status_code for step in steps] == [200] * 3


def test_a_unit_that_signs_is_no_person():
    unit = UnitFactory(name="Liên đoàn Lao động tỉnh Bình Minh", short_name="LĐLĐ Bình Minh")
    for byline in ("", "LĐLĐ Bình Minh"):
        author = told_by(page_of(unit=unit, byline=byline))["NewsArticle"]["author"]
        assert (author["@type"], author["name"]) == ("Organization", unit.name)


def test_a_job_offer_with_its_employer_place_and_last_moment():
    ends = timezone.now() + timedelta(days=5)
    body = [("text", "<p>Làm việc hai ca.</p>")]
    fields = {"employer": "May Hòa Bình", "place": "Phường An", "expire_at": ends, "body": body}
    told = told_by(page_of(kind="job", title="Thợ may", **fields))
    job = told["JobPosting"]
    assert "NewsArticle" not in told
    assert (job["title"], job["hiringOrganization"]["name"]) == ("Thợ may", "May Hòa Bình")
    assert job["jobLocation"]["address"]["addressLocality"] == "Phường An"
    assert "Làm việc hai ca." in job["description"]
    assert parse_datetime(job["validThrough"]) == ends.replace(microsecond=0)


def test_a_job_offer_of_which_little_is_known_is_complete_all_the_same():
    ends = timezone.now() + timedelta(days=5)
    unit = UnitFactory(address="Số 12 đường Bến Đò")
    job = told_by(page_of(kind="job", title="Thợ may", unit=unit, employer="May Hòa Bình", expire_at=ends))[
        "JobPosting"
    ]
    assert job["description"] == "Thợ may"
    assert job["jobLocation"]["address"]["addressLocality"] == "Số 12 đường Bến Đò"


def test_each_film_with_its_picture_and_day():
    elsewhere = "https://www.tiktok.com/@congdoan/video/7301234567890123456"
    block = ("video", {"url": elsewhere, "title": "Phim hai", "picture": None})
    page = page_of(kind="video", title="Phim một", video_url="https://youtu.be/abcdefghijk", body=[block])
    said = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])["@graph"]
    films = [one for one in said if one["@type"] == "VideoObject"]
    assert [(one["name"], one["url"], one.get("embedUrl")) for one in films] == [
        ("Phim một", "https://youtu.be/abcdefghijk", "https://www.youtube.com/embed/abcdefghijk"),
        ("Phim hai", elsewhere, None),
    ]
    assert all(parse_datetime(one["uploadDate"]).utcoffset() is not None for one in films)
    told_by(page)


def test_a_live_page_tells_of_its_event_once_day_and_place_are_known():
    told = told_by(
        page_of(
            kind="live",
            title="Chợ Tết",
            standfirst="Ba đêm.",
            happened_on="2026-11-21",
            place="Khu công nghiệp Sông Hồng",
        )
    )
    assert (told["Event"]["startDate"], told["Event"]["location"]["name"]) == (
        "2026-11-21", "Khu công nghiệp Sông Hồng"
    )  # fmt: skip
    assert "Event" not in told_by(page_of(kind="live", title="Chợ Tết", standfirst="Ba đêm.", happened_on="2026-11-21"))


def test_a_shared_link_brings_title_words_and_card():
    page = page_of(title="Xe về quê", body=[("text", "<p>Xe chạy từ bến phía nam.</p>")])
    said = dict(re.findall(r'<meta property="og:([\w:]+)" content="([^"]*)">', page))
    assert (said["type"], said["title"], said["site_name"], said["locale"]) == (
        "article", "Xe về quê", "Sum Vầy", "vi_VN"
    )  # fmt: skip
    # Without a standfirst, how the text begins
    assert said["description"] == "Xe chạy từ bến phía nam."
    assert (said["image:type"], said["image:width"], said["image:height"]) == ("image/png", "1200", "630")
    card = Client().get(said["image"].removeprefix(settings.BASE_URL))
    assert (card.status_code, card.headers["Content-Type"]) == (200, "image/png")
    assert said["url"] == re.search(r'<link rel="canonical" href="([^"]+)">', page)[1]
