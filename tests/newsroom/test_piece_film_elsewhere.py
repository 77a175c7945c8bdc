"""A contribution with a link to a film: readers, programs and whoever takes the piece away find the film once."""

import json
import re
import zipfile
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document

from sumvay.newsroom import services
from sumvay.newsroom.models import Contribution
from tests.factories.newsroom import SectionFactory, SentContributionFactory, editing_house, photo_sent
from tests.files.tus import signed_in

pytestmark = pytest.mark.django_db
FILM = "https://www.youtube.com/watch?v=abcdefghijk"
CAPTION = "Đội bóng nhận cúp"


@pytest.fixture
def house():
    return editing_house()


def published(house, kind):
    """A piece of a kind made of an item with a link and a photo, as it was sent."""
    item = SentContributionFactory(
        unit=house.units[0], desk=house.ward, kind=Contribution.Kind.VIDEO, title="Hội thao", video_url=FILM
    )
    photo_sent(item, caption=CAPTION)
    editor, now = house.editors[house.ward], timezone.now()
    piece = services.start_piece(
        actor=editor, unit=house.ward, kind=kind, title="Hội thao công nhân", section=SectionFactory(), now=now,
        contribution=item,
    )  # fmt: skip
    return services.publish_piece(actor=editor, piece=piece, now=now)


def page_of(piece):
    return Client().get(piece.get_absolute_url()).content.decode()


@pytest.mark.parametrize("kind", ["video", "article"])
def test_its_page_has_one_player(house, kind):
    assert re.findall(r'<a class="player[^"]*" href="([^"]*)"', page_of(published(house, kind))) == [FILM]


def test_before_a_video_stands_its_picture_and_above_an_article_the_photo_with_its_caption(house):
    video, article = page_of(published(house, "video")), page_of(published(house, "article"))
    assert "player--bare" not in video
    assert CAPTION not in re.sub(r'alt="[^"]*"', "", video)
    assert f"<figcaption>{CAPTION}" in article


@pytest.mark.parametrize("kind", ["video", "article"])
def test_search_engines_are_told_of_it_once(house, kind):
    said = re.search(r'<script type="application/ld\+json">(.*?)</script>', page_of(published(house, kind)), re.S)[1]
    films = [one for one in json.loads(said)["@graph"] if one["@type"] == "VideoObject"]
    assert [one["url"] for one in films] == [FILM]


def test_feeds_carry_it_once(house):
    published(house, "video")
    for form in ("tin.json", "ninjs.json"):
        assert Client().get(f"/{form}").content.decode().count("abcdefghijk") == 1, form


def test_the_package_names_it_once(house):
    piece = published(house, "video")
    answer = signed_in(house.editors[house.ward]).get(reverse("newsroom:package", args=[piece.pk]))
    with zipfile.ZipFile(BytesIO(answer.getvalue())) as found:
        word = Document(BytesIO(found.read(f"{piece.slug}.docx")))
    assert [line.text for line in word.paragraphs if FILM in line.text] == [f"Hội thao: {FILM}"]
