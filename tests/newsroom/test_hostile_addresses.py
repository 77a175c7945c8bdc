"""Hostile names and texts: nothing outside is deleted, no step is passed over, no page hangs."""

import time

import pytest
from django.test import Client

from sumvay.newsroom.changed_words import runs
from sumvay.newsroom.permissions import can_publish
from sumvay.newsroom.style_help import suggestions
from sumvay.org.models import Appointment
from sumvay.ui import kept_pages
from tests.factories.newsroom import PieceFactory, desk_with_steps
from tests.factories.org import UnitFactory, officer_of


def test_a_name_with_dots_drops_nothing_outside_the_kept_pages(settings, tmp_path):
    settings.KEPT_PAGES = tmp_path / "pages"
    (settings.KEPT_PAGES / "don-vi").mkdir(parents=True)
    (tmp_path / "files" / "ab").mkdir(parents=True)
    kept_pages.drop(["/don-vi/../../files/*", "/don-vi/../../*"])
    assert (tmp_path / "files" / "ab").is_dir()


@pytest.mark.django_db
def test_without_an_open_desk_of_its_own_a_unit_keeps_to_the_steps_above():
    province = UnitFactory()
    unit = UnitFactory(parent=province)
    desk_with_steps(province, Appointment.Post.CHAIR)
    assert not can_publish(officer_of(unit, Appointment.Post.EDITOR), PieceFactory(unit=unit))


def growth(call, text) -> float:
    """How many times longer the call takes on four texts in a row than on one: 4 when it goes through once."""

    def seconds(given):
        began = time.process_time()
        call(given)
        return time.process_time() - began

    return min(seconds(text * 4) for _each in range(3)) / min(seconds(text) for _each in range(3))


def test_thousands_of_equal_lines_are_compared_in_one_go():
    found = runs("x\n" * 20_000, "x\n" * 20_000 + "y")
    assert "".join(run.text for run in found if run.kind != "del") == "x\n" * 20_000 + "y"
    assert growth(lambda text: runs(text, text + "y"), "x\n" * 5_000) < 10


@pytest.mark.parametrize("text", ["(" * 15_000, "a:" * 7_500, "a-" * 7_500, "a." * 7_500])
def test_a_text_without_spaces_is_looked_through_in_one_go(text):
    assert growth(suggestions, text) < 10


@pytest.mark.django_db
def test_a_picture_with_an_endless_name_is_not_there():
    assert Client().get(f"/pictures/{'a' * 300}.jpg").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/a%00/", "/don-vi/%00/", "/muc/x%00/tin.rss", "/bai/%00-1/", "/newsroom/%00/"])
def test_an_address_with_a_character_nobody_types_is_not_there(address):
    answer = Client().get(address)
    assert answer.status_code == 404
    assert not answer.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("number", [2**63, 10**25])
def test_a_page_beyond_all_numbers_is_not_there(number):
    assert Client().get(f"/viec-lam/trang-{number}/").status_code == 404
