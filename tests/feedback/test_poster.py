"""The poster of a unit: a code that leads to its form, on A4 and as a picture, for officers of the unit's branch."""

import io

import pdfplumber
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from PIL import Image

from tests.directives.conftest import house  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db


def poster(officer, unit, form):
    client = Client()
    client.force_login(officer)
    return client.get(reverse("feedback:poster_file", args=[unit.pk, form]))


def test_the_page_on_a4_names_the_unit_the_address_and_whom_to_call(house):  # noqa: F811
    unit = house.units[0]
    answer = poster(house.chair_of(unit), unit, "pdf")
    with pdfplumber.open(io.BytesIO(answer.content)) as paper:
        assert len(paper.pages) == 1
        assert [round(side) for side in (paper.pages[0].width, paper.pages[0].height)] == [595, 842]
        text = " ".join(paper.pages[0].extract_text().split())
    address = f"{settings.BASE_URL.split('://')[1]}/y-kien/{unit.code}/"
    for said in (unit.name, address, "115", "114", "113", "Có điều muốn nói với công đoàn"):
        assert said in text, said


def test_the_picture_is_the_code_alone(house):  # noqa: F811
    unit = house.units[0]
    answer = poster(house.chair_of(unit), unit, "png")
    image = Image.open(io.BytesIO(answer.content))
    assert image.format == "PNG"
    assert image.width == image.height >= 500
    assert unit.code in answer.headers["Content-Disposition"]


def test_the_desk_page_leads_to_both_and_the_unit_s_pages_lead_there(house):  # noqa: F811
    unit = house.units[0]
    client = Client()
    client.force_login(house.chair_of(unit))
    page = client.get(reverse("feedback:poster", args=[unit.pk])).content.decode()
    assert f"/y-kien/{unit.code}/" in page
    assert [page.count(reverse("feedback:poster_file", args=[unit.pk, form])) for form in ("pdf", "png")] == [1, 1]
    desk = client.get(reverse("org:detail", args=[unit.pk])).content.decode()
    assert reverse("feedback:poster", args=[unit.pk]) in desk


def test_readers_find_the_form_on_the_unit_s_page(house, settings, tmp_path):  # noqa: F811
    settings.KEPT_PAGES = tmp_path
    page = Client().get(f"/don-vi/{house.units[0].code}/").content.decode()
    assert f"/y-kien/{house.units[0].code}/" in page


def test_others_do_not_get_it(house):  # noqa: F811
    unit = house.units[0]
    assert poster(house.stranger, unit, "pdf").status_code == 404
    assert poster(house.chair_of(unit), unit, "exe").status_code == 404
    assert Client().get(reverse("feedback:poster_file", args=[unit.pk, "pdf"])).status_code == 302
    client = Client()
    client.force_login(house.chair_of(unit))
    assert client.post(reverse("feedback:poster_file", args=[unit.pk, "pdf"])).status_code == 405
