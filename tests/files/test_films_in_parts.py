"""A player asks for parts of a film and gets them, behind the same door as every file."""

import pytest
from django.urls import reverse

from tests.factories.files import stored_file
from tests.factories.films import film
from tests.factories.org import UnitFactory, officer_of
from tests.files.tus import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored():
    return stored_file(film(), unit=UnitFactory(), purpose="film", name="phim.mp4", media_type="video/mp4")


@pytest.fixture
def asked(stored):
    client = signed_in(officer_of(stored.unit))
    return lambda **headers: client.get(reverse("files:open", args=[stored.key]), headers=headers)


def test_without_a_range_the_whole_film_comes(asked):
    answer = asked()
    assert (answer.status_code, answer.getvalue()) == (200, film())
    assert (answer["Accept-Ranges"], answer["Content-Length"]) == ("bytes", str(len(film())))
    assert answer["Content-Type"] == "video/mp4"


@pytest.mark.parametrize(
    ("range_", "first", "last"),
    [("0-0", 0, 0), ("0-", 0, None), ("100-199", 100, 199), ("4000-", 4000, None), ("-100", -100, None),
     ("100-999999", 100, None), ("-999999", 0, None)],
)  # fmt: skip
def test_a_part_comes_as_asked(asked, range_, first, last):
    content = film()
    first = first % len(content)
    last = len(content) - 1 if last is None else last
    answer = asked(Range=f"bytes={range_}")
    assert (answer.status_code, answer.getvalue()) == (206, content[first : last + 1])
    assert answer["Content-Range"] == f"bytes {first}-{last}/{len(content)}"
    assert answer["Content-Length"] == str(last - first + 1)


@pytest.mark.parametrize("range_", ["bytes=999999-", "bytes=200-100", "bytes=-0"])
def test_what_lies_outside_is_refused(asked, range_):
    answer = asked(Range=range_)
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{len(film())}")


@pytest.mark.parametrize("range_", ["bytes=0-1,5-6", "bytes=-", "lines=0-1", "bytes=a-b", f"bytes=0-{'9' * 40}"])
def test_what_is_not_understood_is_answered_whole(asked, range_):
    assert asked(Range=range_).status_code == 200


def test_a_part_of_what_the_film_was_before_is_answered_whole(asked, stored):
    same = {"Range": "bytes=0-9", "If-Range": f'"{stored.sha256}"'}
    assert asked(**same).status_code == 206
    assert asked(**{**same, "If-Range": '"another"'}).status_code == 200


def test_strangers_get_no_part_of_it(stored, client):
    place = reverse("files:open", args=[stored.key])
    part = {"Range": "bytes=0-9"}
    assert signed_in(officer_of(UnitFactory())).get(place, headers=part).status_code == 404
    assert client.get(place, headers=part).status_code == 302
