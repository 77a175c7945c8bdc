"""Reminding the silent and writing down calls: not twice in twelve hours, not the finished, only by the issuer."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.directives import selectors, services
from sumvay.directives.models import Contact
from sumvay.directives.services.refusals import NotYours
from sumvay.notifications.models import Notice
from tests.factories.directives import dispatch_to, issued_directive


@pytest.fixture
def directive(house):
    return issued_directive(actor=house.chair_of(house.province), unit=house.province)


@pytest.fixture
def chair(house):
    return house.chair_of(house.province)


def waiting(directive):
    return list(selectors.open_dispatches_below(directive, directive.unit, on=timezone.localdate()))


def remind(directive, chair, now=None):
    return services.remind(actor=chair, directive=directive, dispatches=waiting(directive), now=now or timezone.now())


def test_each_open_unit_is_reminded_and_its_officer_told(house, directive, chair):
    services.complete_dispatch(
        actor=house.chair_of(house.units[0]), dispatch=dispatch_to(directive, house.units[0]), now=timezone.now()
    )
    assert remind(directive, chair) == 5
    told = set(Notice.objects.filter(kind="reminder").values_list("officer", flat=True))
    assert told == {house.chair_of(u).pk for u in [*house.wards, *house.units[1:]]}


def test_within_twelve_hours_units_are_left_in_peace(directive, chair):
    assert remind(directive, chair) == 6
    assert remind(directive, chair) == 0
    assert remind(directive, chair, timezone.now() + timedelta(hours=13)) == 6
    assert Contact.objects.filter(kind="reminder").count() == 12


def test_only_ticked_units_are_reminded(house, directive, chair, client):
    client.force_login(chair)
    one = dispatch_to(directive, house.units[2])
    client.post(reverse("directives:remind", args=[directive.pk]), {"dispatch": [one.pk]})
    assert list(Contact.objects.values_list("unit", flat=True)) == [house.units[2].pk]


def test_a_unit_below_may_not_remind_the_others(house, directive, client):
    below = house.chair_of(house.units[0])
    with pytest.raises(NotYours):
        services.remind(actor=below, directive=directive, dispatches=waiting(directive), now=timezone.now())
    client.force_login(below)
    assert client.post(reverse("directives:remind", args=[directive.pk])).status_code == 404
    assert Contact.objects.count() == 0


def test_a_get_reminds_nobody(directive, chair, client):
    client.force_login(chair)
    assert client.get(reverse("directives:remind", args=[directive.pk])).status_code == 405
    assert Contact.objects.count() == 0


def test_a_call_is_written_down_and_shown_beside_the_unit(house, directive, chair, client):
    client.force_login(chair)
    called = dispatch_to(directive, house.units[1])
    client.post(reverse("directives:note_call", args=[directive.pk, called.pk]), {"note": "đã gọi 15:10, hẹn mai"})
    page = client.get(reverse("directives:follow_up", args=[directive.pk])).content.decode()
    assert "đã gọi 15:10, hẹn mai" in page
    assert house.chair_of(house.units[1]).phone in page


def test_a_call_to_another_branchs_dispatch_is_not_found(house, directive, chair, client):
    foreign = issued_directive(actor=house.chair_of(house.other), unit=house.other)
    client.force_login(chair)
    dispatch = dispatch_to(foreign, house.elsewhere)
    url = reverse("directives:note_call", args=[directive.pk, dispatch.pk])
    assert client.post(url, {"note": "x"}).status_code == 404
    assert Contact.objects.count() == 0


def test_texts_carry_fresh_links_for_the_group_and_each_unit(house, directive, chair, client):
    client.force_login(chair)
    one = dispatch_to(directive, house.units[2])
    page = client.post(reverse("directives:make_links", args=[directive.pk]), {"dispatch": [one.pk]}).content.decode()
    assert page.count("/directives/g/") == 1
    assert page.count("/directives/l/") == 1
    assert house.chair_of(house.units[2]).full_name in page
