"""Letters no XML can hold, in every name and text: feeds, sitemap and package stay whole for all others."""

import io
import zipfile

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client
from django.utils import timezone
from docx import Document

from sumvay.newsroom.models import SiteIdentity
from tests.factories.newsroom import (
    NewsPictureFactory,
    PieceFactory,
    SectionFactory,
    campaign,
    desk_with_steps,
    text_body,
)
from tests.factories.org import UnitFactory, officer_of

ODD = "Tết\uffff sum\ufffe vầy\x0b\x01"


@pytest.fixture
def piece(db, settings, tmp_path):
    settings.PICTURES, settings.KEPT_PAGES = tmp_path / "pictures", tmp_path / "pages"
    SiteIdentity.objects.create(pk=1, name=ODD, owner=ODD, responsible_person="Hoa")
    unit = UnitFactory(name=ODD)
    piece = PieceFactory(
        unit=unit, section=SectionFactory(name=ODD, blurb=ODD), campaign=campaign(unit=unit, title=ODD), title=ODD,
        standfirst=ODD, byline=ODD, place=ODD, kicker=ODD, body=text_body(ODD),
        picture=NewsPictureFactory(unit=unit, title=ODD, caption=ODD, credit=ODD, description=ODD),
    )  # fmt: skip
    piece.get_latest_revision().publish()
    return piece


def test_every_feed_and_sitemap_is_whole(piece):
    of_all = ["/tin.rss", "/tin.atom", "/sitemap.xml", "/sitemap-tin.xml", f"/sitemap-{timezone.localdate():%Y-%m}.xml"]
    lists = [f"/muc/{piece.section.slug}/", f"/don-vi/{piece.unit.code}/", f"/dot/{piece.campaign_id}/"]
    for address in [*of_all, *(f"{place}tin.rss" for place in lists), *(f"{place}tin.atom" for place in lists)]:
        assert len(fromstring(Client().get(address).content)), address
    assert Client().get("/tin.json").json()["items"][0]["title"] == "Tết sum vầy"
    assert Client().get("/ninjs.json").json()["associations"][0]["title"] == "Tết sum vầy"


def test_the_package_is_whole(piece):
    desk_with_steps(piece.unit)
    client = Client()
    client.force_login(officer_of(piece.unit, "editor"))
    answer = client.get(f"/newsroom/pieces/{piece.pk}/package.zip")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as zipped:
        assert "Tết sum vầy" in [line.text for line in Document(zipped.open(f"{piece.slug}.docx")).paragraphs]
