"""An officer says what a message is."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.feedback import selectors, services
from sumvay.feedback.models import Case, Issue, Message, ServiceTime
from sumvay.feedback.services import MovedOn, NotYourCase
from sumvay.notifications.models import Notice
from sumvay.org.models import Appointment
from tests.factories.feedback import answering_house, case_received, sorted_case
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


def test_other_subjects_are_added_and_taken_away_beside_the_main_one(house, case, client):
    client.force_login(house.clerk)
    door = reverse("feedback:sort", args=[case.pk])
    seen = []
    for typed in ({"also": "atvsld"}, {"also": "bhxh"}, {"also": "luong"}, {"category": "atvsld"}, {"also": "gì đó"}):
        client.post(door, typed)
        case.refresh_from_db()
        seen.append(case.categories)
    assert seen == [["luong", "bhxh", "atvsld"], ["luong", "atvsld"], ["luong", "atvsld"], ["atvsld"], ["atvsld"]]
    client.force_login(house.outsider)
    assert client.post(door, {"also": "bhxh"}).status_code == 404
    assert Case.objects.get(pk=case.pk).categories == ["atvsld"]


def test_urgent_is_owed_within_two_hours_of_that_word_and_back_again(house, case):
    said = case.received_at + timedelta(hours=5)
    services.sort_case(actor=house.clerk, case=case, now=said, is_urgent=True)
    assert (case.due_at, bool(case.urgent_why)) == (said + timedelta(hours=2), True)
    services.sort_case(actor=house.clerk, case=case, now=said + timedelta(hours=1), is_urgent=True, kind="kien_nghi")
    assert case.due_at == said + timedelta(hours=2)
    sort(house.clerk, case, is_urgent=False)
    assert (case.due_at, case.urgent_why) == (case.received_at + timedelta(hours=24), "")


def test_urgent_is_never_owed_later_than_before(house, case):
    services.sort_case(actor=house.clerk, case=case, now=case.received_at + timedelta(hours=23), is_urgent=True)
    assert case.due_at == case.received_at + timedelta(hours=24)


def test_an_answered_one_that_becomes_urgent_owes_a_word_within_two_hours(house, case):
    answer = {"actor": house.clerk, "case": case, "text": "Đang xem.", "source": "", "resolves": False}
    services.answer_case(**answer, now=case.received_at + timedelta(hours=1))
    said = case.received_at + timedelta(days=3)
    services.sort_case(actor=house.clerk, case=case, now=said, is_urgent=True)
    assert case.due_at == said + timedelta(hours=2)
    sort(house.clerk, case, is_urgent=False)
    assert case.due_at == case.received_at + timedelta(days=15)


def test_a_clock_that_began_again_is_not_counted_from_the_coming_in(house, case):
    began = case.received_at + timedelta(days=40)
    Case.objects.update(owed_since=began, first_answered_at=case.received_at, due_at=began + timedelta(hours=24))
    case.refresh_from_db()
    sort(house.clerk, case, kind="hoi_dap")
    assert case.due_at == began + timedelta(hours=24)
    Message.objects.create(case=case, author="officer", text="Đang xem.", at=began)
    sort(house.clerk, case, kind="kien_nghi")
    assert case.due_at == began + timedelta(days=15)


def test_what_keeps_kind_and_urgency_keeps_its_time_under_new_service_times(house, case):
    ServiceTime.objects.create(unit=house.ward, kind="phan_anh", first_answer_hours=1, result_days=1)
    sort(house.clerk, case, category="bhxh")
    assert case.due_at == case.received_at + timedelta(hours=24)


def test_a_denunciation_its_writer_ticked_stays_one_when_only_subject_or_urgency_is_said(house):
    inspector = officer_of(house.ward, Appointment.Post.INSPECTION)
    ticked = case_received(house.ward, "Căn tin công ty dạo này đổi món.", is_reserved=True)
    assert (ticked.kind, ticked.is_reserved) == ("to_cao", True)
    Case.objects.update(kind="phan_anh")
    ticked.refresh_from_db()
    sort(inspector, ticked, category="doi_song")
    sort(inspector, ticked, is_urgent=True)
    assert ticked.is_reserved
    assert not selectors.cases_handled_by(house.clerk, on=timezone.localdate()).exists()
    sort(inspector, ticked, kind="phan_anh")
    assert selectors.cases_handled_by(house.clerk, on=timezone.localdate()).get() == ticked


def test_a_denunciation_leaves_its_issue_and_what_was_chosen_of_it(house, case):
    above = Issue.objects.create(unit=house.province, title="Lương chậm", state="open", created_at=timezone.now())
    issue = Issue.objects.create(
        unit=house.ward, title="Lương chậm", category="luong", state="raised", above=above, raised_at=timezone.now(),
        created_at=timezone.now(),
    )  # fmt: skip
    passed_on = {"state": "forwarded", "forwarded_to": house.province.name, "chosen_at": timezone.now()}
    Case.objects.update(issue=issue, **passed_on)
    case.refresh_from_db()
    sort(house.clerk, case, kind="to_cao")
    assert (case.issue, case.chosen_at, case.state, case.forwarded_to) == (None, None, "verifying", "")


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
