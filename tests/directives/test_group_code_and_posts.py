"""Whoever came in by a code from the group link stays in only as long as the post lasts, and learns of nobody else."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.directives import services
from sumvay.directives.models import AccessCode
from sumvay.mail.models import OutboundMessage
from sumvay.org import spans
from sumvay.org.models import Appointment
from tests.factories.directives import dispatch_to, issued_directive


@pytest.fixture
def directive(house):
    return issued_directive(actor=house.chair_of(house.province), unit=house.province)


@pytest.fixture
def token(house, directive):
    return services.make_group_link(actor=house.chair_of(house.province), directive=directive, now=timezone.now())


def ask(client, token, unit, contact):
    return client.post(reverse("directives:group_link", args=[token]), {"unit": unit.pk, "contact": contact})


def come_in(client, token, house):
    ask(client, token, house.units[0], house.chair_of(house.units[0]).email)
    code = re.search(r"\b\d{6}\b", OutboundMessage.objects.latest("pk").text).group()
    return client.post(reverse("directives:group_code", args=[token]), {"code": code}).url


def test_a_post_that_ended_closes_the_door_its_holder_opened(house, token, client):
    page = come_in(client, token, house)
    assert client.get(page).status_code == 200
    Appointment.objects.filter(unit=house.units[0]).update(valid=spans.since(timezone.localdate() + timedelta(days=1)))
    assert client.get(page).status_code == 404
    assert client.post(f"{page}see/").status_code == 404


def test_asking_too_often_answers_as_always_and_sends_no_more(house, token, client):
    contact = house.chair_of(house.units[0]).email
    answers = {ask(client, token, house.units[0], contact).url for _time in range(7)}
    unknown = ask(client, token, house.units[0], "khong.ai@example.vn").url
    assert answers == {unknown}
    assert AccessCode.objects.count() == OutboundMessage.objects.count() == 5


def test_who_is_signed_in_elsewhere_may_open_the_unit_a_link_is_for(house, directive, client):
    received = dispatch_to(directive, house.units[0])
    head = house.chair_of(house.province)
    tokens = services.make_personal_links(actor=head, directive=directive, dispatches=[received], now=timezone.now())
    client.force_login(house.stranger)
    page = reverse("directives:dispatch", args=[received.pk])
    assert client.get(page).status_code == 404
    client.post(reverse("directives:personal_link", args=[tokens[house.units[0].pk]]), {"name": "Lê Thị Hoa"})
    assert client.get(page).status_code == 200
    other = dispatch_to(directive, house.units[1])
    assert client.get(reverse("directives:dispatch", args=[other.pk])).status_code == 404
