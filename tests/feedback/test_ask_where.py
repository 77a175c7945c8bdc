"""Finding the unit to write to, by a part of its name or by its code."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.org import UnitFactory

pytestmark = pytest.mark.django_db


def found(text):
    return Client().get("/y-kien/", {"q": text}).content.decode()


@pytest.fixture
def garment():
    above = UnitFactory(name="Công đoàn phường An")
    return UnitFactory(name="CĐCS Công ty May Bình Minh", code="BM01", parent=above)


def test_without_accents_and_by_a_part_of_the_name(garment):
    other = UnitFactory(name="CĐCS Công ty Giày Hoàng Hôn")
    page = found("may binh")
    assert f"/y-kien/{garment.code}/" in page
    assert f"/y-kien/{other.code}/" not in page


def test_by_the_code_of_the_poster_which_comes_first(garment):
    UnitFactory(name="CĐCS BM01 cũ")
    page = found("bm01")
    assert page.index("/y-kien/BM01/") == page.index('class="choice" href="') + len('class="choice" href="')


def test_the_unit_above_tells_namesakes_apart(garment):
    assert "Công đoàn phường An" in found("may binh minh")


def test_what_is_not_there_says_what_to_do(garment):
    page = found("xyz")
    assert "/y-kien/BM01/" not in page
    assert "xyz" in page


def test_units_that_have_ended_are_not_offered(garment):
    type(garment).objects.filter(pk=garment.pk).update(lifetime=(garment.lifetime.lower, timezone.localdate()))
    assert "/y-kien/BM01/" not in found("may binh minh")


def test_a_long_list_says_that_there_is_more(garment):
    for number in range(31):
        UnitFactory(name=f"CĐCS Trường học số {number}")
    page = found("truong hoc")
    assert page.count('class="choice"') == 30


def test_only_looking(garment):
    assert Client().post("/y-kien/", {"q": "may"}).status_code == 405
    client = Client()
    client.get("/y-kien/")
    assert client.cookies == {}


def test_however_many_are_found_the_questions_are_the_same(django_assert_num_queries):
    for number in range(3):
        UnitFactory(name=f"CĐCS Trường học số {number}")
    with django_assert_num_queries(3):
        found("truong hoc so 1")
    with django_assert_num_queries(3):
        found("truong hoc")
