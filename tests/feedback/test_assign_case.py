"""A message is put into an officer's hands."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.feedback import services
from sumvay.feedback.models import Case
from sumvay.feedback.services import MovedOn, NotAHandler, NotYourCase
from sumvay.notifications.models import Notice
from tests.factories.feedback import answering_house, sorted_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return answering_house()


def assign(actor, case, to):
    services.assign_case(actor=actor, case=case, to=to, now=timezone.now())


def test_whoever_gets_it_is_told_without_a_word_of_what_it_says(house):
    case = sorted_case(house.ward, "Lương của Nguyễn Văn An, 0912345678")
    assign(house.chair, case, house.clerk)
    case.refresh_from_db()
    notice = Notice.objects.get(officer=house.clerk)
    assert case.assigned_to == house.clerk
    assert "0912345678" not in notice.title + notice.body
    assert "Lương" not in notice.title + notice.body


def test_nobody_is_told_of_what_one_takes_oneself_and_it_can_be_laid_back(house):
    case = sorted_case(house.ward)
    assign(house.clerk, case, house.clerk)
    assign(house.clerk, case, None)
    case.refresh_from_db()
    assert (case.assigned_to, Notice.objects.count()) == (None, 0)


def test_only_handlers_are_given_messages(house):
    case = sorted_case(house.ward)
    with pytest.raises(NotAHandler):
        assign(house.chair, case, house.outsider)
    with pytest.raises(NotYourCase):
        assign(house.outsider, case, house.outsider)
    case.refresh_from_db()
    assert case.assigned_to is None


def test_of_two_who_take_it_at_once_one_gets_it(house):
    case = sorted_case(house.ward)
    seen = Case.objects.select_related("unit").get(pk=case.pk)
    assign(house.chair, case, house.chair)
    with pytest.raises(MovedOn):
        assign(house.clerk, seen, house.clerk)


def test_the_door_gives_takes_and_lays_back(house, client):
    case = sorted_case(house.ward)
    address = reverse("feedback:assign", args=[case.pk])
    client.force_login(house.clerk)
    assert client.get(address).status_code == 405
    for to, holder in (("me", house.clerk), (house.chair.pk, house.chair), ("nobody", None)):
        client.post(address, {"to": to})
        case.refresh_from_db()
        assert case.assigned_to == holder
    assert client.post(address, {"to": house.outsider.pk}).status_code == 404
