"""An officer says what a message is."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.feedback import services
from sumvay.feedback.models import Case
from sumvay.feedback.services import MovedOn, NotYourCase
from sumvay.notifications.models import Notice
from sumvay.org.models import Appointment
from tests.factories.feedback import answering_house, sorted_case
from tests.factories.org import officer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return answering_house()


@pytest.fixture
def case(house):
    received = sorted_case(house.ward)
    Case.objects.filter(pk=received.pk).update(
        category="luong", categories=["luong", "bhxh"], kind="phan_anh", is_urgent=False, urgent_why=""
    )
    received.refresh_from_db()
    return received


def sort(actor, case, **said):
    services.sort_case(actor=actor, case=case, now=timezone.now(), **said)


def test_the_officers_word_is_kept_with_the_name_of_who_said_it(house, case):
    sort(house.clerk, case, category="doi_song", kind="kien_nghi")
    case.refresh_from_db()
    assert (case.category, case.categories, case.kind) == ("doi_song", ["doi_song", "bhxh"], "kien_nghi")
    assert case.sorted_by == house.clerk
    assert Entry.objects.get(action="case.sort").changes["kind"] == ["phan_anh", "kien_nghi"]


def test_urgent_is_owed_within_two_hours_of_its_coming_and_back_again(house, case):
    sort(house.clerk, case, is_urgent=True)
    assert (case.due_at, bool(case.urgent_why)) == (case.received_at + timedelta(hours=2), True)
    sort(house.clerk, case, is_urgent=False)
    assert (case.due_at, case.urgent_why) == (case.received_at + timedelta(hours=24), "")


def test_a_denunciation_leaves_the_hands_of_others_and_designated_ones_are_told(house, case):
    inspector = officer_of(house.ward, Appointment.Post.INSPECTION)
    services.assign_case(actor=house.clerk, case=case, to=house.clerk, now=timezone.now())
    sort(house.clerk, case, kind="to_cao")
    case.refresh_from_db()
    assert (case.is_reserved, case.assigned_to) == (True, None)
    assert list(Notice.objects.filter(kind="case_reserved").values_list("officer", flat=True)) == [inspector.pk]
    with pytest.raises(NotYourCase):
        sort(house.chair, case, kind="phan_anh")
    sort(inspector, case, kind="phan_anh")
    assert case.is_reserved is False


def test_of_two_who_looked_at_once_the_second_is_told(house, case):
    seen = Case.objects.select_related("unit").get(pk=case.pk)
    sort(house.clerk, case, category="bhxh")
    with pytest.raises(MovedOn):
        sort(house.chair, seen, category="atvsld")
    case.refresh_from_db()
    assert case.category == "bhxh"


def test_others_may_not(house, case):
    with pytest.raises(NotYourCase):
        sort(house.outsider, case, category="bhxh")
    case.refresh_from_db()
    assert (case.category, case.sorted_by) == ("luong", None)


def test_the_door_sorts_in_one_press(house, case, client):
    client.force_login(house.clerk)
    address = reverse("feedback:sort", args=[case.pk])
    assert client.get(address).status_code == 405
    assert client.post(address, {"category": "bhxh"}).url == reverse("feedback:case", args=[case.pk])
    client.post(address, {"kind": "không có"})
    case.refresh_from_db()
    assert (case.category, case.kind) == ("bhxh", "phan_anh")


def test_who_makes_a_denunciation_of_it_and_is_not_designated_is_led_to_the_queue(house, case, client):
    client.force_login(house.clerk)
    address = reverse("feedback:sort", args=[case.pk])
    assert client.post(address, {"kind": "to_cao"}).url == reverse("feedback:triage")
    assert client.post(address, {"kind": "phan_anh"}).status_code == 404
