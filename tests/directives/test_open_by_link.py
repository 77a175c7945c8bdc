"""Links from Zalo: a GET lets nobody in, a press does, for one unit and one document, until the link dies."""

import io
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from sumvay.directives import services
from sumvay.directives.models import AccessCode, AccessLink, Dispatch
from sumvay.directives.services.refusals import LinkDead, NotYours
from sumvay.mail.models import OutboundMessage
from tests.factories.directives import dispatch_to, issued_directive


@pytest.fixture
def directive(house):
    return issued_directive(actor=house.chair_of(house.province), unit=house.province)


@pytest.fixture
def received(house, directive):
    return dispatch_to(directive, house.units[0])


@pytest.fixture
def token(house, directive, received):
    tokens = services.make_personal_links(
        actor=house.chair_of(house.province), directive=directive, dispatches=[received], now=timezone.now()
    )
    return tokens[house.units[0].pk]


@pytest.fixture
def group_token(house, directive):
    return services.make_group_link(actor=house.chair_of(house.province), directive=directive, now=timezone.now())


def test_only_the_hash_is_kept(token):
    assert token not in str(AccessLink.objects.values().get())


def test_a_get_shows_whom_it_is_for_and_lets_nobody_in(house, token, received, client):
    page = client.get(reverse("directives:personal_link", args=[token]))
    assert house.units[0].name in page.content.decode()
    assert client.get(reverse("directives:dispatch", args=[received.pk])).status_code == 404
    assert Dispatch.objects.get(pk=received.pk).state == "sent"
    assert page.headers["Referrer-Policy"] == "same-origin"


def test_a_press_with_a_name_opens_one_document_of_one_unit(house, token, directive, received, client):
    client.post(reverse("directives:personal_link", args=[token]), {"name": "Trần Văn Nam"})
    assert client.get(reverse("directives:dispatch", args=[received.pk])).status_code == 200
    other = dispatch_to(directive, house.units[1])
    assert client.get(reverse("directives:dispatch", args=[other.pk])).status_code == 404
    assert client.get(reverse("directives:list")).status_code == 302


def test_what_is_given_by_link_carries_the_name(token, received, client):
    client.post(reverse("directives:personal_link", args=[token]), {"name": "Trần Văn Nam"})
    assignment = received.directive.assignments.get(kind="spread")
    client.post(
        reverse("directives:give_links", args=[received.pk, assignment.pk]), {"urls": "https://baodemo.vn/bai-1"}
    )
    given = received.deliverables.get()
    assert (given.giver_name, given.source, given.given_by) == ("Trần Văn Nam", "link", None)


def test_new_links_end_the_old_ones_at_once(house, directive, token, received, client):
    client.post(reverse("directives:personal_link", args=[token]), {"name": "Trần Văn Nam"})
    services.make_personal_links(
        actor=house.chair_of(house.province), directive=directive, dispatches=[received], now=timezone.now()
    )
    assert client.get(reverse("directives:dispatch", args=[received.pk])).status_code == 404
    assert client.get(reverse("directives:personal_link", args=[token])).status_code == 410


def test_an_expired_link_is_dead(token):
    later = timezone.now() + timedelta(days=46)
    with pytest.raises(LinkDead):
        services.living_link(token=token, kind="personal", now=later)


def test_a_personal_token_does_not_work_as_a_group_link(token, client):
    assert client.get(reverse("directives:group_link", args=[token])).status_code == 410


def test_those_who_do_not_act_for_the_issuer_make_no_links(house, directive, received):
    with pytest.raises(NotYours):
        services.make_group_link(actor=house.chair_of(house.units[0]), directive=directive, now=timezone.now())
    assert AccessLink.objects.count() == 0


def ask(client, group_token, unit, contact):
    return client.post(reverse("directives:group_link", args=[group_token]), {"unit": unit.pk, "contact": contact})


def code_in_mail():
    return re.search(r"\b\d{6}\b", OutboundMessage.objects.latest("pk").text).group()


def test_the_group_link_opens_by_a_code_to_the_registered_address(house, group_token, received, client):
    ask(client, group_token, house.units[0], house.chair_of(house.units[0]).email)
    answer = client.post(reverse("directives:group_code", args=[group_token]), {"code": code_in_mail()})
    assert answer.url == reverse("directives:dispatch", args=[received.pk])
    assert client.get(answer.url).status_code == 200


def test_a_stranger_learns_nothing_and_gets_no_code(house, group_token, client):
    answer = ask(client, group_token, house.units[0], house.stranger.email)
    assert answer.status_code == 302
    assert OutboundMessage.objects.count() == 0
    client.post(reverse("directives:group_code", args=[group_token]), {"code": "000000"})
    assert "opened_by_link" not in client.session


def test_five_wrong_tries_end_the_code(house, group_token, client):
    ask(client, group_token, house.units[0], house.chair_of(house.units[0]).email)
    code = code_in_mail()
    wrong = "000000" if code != "000000" else "111111"
    for _try in range(5):
        client.post(reverse("directives:group_code", args=[group_token]), {"code": wrong})
    client.post(reverse("directives:group_code", args=[group_token]), {"code": code})
    assert "opened_by_link" not in client.session


def test_a_leavers_links_die(house, directive, token):
    services.revoke_links_of_officer(officer=house.chair_of(house.units[0]), unit=house.units[0], now=timezone.now())
    with pytest.raises(LinkDead):
        services.living_link(token=token, kind="personal", now=timezone.now())


def test_an_officer_without_e_mail_gets_the_code_read_out_on_the_phone(house, directive, group_token, received, client):
    officer = house.chair_of(house.units[0])
    type(officer).objects.filter(pk=officer.pk).update(email=None)
    client.force_login(house.chair_of(house.province))
    page = client.post(reverse("directives:read_out", args=[directive.pk, received.pk])).content.decode()
    assert officer.full_name in page
    code = re.search(r"stat__figure\">(\d{6})<", page).group(1)
    client.logout()
    ask(client, group_token, house.units[0], officer.phone)
    answer = client.post(reverse("directives:group_code", args=[group_token]), {"code": code})
    assert answer.url == reverse("directives:dispatch", args=[received.pk])
    assert OutboundMessage.objects.count() == 0


def test_only_those_who_follow_up_get_a_code_to_read_out(house, directive, group_token, received, client):
    client.force_login(house.stranger)
    assert client.post(reverse("directives:read_out", args=[directive.pk, received.pk])).status_code == 404
    assert AccessCode.objects.count() == 0


def test_without_a_link_for_the_group_there_is_no_code(house, directive, received):
    with pytest.raises(LinkDead):
        services.read_out_code(actor=house.chair_of(house.province), dispatch=received, now=timezone.now())


def test_a_photo_given_by_link_is_shown_to_its_giver_and_to_nobody_without_the_pass(token, received, client):
    client.post(reverse("directives:personal_link", args=[token]), {"name": "Trần Văn Nam"})
    assignment = received.directive.assignments.get(kind="event")
    picture = io.BytesIO()
    Image.new("RGB", (320, 240), "#23734b").save(picture, "JPEG")
    upload = SimpleUploadedFile("anh.jpg", picture.getvalue(), "image/jpeg")
    client.post(reverse("directives:give_files", args=[received.pk, assignment.pk]), {"photos": [upload]})
    page = client.get(reverse("directives:task", args=[received.pk, assignment.pk])).content.decode()
    shown = re.search(r'proof__photo" src="([^"]+)"', page).group(1)
    assert client.get(shown).status_code == 200
    assert Client().get(shown).status_code in (302, 404)
