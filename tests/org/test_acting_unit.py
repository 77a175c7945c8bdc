"""An officer with several posts acts for one unit at a time and may switch."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.urls import reverse

from sumvay.org.middleware import SESSION_KEY, ActingUnitMiddleware
from sumvay.org.models import Appointment
from tests.factories.accounts import PersonFactory
from tests.factories.org import AppointmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(movement):
    person = PersonFactory()
    for unit in (movement.mill, movement.dock):
        AppointmentFactory(officer=person, unit=unit)
    return person


def acting_for(rf, user, session):
    request = rf.get("/")
    request.user, request.session = user, session
    ActingUnitMiddleware(lambda _request: HttpResponse())(request)
    return request.unit


def test_the_unit_is_the_one_switched_to_else_the_first_by_name(rf, movement, officer):
    assert acting_for(rf, officer, {}) == movement.dock
    assert acting_for(rf, officer, {SESSION_KEY: movement.mill.pk}) == movement.mill
    assert acting_for(rf, officer, {SESSION_KEY: movement.north.pk}) == movement.dock


def test_a_unit_whose_post_has_ended_is_forgotten(rf, movement, officer):
    Appointment.objects.filter(officer=officer, unit=movement.mill).delete()
    assert acting_for(rf, officer, {SESSION_KEY: movement.mill.pk}) == movement.dock


def test_nobody_and_people_without_posts_act_for_no_unit(rf, movement):
    assert acting_for(rf, AnonymousUser(), {}) is None
    assert acting_for(rf, PersonFactory(), {SESSION_KEY: movement.mill.pk}) is None


def test_it_costs_one_query(rf, officer, django_assert_num_queries):
    with django_assert_num_queries(1):
        acting_for(rf, officer, {})


def test_switching(client, movement, officer):
    client.force_login(officer)
    url = reverse("org:switch_unit")
    assert client.get(url).status_code == 405
    response = client.post(url, {"unit": movement.mill.pk, "next": "/units/"})
    assert response.url == "/units/"
    assert client.session[SESSION_KEY] == movement.mill.pk


@pytest.mark.parametrize("unit", ["", "abc", "0"])
def test_switching_to_nowhere_or_to_a_unit_without_a_post_is_404(client, movement, officer, unit):
    client.force_login(officer)
    assert client.post(reverse("org:switch_unit"), {"unit": unit}).status_code == 404
    assert client.post(reverse("org:switch_unit"), {"unit": movement.north.pk}).status_code == 404
    assert SESSION_KEY not in client.session


def test_switching_does_not_lead_to_another_site(client, movement, officer):
    client.force_login(officer)
    response = client.post(reverse("org:switch_unit"), {"unit": movement.mill.pk, "next": "https://example.com/"})
    assert response.url == "/"
