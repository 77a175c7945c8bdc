"""ninjs 2.1 as other newsrooms read it: right in shape, with words, credits, places and pictures."""

import copy
import json

import pytest
from django.conf import settings
from django.test import Client

from sumvay.newsroom.models import Piece, SiteIdentity
from tests.newsroom.ninjs_shape import faults
from tests.newsroom.wire_house import paper

pytestmark = pytest.mark.django_db


def stream(path="/ninjs.json"):
    return json.loads(Client().get(path).content)


def test_the_stream_and_its_pieces_have_the_shape_of_the_standard():
    paper(3)
    said = stream()
    assert faults(said) == []
    assert said["type"] == "composite"
    assert said["uri"] == f"{settings.BASE_URL}/ninjs.json"
    assert [one["name"] for one in said["associations"]] == [
        f"bai-{pk}" for pk in Piece.objects.order_by("pk").values_list("pk", flat=True)
    ]


def test_the_reading_of_the_standard_finds_what_is_wrong():
    paper()
    right = stream()
    for change in (
        lambda item: item.pop("uri"),
        lambda item: item.update(bylines=[]),
        lambda item: item.update(type="article"),
        lambda item: item["associations"][0].pop("name"),
        lambda item: item["associations"][0]["bodies"][0].pop("value"),
        lambda item: item["associations"][0].update(versioncreated="hôm qua"),
        lambda item: item["associations"][0]["associations"][0]["renditions"][0].update(width="400"),
    ):
        wrong = copy.deepcopy(right)
        change(wrong)
        assert faults(wrong) != []


def test_a_piece_says_who_where_what_about_and_whose_work_it_is():
    house = paper()
    SiteIdentity.objects.create(pk=1, name="Cổng Công đoàn", owner="LĐLĐ tỉnh Bình Minh", responsible_person="Lê An")
    item = stream()["associations"][0]
    assert item["headlines"] == [
        {"role": "main", "value": "Chuyến xe nghĩa tình số 0 <Tết>"},
        {"role": "kicker", "value": "Tết sum vầy"},
    ]
    assert item["by"] == "Nguyễn Thị Hoa"
    assert item["places"] == [{"name": "Bình Minh"}]
    assert [one["name"] for one in item["subjects"]] == ["Tin hoạt động", "Tết sum vầy"]
    assert item["infosources"] == [{"name": house.unit.name, "literal": "CDCS1"}]
    assert item["copyrightnotice"].endswith("LĐLĐ tỉnh Bình Minh")
    body = item["bodies"][0]
    assert body["contenttype"] == "text/html"
    assert "<blockquote>" in body["value"]
    assert body["wordcount"] > 5
    assert item["renditions"][0]["href"] == f"{settings.BASE_URL}{house.rows[0].path}"


def test_a_picture_comes_with_its_sizes_caption_and_credit():
    paper()
    (picture,) = stream()["associations"][0]["associations"]
    assert (picture["type"], picture["by"]) == ("picture", "Minh Hà")
    assert picture["descriptions"][0]["value"] == "Xe chờ sẵn"
    (size,) = picture["renditions"]
    assert size["href"].startswith(f"{settings.BASE_URL}/pictures/")
    assert (size["contenttype"], size["name"]) == ("image/jpeg", f"jpeg-{size['width']}")


def test_a_film_and_an_infographic_say_what_they_are():
    house = paper(2)
    Piece.objects.filter(pk=house.rows[0].pk).update(kind="video")
    Piece.objects.filter(pk=house.rows[1].pk).update(kind="infographic")
    said = stream()
    assert [one["type"] for one in said["associations"]] == ["video", "graphic"]
    assert faults(said) == []
