"""Hostile text in every field of what readers see: it is read as text, on every page and in every feed."""

import json
import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.utils import timezone

from sumvay.newsroom import services
from sumvay.newsroom.bulletin_letters import edition
from sumvay.newsroom.models import Listing, PartnerFeed, PartnerItem, SiteIdentity
from tests.factories.newsroom import NewsDocumentFactory, NewsPictureFactory, PieceFactory, SectionFactory, campaign
from tests.factories.org import UnitFactory, officer_of

BAD = "\"><svg onload=hurt()></script><script>hurt()</script>'{{ 7 }}"
LINKS = (
    "javascript:hurt()", "JaVa\tScRiPt:hurt()", "java&#x0a;script:hurt()", "&#106;avascript:hurt()",
    " javascript:hurt()", "data:text/html,<script>hurt()</script>", "vbscript:hurt()",
)  # fmt: skip
RICH = (
    "<p onclick='hurt()' style='x:y'>Chữ</p><script>hurt()</script><img src=x onerror='hurt()'><svg onload='hurt()'>"
    '<embed embedtype="media" url="https://evil.example/"/><embed embedtype="image" id="1"/>'
    + "".join(f'<a href="{link}">Liên kết</a>' for link in LINKS)
)
INERT = {"application/ld+json", "application/json"}


class Acting(HTMLParser):
    """Collects what would act in a page."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "script" and "src" not in given and given.get("type") not in INERT:
            self.found.append((tag, attrs))
        if tag in {"embed", "object", "iframe", "base"} or any(name.startswith("on") for name in given):
            self.found.append((tag, attrs))
        href = re.sub(r"[\s\x00-\x1f]", "", given.get("href") or given.get("src") or "/")
        if not href.startswith(("/", "https://", "http://", "mailto:", "tel:", "#", "?")):
            self.found.append((tag, attrs))


def acting_in(html):
    reader = Acting()
    reader.feed(html)
    reader.close()
    return reader.found


def body_of(picture, document):
    shown = {"picture": picture.pk, "caption": BAD, "credit": BAD}
    blocks = [
        ("text", RICH),
        ("picture", shown),
        ("gallery", [{"type": "item", "value": shown}]),
        ("quote", {"text": BAD, "speaker": BAD}),
        ("video", {"url": f"https://youtu.be/x?{BAD}", "title": BAD, "picture": None}),
        ("figures", [{"type": "item", "value": {"number": BAD[:40], "says": BAD}}]),
        ("question", {"question": BAD, "answer": RICH}),
        ("document", document.pk),
        ("update", {"at": "2026-01-01T08:00:00+07:00", "text": RICH}),
    ]
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks])


@pytest.fixture
def told(db, settings, tmp_path):
    """An article and a bulletin of it, with hostile text wherever somebody may write."""
    settings.PICTURES, settings.KEPT_PAGES = tmp_path / "pictures", tmp_path / "pages"
    SiteIdentity.objects.create(pk=1, name=BAD, tagline=BAD, owner=BAD, responsible_person=BAD, address=BAD)
    unit = UnitFactory(name=BAD, short_name=BAD[:40])
    picture = NewsPictureFactory(unit=unit, title=BAD, caption=BAD, credit=BAD, description=BAD)
    in_a_week = timezone.now() + timedelta(days=7)
    names = ("title", "standfirst", "byline", "place", "legal_source", "employer")
    written = {
        **dict.fromkeys(names, BAD), "kicker": BAD[:60], "pay": BAD, "unit": unit, "picture": picture,
        "expire_at": in_a_week,
        "section": SectionFactory(name=BAD[:80], blurb=BAD), "campaign": campaign(unit=unit, title=BAD),
        "body": body_of(picture, NewsDocumentFactory(unit=unit, title=BAD)),
    }  # fmt: skip
    feed = PartnerFeed.objects.create(name=BAD, url="https://bao.example/tin.rss")
    PartnerItem.objects.create(feed=feed, title=BAD, url=f"https://bao.example/{BAD}", published_at=timezone.now())
    made = [PieceFactory(**written, kind=kind) for kind in ("article", "job", "document")]
    made.append(PieceFactory(**{**written, "kind": "bulletin", "picks": [piece.pk for piece in made]}))
    for piece in made:
        piece.get_latest_revision().publish()
        services.correct_piece(actor=officer_of(unit, "editor"), piece=piece, text=BAD, now=timezone.now())
    return made


def pages_of(told):
    piece, author = told[0], Listing.objects.first().author_slug
    lists = [f"/muc/{piece.section.slug}/", f"/don-vi/{piece.unit.code}/", f"/dot/{piece.campaign_id}/"]
    yield from ["/", *lists, f"/tac-gia/{author}/", "/viec-lam/", "/van-ban/", f"/tim/?q={BAD}", "/tim/?q=hurt"]
    for piece in told:
        yield from (piece.get_absolute_url(), f"{piece.get_absolute_url()}in/")


def test_no_page_acts(told):
    for address in pages_of(told):
        answer = Client().get(address)
        assert (address, answer.status_code) == (address, 200)
        assert (address, acting_in(answer.content.decode())) == (address, [])
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        for data in re.findall(r'<script type="application/ld\+json">(.*?)</script>', answer.content.decode(), re.S):
            assert "<" not in data
            assert json.loads(data)["@context"] == "https://schema.org"


def test_no_html_of_a_feed_acts(told):
    items = Client().get("/tin.json").json()["items"]
    bodies = [row["bodies"][0]["value"] for row in Client().get("/ninjs.json").json()["associations"]]
    assert len(items) == len(bodies) == len(told)
    for html in [*bodies, *(item["content_html"] for item in items)]:
        assert acting_in(html) == []


def test_neither_the_letter_nor_the_page_of_what_is_gone_acts(told):
    bulletin, piece = told[-1], told[0]
    printed = edition(bulletin, Listing.objects.filter(pk__in=bulletin.picks))
    assert acting_in(printed.html) == []
    services.take_down(actor=officer_of(piece.unit, "editor"), piece=piece, reason=BAD, now=timezone.now())
    gone = Client().get(piece.get_absolute_url())
    assert gone.status_code == 410
    assert acting_in(gone.content.decode()) == []
