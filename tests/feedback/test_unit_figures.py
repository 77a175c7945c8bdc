"""How a unit answers, in figures."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.feedback import selectors
from sumvay.feedback.models import Case
from tests.factories.feedback import answering_house, sorted_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return answering_house()


def closed(unit, *, now, satisfied=None, after=timedelta(hours=3), **said):
    case = sorted_case(unit, now=now - timedelta(days=2), **said)
    Case.objects.filter(pk=case.pk).update(
        put_aside_at=None,
        state="resolved",
        first_answered_at=case.received_at + after,
        resolved_at=now,
        satisfied=satisfied,
    )


def test_weeks_count_what_came_was_closed_and_was_answered_within_a_day(house):
    now = timezone.now()
    closed(house.ward, now=now)
    closed(house.ward, now=now, after=timedelta(hours=30))
    closed(house.other, now=now)
    weeks = selectors.weeks_of(house.ward, now=now)
    assert len(weeks) == 12
    names = ("came", "resolved", "answered", "within_a_day")
    assert [sum(getattr(week, name) for week in weeks) for name in names] == [2, 2, 2, 1]


@pytest.mark.parametrize(("said", "content"), [(4, None), (5, 4.0)])
def test_how_content_writers_are_is_told_from_five_on(house, said, content):
    now = timezone.now()
    for n in range(said):
        closed(house.ward, now=now, satisfied=4, text=f"Lời thứ {n}.")
    assert selectors.standing_of(house.ward, now=now).content == content


def test_one_who_says_five_times_how_content_one_is_is_one(house):
    now = timezone.now()
    for n in range(5):
        closed(house.ward, now=now, satisfied=1, text=f"Lời thứ {n}.", phone="0912 000 111")
    assert selectors.standing_of(house.ward, now=now).content is None


def test_the_page_is_for_those_who_handle_messages(house, client):
    client.force_login(house.clerk)
    page = client.get(reverse("feedback:figures")).content.decode()
    assert "Chưa đủ năm người" in page
    assert page.count('id="came-data"') == page.count('id="kept-data"') == 1
    assert client.post(reverse("feedback:figures")).status_code == 405
