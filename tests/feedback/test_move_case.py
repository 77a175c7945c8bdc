"""Where a message stands, in the five words its writer reads."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.feedback import selectors, services
from sumvay.feedback.models import Case
from sumvay.feedback.selectors.receipts import moved_at
from sumvay.feedback.services import MovedOn, NotYourCase, ResultUnspoken, WhereToMissing
from tests.factories.feedback import answering_house, sorted_case

pytestmark = pytest.mark.django_db
State = Case.State


@pytest.fixture
def house():
    return answering_house()


@pytest.fixture
def case(house):
    return sorted_case(house.ward)


def move(actor, case, state, **asked):
    services.move_case(actor=actor, case=case, state=state, now=timezone.now(), **asked)


def test_it_moves_and_the_writer_can_read_when(house, case):
    move(house.clerk, case, State.VERIFYING)
    move(house.clerk, case, State.RAISED_WITH_EMPLOYER)
    case.refresh_from_db()
    assert case.state == State.RAISED_WITH_EMPLOYER
    assert set(moved_at(case)) == {"received", "verifying", "employer"}


def test_passed_on_says_where_to(house, case):
    with pytest.raises(WhereToMissing):
        move(house.clerk, case, State.FORWARDED, forwarded_to="  ")
    move(house.clerk, case, State.FORWARDED, forwarded_to="Bảo hiểm xã hội tỉnh")
    case.refresh_from_db()
    assert (case.state, case.forwarded_to) == ("forwarded", "Bảo hiểm xã hội tỉnh")


def test_who_answered_without_the_tick_closes_it_by_one_press(house, case, client):
    client.force_login(house.clerk)
    page = reverse("feedback:case", args=[case.pk])
    assert 'name="state" value="resolved"' not in client.get(page).content.decode()
    services.answer_case(
        actor=house.clerk, case=case, text="Đã trả lương.", source="", resolves=False, now=timezone.now()
    )
    assert '<button class="button button--small" name="state" value="resolved"' in client.get(page).content.decode()
    client.post(reverse("feedback:move", args=[case.pk]), {"state": "resolved"})
    case.refresh_from_db()
    assert case.state == State.RESOLVED


def test_a_result_is_spoken_first_and_what_moves_on_from_it_owes_one_again(house, case):
    with pytest.raises(ResultUnspoken):
        move(house.clerk, case, State.RESOLVED)
    services.answer_case(
        actor=house.clerk, case=case, text="Đã trả lương.", source="", resolves=True, now=timezone.now()
    )
    move(house.clerk, case, State.VERIFYING)
    case.refresh_from_db()
    times = selectors.times_of(case.unit, case.kind, on=timezone.localdate())
    assert (case.resolved_at, case.due_at) == (None, case.received_at + times.result)


def test_between_open_states_what_is_owed_stays_owed_when_it_was(house, case):
    soon = timezone.now() + timedelta(hours=2)
    Case.objects.update(first_answered_at=case.received_at, due_at=soon, is_urgent=True, urgent_why="tai nạn")
    case.refresh_from_db()
    move(house.clerk, case, State.RAISED_WITH_EMPLOYER)
    assert case.due_at == soon


def test_a_result_taken_back_is_owed_from_when_it_was_asked_for_again(house, case):
    asked_again = case.received_at + timedelta(days=40)
    resolved = {"state": "resolved", "resolved_at": asked_again, "first_answered_at": case.received_at}
    Case.objects.update(owed_since=asked_again, **resolved)
    case.messages.create(author="officer", text="Xong.", at=asked_again)
    case.refresh_from_db()
    move(house.clerk, case, State.VERIFYING)
    assert case.due_at == asked_again + timedelta(days=15)


def test_of_two_at_once_the_second_is_told_and_others_may_not(house, case):
    seen = Case.objects.select_related("unit").get(pk=case.pk)
    move(house.clerk, case, State.VERIFYING)
    with pytest.raises(MovedOn):
        move(house.chair, seen, State.RAISED_WITH_EMPLOYER)
    with pytest.raises(NotYourCase):
        move(house.outsider, case, State.RECEIVED)
    case.refresh_from_db()
    assert case.state == State.VERIFYING


def test_the_door_moves(house, case, client):
    client.force_login(house.clerk)
    address = reverse("feedback:move", args=[case.pk])
    assert client.get(address).status_code == 405
    client.post(address, {"state": "verifying"})
    client.post(address, {"state": "không có"})
    case.refresh_from_db()
    assert case.state == "verifying"
