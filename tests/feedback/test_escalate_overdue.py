"""What nobody answers rises, step by step, and is taken over above."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.feedback import selectors, services
from sumvay.feedback.models import Case
from sumvay.feedback.services import NotYourCase
from sumvay.notifications.models import Notice
from sumvay.org.models import Appointment
from tests.factories.feedback import answering_house, sorted_case
from tests.factories.org import officer_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def house():
    return answering_house()


def waiting(unit, *, late_by=timedelta(days=1, hours=1), **changes):
    case = sorted_case(unit, "Gọi tôi 0912345678, xưởng nóng", name="Trần Thị Kín", now=NOW - timedelta(days=3))
    plain = {"is_urgent": False, "urgent_why": "", "is_reserved": False, "put_aside_at": None}
    Case.objects.filter(pk=case.pk).update(**{**plain, "due_at": NOW - late_by, **changes})
    case.refresh_from_db()
    return case


def seen_by(officer):
    return list(selectors.cases_seen_from_above(officer, on=timezone.localdate()))


def test_a_day_late_it_rises_and_the_level_above_is_told_without_a_word_of_it(house):
    case = waiting(house.unit)
    assert seen_by(house.chair) == []
    assert services.escalate_overdue(now=NOW) == 1
    case.refresh_from_db()
    assert (case.escalated_at, case.escalated_to) == (NOW, house.ward)
    assert seen_by(house.chair) == seen_by(house.head) == [case]
    told = Notice.objects.filter(kind="cases_escalated")
    assert set(told.values_list("officer", flat=True)) == {house.chair.pk, house.clerk.pk}
    for notice in told:
        assert not any(secret in notice.title + notice.body for secret in ("0912345678", "Kín", "xưởng"))


def test_not_yet_late_answered_closed_or_laid_aside_it_stays(house):
    waiting(house.unit, late_by=timedelta(hours=5))
    waiting(house.unit, first_answered_at=NOW)
    waiting(house.unit, put_aside_at=NOW)
    assert services.escalate_overdue(now=NOW) == 0


def test_an_urgent_one_rises_as_soon_as_its_two_hours_are_over(house):
    case = waiting(house.unit, late_by=timedelta(minutes=1), is_urgent=True, urgent_why="tai nạn")
    assert services.escalate_overdue(now=NOW) == 1
    case.refresh_from_db()
    assert case.escalated_to == house.ward


def test_twice_tells_once_and_after_another_day_the_next_level_hears(house):
    case = waiting(house.unit)
    services.escalate_overdue(now=NOW)
    assert services.escalate_overdue(now=NOW + timedelta(minutes=10)) == 0
    assert services.escalate_overdue(now=NOW + timedelta(days=1, minutes=10)) == 1
    case.refresh_from_db()
    assert case.escalated_to == house.province
    assert Notice.objects.filter(officer=house.head).count() == 1
    services.escalate_overdue(now=NOW + timedelta(days=3))
    case.refresh_from_db()
    assert case.escalated_to is None
    assert services.escalate_overdue(now=NOW + timedelta(days=9)) == 0


def test_a_denunciation_is_told_and_shown_to_designated_people_above_alone(house):
    inspector = officer_of(house.ward, Appointment.Post.INSPECTION)
    case = waiting(house.unit, is_reserved=True, kind="to_cao")
    services.escalate_overdue(now=NOW)
    assert list(Notice.objects.values_list("officer", flat=True)) == [inspector.pk]
    assert (seen_by(inspector), seen_by(house.chair), seen_by(house.clerk)) == ([case], [], [])
    assert seen_by(house.head) == [case]


def test_above_it_is_masked_and_others_do_not_learn_of_it(house, client):
    case = waiting(house.unit, may_rise=True)
    hidden = waiting(house.unit)
    client.force_login(house.chair)
    pages = [client.get(reverse("feedback:above")), client.get(reverse("feedback:case_above", args=[case.pk]))]
    for page in pages:
        assert "xưởng nóng" in page.content.decode()
        assert not any(secret in page.content.decode() for secret in ("0912345678", "Trần Thị Kín"))
    assert client.get(reverse("feedback:case_above", args=[hidden.pk])).status_code == 404
    assert client.get(reverse("feedback:case", args=[case.pk])).status_code == 404
    client.force_login(house.outsider)
    assert client.get(reverse("feedback:case_above", args=[case.pk])).status_code == 404


def test_taken_over_it_is_handled_above_and_no_longer_below(house, client):
    below = officer_of(house.unit)
    case = waiting(house.unit)
    services.escalate_overdue(now=NOW)
    client.force_login(house.chair)
    address = reverse("feedback:take_over", args=[case.pk])
    assert client.get(address).status_code == 405
    assert client.post(address).url == reverse("feedback:case", args=[case.pk])
    case.refresh_from_db()
    assert (case.unit, case.about_unit, case.escalated_at) == (house.ward, house.unit, None)
    assert case.due_at > timezone.now()
    assert not selectors.cases_handled_by(below, on=timezone.localdate()).exists()
    assert client.post(address).status_code == 404


def test_nobody_takes_over_what_may_not_be_seen_from_there(house):
    case = waiting(house.unit)
    with pytest.raises(NotYourCase):
        services.take_over(actor=house.chair, case=case, unit=house.ward, now=NOW)
    Case.objects.update(may_rise=True)
    with pytest.raises(NotYourCase):
        services.take_over(actor=house.chair, case=case, unit=house.province, now=NOW)
    with pytest.raises(NotYourCase):
        services.take_over(actor=house.outsider, case=case, unit=house.other, now=NOW)
    case.refresh_from_db()
    assert case.unit == house.unit
