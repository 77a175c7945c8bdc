"""Style help knows whom a text names in the whole branch, by posts and names of the day it speaks of."""

from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sumvay.newsroom.selectors.style_lookups import known_around, people_named, units_named
from sumvay.org.models import Appointment
from tests.factories.newsroom import PieceFactory, editing_house
from tests.factories.org import AppointmentFactory, officer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return editing_house()


def test_a_leader_far_below_is_known_when_named_and_not_otherwise(house):
    chair = officer_of(house.units[0], Appointment.Post.CHAIR, full_name="Trần Thị Mai Hoa")
    today = timezone.localdate()
    named = known_around(house.nation, on=today, text="Đồng chí Trần Thị Mai Hoa, Phó Chủ tịch, trao quà.")
    assert chair.full_name in {leader.name for leader in named.leaders}
    other = known_around(house.nation, on=today, text="Đồng chí Lê Văn An trao quà.")
    assert chair.full_name not in {leader.name for leader in other.leaders}


def test_a_leader_of_another_branch_is_not_known(house):
    officer_of(house.other, Appointment.Post.CHAIR, full_name="Trần Thị Mai Hoa")
    known = known_around(house.ward, on=timezone.localdate(), text="Đồng chí Trần Thị Mai Hoa trao quà.")
    assert [leader.name for leader in known.leaders if leader.name == "Trần Thị Mai Hoa"] == []


def test_a_unit_far_below_is_known_when_named(house):
    known = known_around(house.nation, on=timezone.localdate(), text=f"Tại {house.units[0].name}, 200 suất quà.")
    assert house.units[0].name in {unit.name for unit in known.units}


def test_posts_are_those_of_the_day_the_text_speaks_of(house):
    today = timezone.localdate()
    person = officer_of(house.units[0], Appointment.Post.EDITOR, full_name="Trần Thị Mai Hoa")
    AppointmentFactory(
        officer=person, unit=house.units[0], post=Appointment.Post.CHAIR,
        valid=DateRange(today - timedelta(days=400), today - timedelta(days=100)),
    )  # fmt: skip
    text = "Đồng chí Trần Thị Mai Hoa, Chủ tịch công đoàn, trao quà."
    client = Client()
    client.force_login(house.editors[house.nation])
    for day, remarked in ((today, True), (today - timedelta(days=200), False)):
        page = client.post(reverse("newsroom:style"), {"text": text, "day": f"{day:%Y-%m-%d}"}).content.decode()
        assert ("<mark>" in page) is remarked


def test_a_piece_is_read_in_with_its_day_and_nobody_elses(house):
    day = timezone.localdate() - timedelta(days=3)
    piece = PieceFactory(unit=house.ward, title="Chuyến xe nghành", happened_on=day)
    client = Client()
    client.force_login(house.editors[house.ward])
    page = client.get(reverse("newsroom:style"), {"piece": piece.pk}).content.decode()
    assert "Chuyến xe nghành" in page
    assert f'value="{day:%Y-%m-%d}"' in page
    client.force_login(house.outsider)
    assert client.get(reverse("newsroom:style"), {"piece": piece.pk}).status_code == 404


def test_names_are_taken_from_the_text():
    assert "Nguyễn Văn An" in people_named("Ông Nguyễn Văn An nói")
    assert "Công đoàn phường An" in units_named("tại Công đoàn phường An, sáng nay")
