"""The door of style help: names around one's own desk, remarks as a fragment, nothing kept."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from sumvay.org import spans
from sumvay.org.models import Appointment, UnitName
from tests.factories.newsroom import editing_house
from tests.factories.org import LONG_AGO, AppointmentFactory, officer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return editing_house()


def posted(officer, text, **headers):
    client = Client()
    client.force_login(officer)
    return client.post(reverse("newsroom:style"), {"text": text}, headers=headers)


def test_remarks_come_with_the_words_around_them(house):
    page = posted(house.editors[house.ward], "Hôm nay NLD đuợc nghỉ.").content.decode()
    assert "<mark>NLD</mark>" in page
    assert "<strong>NLĐ</strong>" in page
    assert "<strong>được</strong>" in page


def test_htmx_gets_the_remarks_alone(house):
    page = posted(house.editors[house.ward], "nghành", **{"hx-request": "true"}).content.decode()
    assert page.lstrip().startswith("<section")
    assert "ngành" in page


def test_leaders_and_units_above_and_below_are_known(house):
    officer_of(house.province, Appointment.Post.VICE_CHAIR, full_name="Lê Thị Hòa")
    UnitName.objects.filter(unit=house.ward).update(
        valid=(LONG_AGO, LONG_AGO.replace(day=9)), name="Công đoàn phường Cũ"
    )
    UnitName.objects.create(unit=house.ward, name="Công đoàn phường An", valid=spans.since(LONG_AGO.replace(day=9)))
    text = "Chủ tịch LĐLĐ tỉnh Lê Thị Hòa thăm Công đoàn phường Cũ."
    page = posted(house.editors[house.province], text).content.decode()
    assert "<strong>Phó Chủ tịch</strong>" in page
    assert "<strong>Công đoàn phường An</strong>" in page


def test_leaders_of_another_branch_are_not_known(house):
    AppointmentFactory(unit=house.other, officer__full_name="Lê Thị Hòa", post="vice_chair")
    page = posted(house.editors[house.province], "Chủ tịch LĐLĐ tỉnh Lê Thị Hòa.").content.decode()
    assert "Phó Chủ tịch" not in page


def test_the_text_is_shown_as_text(house):
    page = posted(house.editors[house.ward], "<script>alert(1)</script> nghành").content.decode()
    assert "<script>alert(1)" not in page
    assert "<strong>ngành</strong>" in page


def test_who_edits_nowhere_has_no_style_help(house):
    assert posted(officer_of(house.units[0], "clerk"), "nghành").status_code == 404


def test_the_desk_and_the_editor_lead_there(house):
    client = Client()
    client.force_login(house.editors[house.ward])
    link = f'href="{reverse("newsroom:style")}"'
    assert link in client.get(reverse("newsroom:desk")).content.decode()
    assert json.dumps(reverse("newsroom:style")) in client.get(reverse("wagtailadmin_home")).content.decode()
