"""Films cannot fill the disk nor take the room of reports: each limit is one sentence, before a byte is written."""

import shutil
from collections import namedtuple

import pytest
from django.utils import timezone

from sumvay.files import disk, selectors, services
from sumvay.files.models import StoredFile, Upload
from tests.factories.files import stored_file
from tests.factories.films import film, under_way
from tests.factories.org import UnitFactory, officer_of
from tests.files.tus import begin, head, patch, signed_in

pytestmark = pytest.mark.django_db
GIGABYTE = 1024**3
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def officer(unit):
    return officer_of(unit)


@pytest.fixture
def browser(officer):
    return signed_in(officer)


def free(monkeypatch, gigabytes):
    monkeypatch.setattr(shutil, "disk_usage", lambda place: Usage(0, 0, int(gigabytes * GIGABYTE)))


def test_what_is_kept_and_what_is_under_way_count_against_the_units_room(browser, officer, unit, settings):
    settings.FILM_GIGABYTES = 3
    stored_file(unit=unit, purpose="film", content=b"x", size=int(1.5 * GIGABYTE))
    assert begin(browser, officer, unit, GIGABYTE, about="test:1").status_code == 201
    assert selectors.film_bytes_of(unit) == int(2.5 * GIGABYTE)
    answer = begin(browser, officer, unit, GIGABYTE, about="test:2")
    assert answer.status_code == 413
    assert "2,50 trên 3 GB" in answer.content.decode()
    assert Upload.objects.count() == 1
    assert list(disk.uploads().glob("*")) == []
    neighbour = UnitFactory()
    other = officer_of(neighbour)
    assert begin(signed_in(other), other, neighbour, GIGABYTE).status_code == 201


def test_a_film_taken_out_gives_its_room_back(officer, unit, settings):
    settings.FILM_GIGABYTES = 1
    stored_file(unit=unit, purpose="film", content=b"x", size=GIGABYTE, removed_at=timezone.now())
    assert selectors.film_bytes_of(unit) == 0
    assert begin(signed_in(officer), officer, unit, GIGABYTE).status_code == 201


def test_films_take_nothing_of_the_room_of_other_files(officer, unit):
    left = selectors.bytes_left_for(unit)
    stored_file(unit=unit, purpose="film", content=b"x", size=GIGABYTE)
    assert selectors.bytes_left_for(unit) == left


def test_when_the_disk_is_nearly_full_no_film_is_begun(browser, officer, unit, settings, monkeypatch):
    settings.FREE_GIGABYTES = 5
    free(monkeypatch, 6.4)
    answer = begin(browser, officer, unit, int(1.5 * GIGABYTE))
    assert answer.status_code == 507
    assert "Máy chủ hiện không đủ chỗ" in answer.content.decode()
    assert not Upload.objects.exists()
    assert begin(browser, officer, unit, GIGABYTE).status_code == 201


def test_what_others_have_begun_is_counted_as_if_it_were_here(officer, unit, settings, monkeypatch):
    settings.FREE_GIGABYTES = 5
    free(monkeypatch, 8)
    neighbour = UnitFactory()
    other = officer_of(neighbour)
    assert begin(signed_in(other), other, neighbour, 2 * GIGABYTE).status_code == 201
    assert begin(signed_in(officer), officer, unit, 2 * GIGABYTE).status_code == 507


def test_a_disk_that_fills_meanwhile_takes_no_further_piece_and_forgets_nothing(
    browser, officer, unit, settings, monkeypatch
):
    content = film()
    place = begin(browser, officer, unit, len(content))["Location"]
    patch(browser, place, content[:1000], 0)
    settings.FREE_GIGABYTES = 5
    free(monkeypatch, 5)
    assert patch(browser, place, content[1000:], 1000).status_code == 507
    assert head(browser, place)["Upload-Offset"] == "1000"
    free(monkeypatch, 6)
    assert patch(browser, place, content[1000:], 1000).status_code == 204


def test_bytes_of_films_taken_out_are_erased_unless_another_row_needs_them(officer, unit):
    kept = []
    for number in (1, 2):
        upload = under_way(officer, unit, film(), about=f"test:{number}")
        checked = services.check_film(upload=upload)
        kept.append(services.keep_film(actor=officer, upload=upload, film=checked, now=timezone.now()))
    place = selectors.path_of(kept[0])
    now = timezone.now()
    StoredFile.objects.filter(pk=kept[0].pk).update(removed_at=now)
    services.sweep_films(now=now)
    assert place.exists()
    StoredFile.objects.filter(pk=kept[1].pk).update(removed_at=now)
    services.sweep_films(now=now)
    assert not place.exists()
    assert services.sweep_films(now=now) == 0
