"""What nobody answers rises, step by step, and is taken over above."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.feedback import selectors, services
from sumvay.feedback.models import Case, Issue
from sumvay.feedback.services import NotAbove, NotYourCase
from sumvay.notifications.models import Notice
from sumvay.org.models import Appointment
from tests.factories.feedback import answering_house, sorted_case
from tests.factories.org import AppointmentFactory, UnitFactory, officer_of

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
    assert seen_by(house.chair) == [case]
    told = Notice.objects.filter(kind="cases_escalated")
    assert set(told.values_list("officer", flat=True)) == {house.chair.pk, house.clerk.pk}
    for notice in told:
        assert not any(secret in notice.title + notice.body for secret in ("0912345678", "Kín", "xưởng"))


def test_not_yet_late_answered_closed_or_laid_aside_it_stays(house):
    waiting(house.unit, late_by=timedelta(hours=5))
    waiting(house.unit, first_answered_at=NOW, late_by=timedelta(days=-9))
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
    assert case.escalated_to == house.province
    assert services.escalate_overdue(now=NOW + timedelta(days=9)) == 0
    assert Notice.objects.filter(officer=house.head).count() == 1


def test_where_nobody_stands_above_it_rises_nowhere_and_is_asked_for_once(house):
    case = waiting(house.province)
    assert [services.escalate_overdue(now=NOW + timedelta(days=day)) for day in (0, 2)] == [0, 0]
    case.refresh_from_db()
    assert (case.escalated_at, case.escalated_to) == (NOW, None)


def test_a_level_without_officers_costs_no_day(house):
    Appointment.objects.filter(unit=house.ward).delete()
    case = waiting(house.unit)
    assert services.escalate_overdue(now=NOW) == 1
    case.refresh_from_db()
    assert case.escalated_to == house.province


def test_a_denunciation_passes_over_a_level_where_nobody_is_designated(house):
    Appointment.objects.filter(officer=house.chair).delete()
    plain, reserved = waiting(house.unit), waiting(house.unit, is_reserved=True, kind="to_cao")
    services.escalate_overdue(now=NOW)
    assert {case.pk: case.escalated_to for case in Case.objects.all()} == {
        plain.pk: house.ward, reserved.pk: house.province
    }  # fmt: skip


def test_late_messages_of_many_units_are_one_notice_with_the_sum(house):
    beside = UnitFactory(parent=house.ward, name="Công đoàn Trường Thử")
    pks = {waiting(unit).pk for unit in (house.unit, house.unit, beside)}
    services.escalate_overdue(now=NOW)
    told = Notice.objects.get(officer=house.chair)
    assert "3 " in told.title
    assert all(unit.name in told.body for unit in (house.unit, beside))
    risen = Entry.objects.get(action="case.escalate")
    assert (risen.target_id, set(risen.changes["cases"])) == (house.ward.pk, pks)


def test_many_late_messages_of_many_units_cost_few_queries(house, django_assert_max_num_queries):
    for number in range(8):
        waiting(UnitFactory(parent=house.ward, name=f"Công đoàn số {number}"))
    with django_assert_max_num_queries(14):
        services.escalate_overdue(now=NOW)
    assert Case.objects.filter(escalated_to=house.ward).count() == 8


def test_a_late_result_and_what_was_asked_again_rise_too_but_not_what_was_passed_on(house):
    late = waiting(house.unit, first_answered_at=NOW - timedelta(days=2), state="verifying")
    waiting(house.unit, first_answered_at=NOW - timedelta(days=2), state="forwarded", forwarded_to="Bảo hiểm xã hội")
    again = waiting(house.unit, first_answered_at=NOW - timedelta(days=9), owed_since=NOW - timedelta(days=3))
    assert services.escalate_overdue(now=NOW) == 2
    assert set(Case.objects.filter(escalated_to=house.ward)) == {late, again}


def answer(officer, case, **said):
    services.answer_case(actor=officer, case=case, text=f"Đang xem. {said}", source="", now=timezone.now(), **said)


def test_a_late_first_answer_ends_the_rising_and_a_late_result_alone_does_not(house):
    below = officer_of(house.unit)
    first = waiting(house.unit)
    result = waiting(house.unit, first_answered_at=NOW, received_at=NOW - timedelta(days=40))
    services.escalate_overdue(now=NOW)
    assert set(seen_by(house.chair)) == {first, result}
    answer(below, first, resolves=False)
    answer(below, result, resolves=False)
    assert seen_by(house.chair) == [result]
    answer(below, result, resolves=True)
    result.refresh_from_db()
    assert (seen_by(house.chair), result.escalated_at, result.escalated_to) == ([], None, None)


def test_what_rose_only_by_waiting_is_seen_at_the_levels_told_and_no_higher(house):
    case = waiting(house.unit)
    services.escalate_overdue(now=NOW)
    assert (seen_by(house.chair), seen_by(house.head)) == ([case], [])
    beside = UnitFactory(parent=house.ward, name="Công đoàn Trường Thử")
    AppointmentFactory(officer=house.head, unit=beside)
    assert seen_by(house.head) == []
    services.escalate_overdue(now=NOW + timedelta(days=2))
    assert (seen_by(house.chair), seen_by(house.head)) == ([case], [case])


def test_a_unit_may_not_let_words_go_up_because_it_was_late(house):
    case = waiting(house.unit)
    services.escalate_overdue(now=NOW)
    case.refresh_from_db()
    assert not selectors.can_rise(case)


def test_a_denunciation_is_told_and_shown_to_designated_people_above_alone(house):
    inspector = officer_of(house.ward, Appointment.Post.INSPECTION)
    case = waiting(house.unit, is_reserved=True, kind="to_cao")
    services.escalate_overdue(now=NOW)
    assert list(Notice.objects.values_list("officer", flat=True)) == [inspector.pk]
    assert (seen_by(inspector), seen_by(house.chair), seen_by(house.clerk)) == ([case], [], [])
    assert seen_by(house.head) == []
    services.escalate_overdue(now=NOW + timedelta(days=2))
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
    Case.objects.update(escalated_at=NOW, escalated_to=house.ward)
    with pytest.raises(NotYourCase):
        services.take_over(actor=house.chair, case=case, unit=house.province, now=NOW)
    with pytest.raises(NotYourCase):
        services.take_over(actor=house.outsider, case=case, unit=house.other, now=NOW)
    case.refresh_from_db()
    assert case.unit == house.unit


def test_urgent_or_let_rise_it_is_seen_above_but_taken_over_only_where_it_was_told_that_nobody_answers(house, client):
    case = waiting(house.unit, may_rise=True, is_urgent=True, urgent_why="tai nạn", late_by=timedelta(hours=-1))
    client.force_login(house.chair)
    page, act = (reverse(f"feedback:{name}", args=[case.pk]) for name in ("case_above", "take_over"))
    assert act not in client.get(page).content.decode()
    assert client.post(act).url == page
    case.refresh_from_db()
    assert case.unit == house.unit
    services.escalate_overdue(now=NOW + timedelta(hours=2))
    assert act in client.get(page).content.decode()
    with pytest.raises(NotAbove):
        services.take_over(actor=house.head, case=case, unit=house.province, now=NOW)
    client.post(act)
    case.refresh_from_db()
    assert case.unit == house.ward


def test_taken_over_it_leaves_its_issue_and_its_clock_begins_again(house):
    issue = Issue.objects.create(unit=house.unit, title="Nóng", category="atvsld", state="open", created_at=NOW)
    case = waiting(house.unit, issue=issue, chosen_at=NOW, received_at=NOW - timedelta(days=60))
    services.escalate_overdue(now=NOW)
    case.refresh_from_db()
    services.take_over(actor=house.chair, case=case, unit=house.ward, now=NOW)
    assert (case.issue, case.chosen_at, case.due_at) == (None, None, NOW + timedelta(hours=24))
    issue.refresh_from_db()
    assert issue.state == "dismissed"
    services.sort_case(actor=house.chair, case=case, kind="kien_nghi", now=NOW + timedelta(hours=1))
    assert case.due_at == NOW + timedelta(hours=24)


def test_the_form_tells_that_the_level_above_may_take_over(house, client):
    page = client.get(reverse("feedback:ask", args=[house.unit.code])).content.decode()
    assert "Quá hạn mà chưa ai trả lời" in page
