"""A published film in what programs read: schema.org, RSS, Atom, JSON Feed and ninjs, each with address, size, type."""

import json
import re
import zipfile
from io import BytesIO

import pytest
from defusedxml import ElementTree
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sumvay.newsroom import services
from sumvay.newsroom.models import Consent, ContributionPhoto
from tests.factories.films import film, film_sent
from tests.factories.newsroom import PieceFactory
from tests.files.tus import signed_in
from tests.newsroom.ninjs_shape import faults
from tests.newsroom.test_piece_film import address, body_with, made_of, publish
from tests.newsroom.writing import agreed, begun, writing_house

pytestmark = pytest.mark.django_db
SIZE = len(film())
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def place_for_files(settings, tmp_path):
    settings.VAR, settings.MEDIA_ROOT, settings.FILMS = tmp_path, tmp_path / "files", tmp_path / "films"


@pytest.fixture
def house():
    return writing_house()


@pytest.fixture
def kept(house):
    sent = film_sent(house.writer, begun(house, kind="video"), caption="Chung kết", credit="Lê Nam")
    # As if the machine could tell
    ContributionPhoto.objects.filter(pk=sent.pk).update(seconds=65)
    type(sent.stored).objects.filter(pk=sent.stored_id).update(width=1920, height=1080)
    sent.refresh_from_db()
    return sent


def read(path) -> bytes:
    return Client().get(path).content


def full(kept) -> str:
    return f"{settings.BASE_URL}{address(kept)}"


def test_search_engines_read_address_length_size_and_type(house, kept):
    page = read(publish(made_of(kept, house.ward)).get_absolute_url()).decode()
    said = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])["@graph"]
    told = next(one for one in said if one["@type"] == "VideoObject")
    assert told["contentUrl"] == full(kept)
    assert (told["duration"], told["contentSize"], told["encodingFormat"]) == (
        "P0DT00H01M05S",
        f"{SIZE} B",
        "video/mp4",
    )
    answer = Client().get(told["contentUrl"].removeprefix(settings.BASE_URL))
    assert (answer.status_code, len(answer.getvalue())) == (200, SIZE)
    assert told["thumbnailUrl"]


def test_without_a_known_length_none_is_told(house, kept):
    ContributionPhoto.objects.update(seconds=None)
    page = read(publish(made_of(kept, house.ward)).get_absolute_url()).decode()
    assert '"contentUrl"' in page
    assert '"duration"' not in page


def test_rss_and_atom_have_it_as_an_enclosure(house, kept):
    publish(made_of(kept, house.ward))
    item = ElementTree.fromstring(read("/tin.rss")).find("channel/item")
    assert [one.attrib for one in item.findall("enclosure")] == [
        {"url": full(kept), "length": str(SIZE), "type": "video/mp4"}
    ]
    entry = ElementTree.fromstring(read("/tin.atom")).find(f"{ATOM}entry")
    links = [one.attrib for one in entry.findall(f"{ATOM}link") if one.attrib.get("rel") == "enclosure"]
    assert links == [{"rel": "enclosure", "href": full(kept), "length": str(SIZE), "type": "video/mp4"}]


def test_json_feed_has_it_as_an_attachment(house, kept):
    publish(made_of(kept, house.ward))
    assert json.loads(read("/tin.json"))["items"][0]["attachments"] == [
        {
            "url": full(kept),
            "mime_type": "video/mp4",
            "title": "Hội thao",
            "size_in_bytes": SIZE,
            "duration_in_seconds": 65,
        }
    ]


def test_ninjs_has_it_as_a_film_with_its_rendition(house, kept):
    publish(made_of(kept, house.ward))
    said = json.loads(read("/ninjs.json"))
    assert faults(said) == []
    (told,) = said["associations"][0]["associations"]
    assert (told["name"], told["type"], told["title"], told["by"]) == ("phim-1", "video", "Hội thao", "Lê Nam")
    assert told["renditions"] == [
        {
            "name": "original",
            "href": full(kept),
            "contenttype": "video/mp4",
            "sizeinbytes": SIZE,
            "width": 1920,
            "height": 1080,
            "duration": 65,
        }
    ]


def test_of_several_films_rss_has_the_first_and_the_others_have_all(house, kept):
    draft = begun(house, kind="video", title="Trận hai")
    second = film_sent(house.writer, draft, film("screen.webm"), shows_people=False)
    piece = made_of(kept, house.ward)
    piece.sources.create(contribution=draft, at=timezone.now())
    piece.body = [*piece.body.raw_data, *json.loads(body_with(second.pk))]
    piece.save_revision().publish()
    assert read("/tin.rss").count(b"<enclosure ") == 1
    assert read("/tin.atom").count(b'rel="enclosure"') == 2
    told = json.loads(read("/tin.json"))["items"][0]["attachments"]
    assert [one["mime_type"] for one in told] == ["video/mp4", "video/webm"]


def test_what_the_piece_does_not_show_is_told_nowhere(house, kept):
    piece = PieceFactory(unit=house.ward)
    piece.sources.create(contribution=kept.contribution, at=timezone.now())
    publish(piece)
    for form in ("tin.rss", "tin.atom", "tin.json", "ninjs.json"):
        assert piece.title in read(f"/{form}").decode()
        assert b"/films/" not in read(f"/{form}")


def test_of_people_who_agree_no_longer_feeds_carry_no_film(house, kept):
    services.change_photo(
        actor=house.writer, photo=kept, caption="Đội nữ", credit="", shows_people=True, now=timezone.now()
    )
    consent = agreed(house, kept.contribution, kept)
    publish(made_of(kept, house.ward))
    assert b"/films/" in read("/tin.rss")
    etag = Client().get("/tin.rss")["ETag"]
    Consent.objects.filter(pk=consent.pk).update(withdrawn_at=timezone.now())
    answer = Client().get("/tin.rss", headers={"If-None-Match": etag})
    assert (answer.status_code, b"/films/" in answer.content) == (200, False)
    assert b"/films/" not in read("/ninjs.json")


def test_the_package_of_a_draft_names_no_public_address(house, kept):
    piece = made_of(kept, house.ward)
    answer = signed_in(house.editors[house.ward]).get(reverse("newsroom:package", args=[piece.pk]))
    with zipfile.ZipFile(BytesIO(answer.getvalue())) as found:
        assert not any(b"/films/" in found.read(name) for name in found.namelist())
