"""The door of style help: names around one's own desk, remarks as a fragment, nothing kept."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sumvay.newsroom import services
from sumvay.org import spans
from sumvay.org.models import Appointment, UnitName
from tests.factories.accounts import PersonFactory
from tests.factories.newsroom import SentContributionFactory, editing_house
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


@pytest.mark.parametrize("post", ["chair", "clerk", "collaborator"])
def test_who_writes_for_a_unit_is_told_names_around_it(house, post):
    officer_of(house.ward, Appointment.Post.VICE_CHAIR, full_name="Lê Thị Hòa")
    page = posted(officer_of(house.units[0], post), "Chủ tịch Lê Thị Hòa về thăm.").content.decode()
    assert "<strong>Phó Chủ tịch</strong>" in page


def test_who_holds_no_post_any_more_has_no_style_help(house):
    former = officer_of(house.units[0], "collaborator")
    Appointment.objects.filter(officer=former).update(valid=(LONG_AGO, LONG_AGO.replace(day=9)))
    assert posted(former, "nghành").status_code == 404
    assert posted(PersonFactory(), "nghành").status_code == 404


def test_an_operator_reads_remarks_without_a_post(house):
    assert "ngành" in posted(PersonFactory(is_superuser=True), "nghành").content.decode()


def test_a_remark_names_its_place_and_only_what_is_shown_beside_the_text_has_buttons(house):
    writer = officer_of(house.units[0])
    plain = posted(writer, "Một nghành.").content.decode()
    assert "data-take-over" not in plain
    page = posted(writer, "Một nghành.", **{"hx-request": "true"}).content.decode()
    assert 'data-start="4" data-end="10" data-found="nghành" data-better="ngành"' in page
    assert (page.count("data-take-over"), page.count("data-leave")) == (1, 1)


def test_the_day_of_the_form_counts_and_a_day_that_is_none_is_today(house):
    today, writer = timezone.localdate(), officer_of(house.units[0])
    chair = officer_of(house.ward, full_name="Lê Thị Hòa")
    Appointment.objects.filter(officer=chair).update(valid=(LONG_AGO, today))
    client = Client()
    client.force_login(writer)
    for day, remarked in ((LONG_AGO.isoformat(), False), ("2026-02-31", True), ("", True)):
        form = {"text": "Chủ tịch Lê Thị Hòa về thăm.", "happened_on": day}
        page = client.post(reverse("newsroom:style"), form).content.decode()
        assert ("<mark>" in page) is remarked


def test_both_forms_of_a_contribution_lead_there_without_script(house):
    writer, editor = officer_of(house.units[0]), house.editors[house.ward]
    draft = services.start_contribution(actor=writer, unit=house.units[0], now=timezone.now())
    taken = SentContributionFactory(unit=house.units[0], desk=house.ward, state="taken", editor=editor)
    for person, page in (
        (writer, reverse("newsroom:write", args=[draft.pk])),
        (editor, reverse("newsroom:at_desk", args=[taken.pk])),
    ):
        client = Client()
        client.force_login(person)
        assert f'formaction="{reverse("newsroom:style")}"' in client.get(page).content.decode()


def test_the_desk_and_the_editor_lead_there(house):
    client = Client()
    client.force_login(house.editors[house.ward])
    link = f'href="{reverse("newsroom:style")}"'
    assert link in client.get(reverse("newsroom:desk")).content.decode()
    assert json.dumps(reverse("newsroom:style")) in client.get(reverse("wagtailadmin_home")).content.decode()
