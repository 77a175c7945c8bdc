"""Who reads is the writer's choice; left open, pay, insurance and denunciations go above the enterprise."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sumvay.accounts.models import User
from sumvay.feedback import selectors, services
from sumvay.feedback.models import Case
from sumvay.feedback.reading import reader
from sumvay.feedback.services.designated import hand_to_designated
from sumvay.notifications.models import Notice
from sumvay.org.models import Appointment
from tests.directives.conftest import house  # noqa: F401 (a fixture)
from tests.factories.feedback import sorted_case
from tests.factories.org import UnitFactory, UnitKindFactory, officer_of
from tests.feedback.asking import send

pytestmark = pytest.mark.django_db


@pytest.fixture
def handlers(house):  # noqa: F811
    return {"own": house.units[0], "ward": house.wards[0], "province": house.province}


@pytest.mark.parametrize(
    ("choice", "topics", "reads"),
    [
        ("theo-viec", ["khac"], "own"),
        ("theo-viec", ["luong"], "ward"),
        ("theo-viec", ["bhxh", "khac"], "ward"),
        ("theo-viec", ["to_cao"], "ward"),
        ("don-vi", ["luong"], "own"),
        ("cap-tren", ["khac"], "ward"),
        ("cap-tinh", ["khac"], "province"),
    ],
)
def test_the_choice_and_the_topic_decide(handlers, choice, topics, reads):
    assert send(handlers["own"], reads=choice, topics=topics).status_code == 200
    assert Case.objects.get().unit == handlers[reads]


def test_without_a_tick_the_message_itself_decides(handlers, monkeypatch):
    monkeypatch.setattr(reader, "read", lambda texts: [reader.Reading(categories=["luong"])] * len(texts))
    send(handlers["own"])
    assert Case.objects.get().unit == handlers["ward"]


def test_a_choice_the_form_does_not_offer_is_refused(handlers):
    assert send(handlers["own"], reads="nguoi-khac").status_code == 422
    assert Case.objects.count() == 0


@pytest.mark.parametrize(("choice", "topics"), [("cap-tren", ["khac"]), ("cap-tinh", []), ("theo-viec", ["to_cao"])])
def test_nobody_above_any_more_sends_nothing_to_the_enterprise_that_was_not_meant_for_it(handlers, choice, topics):
    Appointment.objects.filter(unit__in=[handlers["ward"], handlers["province"]]).delete()
    answer = send(handlers["own"], reads=choice, topics=topics)
    assert (answer.status_code, Case.objects.count()) == (422, 0)
    assert "Vui lòng chọn lại" in answer.content.decode()
    assert send(handlers["own"], reads="don-vi", topics=topics).status_code == 200


def test_what_is_ticked_as_a_denunciation_is_for_the_designated_alone(handlers, house):  # noqa: F811
    inspector, clerk = officer_of(handlers["ward"], "inspection"), officer_of(handlers["ward"], "clerk")
    send(handlers["own"], topics=["to_cao"])
    case = Case.objects.get()
    today = case.received_at.date()
    assert case.is_reserved
    seen = {who.pk: selectors.cases_handled_by(who, on=today).count() for who in (inspector, clerk)}
    assert seen == {inspector.pk: 1, clerk.pk: 0}
    assert not selectors.cases_handled_by(house.chair_of(house.wards[0]), on=today).exists()


def leave_only_clerks(unit):
    Appointment.objects.filter(unit=unit).delete()
    return officer_of(unit, "clerk")


@pytest.mark.parametrize(("choice", "topics"), [("theo-viec", ["to_cao"]), ("cap-tren", ["to_cao"])])
def test_a_denunciation_goes_on_to_the_first_level_where_somebody_may_read_it(handlers, choice, topics):
    leave_only_clerks(handlers["ward"])
    send(handlers["own"], reads=choice, topics=topics)
    assert Case.objects.get().unit == handlers["province"]
    send(handlers["own"], reads=choice, topics=["luong"])
    assert Case.objects.latest("pk").unit == handlers["ward"]


def test_what_reads_like_a_denunciation_goes_on_too(handlers, monkeypatch):
    leave_only_clerks(handlers["own"])
    monkeypatch.setattr(reader, "read", lambda texts: [reader.Reading(kind="to_cao")] * len(texts))
    send(handlers["own"], reads="don-vi")
    assert Case.objects.get().unit == handlers["ward"]


def test_the_form_tells_where_a_denunciation_goes(handlers):
    page = Client().get(f"/y-kien/{handlers['own'].code}/").text
    assert "cấp trên gần nhất" in page


def test_where_nobody_may_read_it_anywhere_it_stays_with_who_was_chosen(handlers):
    for unit in (handlers["ward"], handlers["province"]):
        leave_only_clerks(unit)
    send(handlers["own"], topics=["to_cao"])
    assert Case.objects.get().unit == handlers["ward"]


def test_officers_whose_account_is_closed_read_nothing(handlers):
    User.objects.filter(appointments__unit=handlers["ward"]).update(is_active=False)
    send(handlers["own"], topics=["luong"])
    assert Case.objects.get().unit == handlers["province"]
    line = selectors.line_for(handlers["own"], on=timezone.localdate())
    assert (line.own, line.above) == (handlers["own"], handlers["province"])
    assert selectors.level_above(handlers["own"], on=timezone.localdate()) == handlers["province"]


def test_an_inspector_whose_account_is_closed_keeps_no_chair_from_reading(handlers, house):  # noqa: F811
    officer_of(handlers["ward"], "inspection", is_active=False)
    send(handlers["own"], topics=["to_cao"])
    assert selectors.cases_handled_by(house.chair_of(handlers["ward"]), on=timezone.localdate()).exists()


def test_said_to_be_a_denunciation_where_nobody_may_read_one_it_goes_up_and_is_told_there(handlers, house):  # noqa: F811
    clerk, case = leave_only_clerks(handlers["own"]), sorted_case(handlers["own"])
    services.sort_case(actor=clerk, case=case, kind="to_cao", now=timezone.now())
    assert (case.unit, case.is_reserved) == (handlers["ward"], True)
    assert Notice.objects.get(kind="case_reserved").officer == house.chair_of(handlers["ward"])
    assert not selectors.cases_handled_by(clerk, on=timezone.localdate()).exists()


@pytest.mark.parametrize("told_last", ["ward", "province"])
def test_also_after_it_has_risen_it_goes_to_the_first_level_with_somebody_who_may_read_it(handlers, told_last):
    clerk, case = leave_only_clerks(handlers["own"]), sorted_case(handlers["own"])
    Case.objects.update(escalated_at=case.received_at, escalated_to=handlers[told_last])
    services.sort_case(actor=clerk, case=case, kind="to_cao", now=timezone.now())
    assert (case.unit, case.escalated_to) == (handlers["ward"], None)


def test_gone_up_its_answer_is_owed_there_from_now_on_and_it_is_looked_at_anew(handlers):
    clerk, case = leave_only_clerks(handlers["own"]), sorted_case(handlers["own"])
    now, long_ago = timezone.now(), timezone.now() - timedelta(days=10)
    Case.objects.update(due_at=long_ago, grouped_at=long_ago, set_apart_at=long_ago, owed_since=long_ago)
    case.refresh_from_db()
    services.sort_case(actor=clerk, case=case, kind="to_cao", is_urgent=True, now=now)
    assert (case.unit, case.owed_since, case.due_at) == (handlers["ward"], now, now + timedelta(hours=2))
    assert (case.grouped_at, case.set_apart_at) == (None, None)


def test_what_has_moved_in_the_meantime_does_not_go_up_from_there(handlers):
    leave_only_clerks(handlers["own"])
    case, taken_by = sorted_case(handlers["own"]), UnitFactory(parent=handlers["ward"], name="Công đoàn Thử")
    Case.objects.update(unit=taken_by)
    hand_to_designated(case=case, now=timezone.now())
    assert Case.objects.get().unit == taken_by


def test_an_enterprise_s_sections_are_inside_it_too(handlers):
    section = UnitFactory(
        parent=handlers["own"], kind=UnitKindFactory(code="section", name="Công đoàn bộ phận"), name="Bộ phận Cắt"
    )
    officer_of(section)
    send(section, topics=["luong"])
    assert Case.objects.get().unit == handlers["ward"]


def test_a_ward_reads_about_pay_itself(handlers):
    send(handlers["ward"], topics=["luong"])
    assert Case.objects.get().unit == handlers["ward"]


def test_the_confederation_is_never_asked(handlers, house):  # noqa: F811
    send(handlers["province"], reads="don-vi")
    assert Case.objects.get().unit == handlers["province"]
    line = selectors.line_for(handlers["province"], on=Case.objects.get().received_at.date())
    assert {line.own, line.above, line.province} == {house.province}
