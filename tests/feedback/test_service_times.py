"""How soon a unit answers: its own word, that of the nearest unit above, or what is usual."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.feedback import selectors, services
from sumvay.feedback.clock import Times
from sumvay.feedback.models import Kind, ServiceTime
from sumvay.feedback.services.set_service_time import NotYours, TimeOutOfRange
from tests.factories.feedback import answering_house, case_received

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return answering_house()


def promise(actor, unit, kind="hoi_dap", hours=8, days=3):
    return services.set_service_time(
        actor=actor, unit=unit, kind=kind, first_answer_hours=hours, result_days=days, now=timezone.now()
    )


def times(unit, kind="hoi_dap"):
    return selectors.times_of(unit, kind, on=timezone.localdate())


def test_the_nearest_word_counts(house):
    usual = times(house.unit)
    promise(house.head, house.province, hours=12, days=4)
    assert times(house.unit) == Times(timedelta(hours=12), timedelta(days=4))
    promise(house.chair, house.ward, hours=6, days=2)
    assert times(house.unit) == times(house.ward) == Times(timedelta(hours=6), timedelta(days=2))
    assert times(house.other) == Times(timedelta(hours=12), timedelta(days=4))
    assert times(house.unit, "khieu_nai") != times(house.unit)
    services.drop_service_time(actor=house.chair, unit=house.ward, kind="hoi_dap", now=timezone.now())
    services.drop_service_time(actor=house.head, unit=house.province, kind="hoi_dap", now=timezone.now())
    assert times(house.unit) == usual


def test_what_comes_in_is_owed_by_the_word_of_its_unit(house):
    for kind in Kind.values:
        promise(house.chair, house.ward, kind=kind, hours=5)
    case = case_received(house.unit, "Cho hỏi chế độ nghỉ phép năm tính thế nào ạ")
    hours = 2 if case.is_urgent else 5
    assert case.due_at == case.received_at + timedelta(hours=hours)


def test_only_leaders_promise_and_within_reason(house):
    for who in (house.clerk, house.head, house.outsider):
        with pytest.raises(NotYours):
            promise(who, house.ward)
    with pytest.raises(TimeOutOfRange):
        promise(house.chair, house.ward, hours=0)
    assert not ServiceTime.objects.exists()


def test_said_twice_the_last_word_holds(house):
    promise(house.chair, house.ward, hours=8)
    promise(house.chair, house.ward, hours=4)
    assert ServiceTime.objects.get().first_answer_hours == 4


def test_the_door_shows_who_said_what_and_takes_a_leaders_word(house, client):
    promise(house.head, house.province)
    client.force_login(house.chair)
    address = reverse("feedback:service_times")
    assert house.province.name in client.get(address).content.decode()
    assert client.post(address, {"kind": "hoi_dap", "first_answer_hours": "0", "result_days": "3"}).status_code == 422
    client.post(address, {"kind": "hoi_dap", "first_answer_hours": "4", "result_days": "3"})
    assert times(house.ward).first_answer == timedelta(hours=4)
    client.post(address, {"kind": "hoi_dap", "follow": "yes"})
    assert times(house.ward).first_answer == timedelta(hours=8)
    client.force_login(house.clerk)
    assert client.post(address, {"kind": "hoi_dap", "first_answer_hours": "4", "result_days": "3"}).status_code == 422
    assert ServiceTime.objects.count() == 1
