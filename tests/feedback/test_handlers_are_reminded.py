"""Handlers are reminded of ordinary messages: once a day what waits, and some hours before a word is owed."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import ProgrammingError
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from sumvay.feedback import selectors, services, tasks
from sumvay.feedback.models import Case
from sumvay.feedback.selectors import reminders
from sumvay.mail.models import OutboundMessage
from sumvay.notifications.models import Notice
from sumvay.org.models import Appointment
from tests.factories.feedback import answering_house, sorted_case
from tests.factories.org import UnitFactory, officer_of

pytestmark = pytest.mark.django_db
EIGHT = datetime(2026, 11, 23, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
HOUR = timedelta(hours=1)
SECRET = "Chị Hoa số 0912345678 hỏi về thai sản"


@pytest.fixture
def house():
    return answering_house()


def waiting(unit, *, due=EIGHT + 20 * HOUR, **changes) -> Case:
    case = sorted_case(unit, SECRET)
    Case.objects.filter(pk=case.pk).update(due_at=due, **changes)
    return case


def remind(at: datetime) -> None:
    services.remind_handlers(now=at)


def told(kind: str) -> list[int]:
    return sorted(Notice.objects.filter(kind=kind).values_list("officer", flat=True))


def test_what_waits_is_told_to_handlers_once_a_day_with_when_the_first_is_owed(house):
    waiting(house.ward)
    waiting(house.ward, due=EIGHT + 3 * HOUR)
    for hours in (0, 1, 2):
        remind(EIGHT + hours * HOUR)
    assert told("cases_waiting") == sorted([house.chair.pk, house.clerk.pk])
    notice = Notice.objects.filter(kind="cases_waiting", officer=house.clerk).get()
    assert ("2 " in notice.title, "11:00 23/11/2026" in notice.body) == (True, True)
    assert not any(secret in notice.title + notice.body for secret in ("Hoa", "0912345678", "thai sản"))
    assert notice.path == f"{reverse('feedback:triage')}?unit={house.ward.pk}"
    remind(EIGHT + 24 * HOUR)
    assert told("cases_waiting").count(house.clerk.pk) == 2


def test_what_comes_after_the_first_look_is_told_the_same_day(house):
    remind(EIGHT)
    waiting(house.ward, received_at=EIGHT + HOUR / 2)
    remind(EIGHT + HOUR)
    assert house.clerk.pk in told("cases_waiting")


@pytest.mark.parametrize(
    ("kind", "changes"),
    [("cases_waiting", {"received_at": EIGHT - HOUR}), ("cases_aside", {"put_aside_at": EIGHT - HOUR})],
)
def test_after_the_first_look_only_units_where_something_is_new_are_gone_through(house, monkeypatch, kind, changes):
    waiting(house.ward, **changes)
    remind(EIGHT)
    assert house.clerk.pk in told(kind)
    gone_through = []
    told_of = reminders.handlers_of_units
    monkeypatch.setattr(
        reminders, "handlers_of_units", lambda units, *, on: gone_through.extend(units) or told_of(units, on=on)
    )
    remind(EIGHT + HOUR)
    assert gone_through == []
    waiting(house.other, **dict.fromkeys(changes, EIGHT + 2 * HOUR))
    remind(EIGHT + 2 * HOUR)
    assert gone_through == [house.other.pk]


@pytest.mark.parametrize("failing", ["rights_owed", "lying_unseen"])
def test_what_one_of_the_looks_meets_takes_no_notice_from_others(house, monkeypatch, failing):
    waiting(house.ward)

    def broken(**_given):
        Case.objects.raw("SELECT nothing")[0]

    monkeypatch.setattr(selectors, failing, broken)
    with pytest.raises(ProgrammingError):
        remind(EIGHT)
    assert house.clerk.pk in told("cases_waiting")


def test_the_worker_looks_by_the_hour_it_was_rung_for_and_tries_again(house):
    waiting(house.ward, due=EIGHT + 23 * HOUR)
    tasks.remind_handlers(timestamp=int((EIGHT + 8 * HOUR).timestamp()))
    assert house.clerk.pk in told("cases_due")
    assert tasks.remind_handlers.retry_strategy.max_attempts == 3


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "resolved", "resolved_at": EIGHT},
        {"put_aside_at": EIGHT, "aside_confirmed_at": EIGHT},
        {"erased_at": EIGHT},
        {"state": "forwarded", "forwarded_to": "Bảo hiểm xã hội", "first_answered_at": EIGHT},
        {"state": "verifying", "first_answered_at": EIGHT, "due_at": EIGHT + 100 * HOUR},
    ],
)
def test_nobody_is_told_of_what_waits_for_no_word_of_theirs(house, changes):
    waiting(house.ward)
    Case.objects.update(**{"due_at": EIGHT + 4 * HOUR, **changes})
    for hours in range(9):
        remind(EIGHT + hours * HOUR)
    assert not Notice.objects.exists()


def test_a_denunciation_counts_for_the_designated_alone(house):
    inspector = officer_of(house.ward, Appointment.Post.INSPECTION)
    waiting(house.ward, is_reserved=True, kind="to_cao")
    remind(EIGHT)
    assert told("cases_waiting") == [inspector.pk]
    waiting(house.ward)
    remind(EIGHT + 24 * HOUR)
    titles = dict(Notice.objects.filter(created_at=EIGHT + 24 * HOUR).values_list("officer", "title"))
    assert ("2 ý kiến" in titles[inspector.pk], "1 ý kiến" in titles[house.clerk.pk]) == (True, True)


def test_three_hours_ahead_it_is_told_once(house):
    waiting(house.ward, due=EIGHT + timedelta(hours=5, minutes=30))
    for hours in range(9):
        remind(EIGHT + hours * HOUR)
        remind(EIGHT + hours * HOUR + timedelta(minutes=5))
    assert told("cases_due") == sorted([house.chair.pk, house.clerk.pk])
    notice = Notice.objects.filter(kind="cases_due")[0]
    assert notice.created_at == EIGHT + 2 * HOUR
    assert "13:30 23/11/2026" in notice.body


@pytest.mark.parametrize("due", [15, 23, 27])
def test_what_falls_due_in_the_night_or_before_noon_is_told_in_the_afternoon(house, due):
    waiting(house.ward, due=EIGHT + due * HOUR)
    remind(EIGHT + 7 * HOUR)
    assert told("cases_due") == []
    remind(EIGHT + 8 * HOUR)
    assert house.clerk.pk in told("cases_due")


def test_many_units_cost_as_many_questions_and_jobs_as_one(house, django_assert_max_num_queries):
    for number in range(8):
        unit = UnitFactory(parent=house.ward, name=f"Công đoàn số {number}")
        officer_of(unit, email=f"can-bo-{number}@congdoan.example")
        waiting(unit)
    ProcrastinateJob.objects.all().delete()
    with django_assert_max_num_queries(25):
        remind(EIGHT)
    assert len(told("cases_waiting")) == 8
    assert OutboundMessage.objects.filter(about__startswith="waiting:").count() == 8
    assert ProcrastinateJob.objects.filter(task_name="mail.send_queued").count() == 1
