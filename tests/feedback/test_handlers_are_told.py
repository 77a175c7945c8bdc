"""Handlers learn of what cannot wait: urgent and reserved messages as they come, and words their writers add."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from sumvay.feedback import services
from sumvay.feedback.models import Case, Kind
from sumvay.feedback.reading.reader import Reading
from sumvay.notifications.models import Notice
from sumvay.org.models import Appointment
from tests.factories.feedback import answering_house, case_received, sorted_case
from tests.factories.org import officer_of

pytestmark = pytest.mark.django_db
NOW = timezone.now().replace(minute=1)
URGENT = Reading(urgent_why="có người ngất")
SECRET = "Chị Hoa số 0912345678 ngất ở chuyền 3"


@pytest.fixture
def house():
    house = answering_house()
    house.inspector = officer_of(house.ward, Appointment.Post.INSPECTION)
    officer_of(house.ward, Appointment.Post.EDITOR)
    return house


def told(kind: str) -> list[int]:
    return sorted(Notice.objects.filter(kind=kind).values_list("officer", flat=True))


def test_an_urgent_one_is_told_to_all_who_handle_it_without_a_word_of_it(house):
    case_received(house.ward, SECRET, reading=URGENT, now=NOW)
    assert told("case_urgent") == sorted([house.chair.pk, house.clerk.pk, house.inspector.pk])
    for notice in Notice.objects.all():
        assert not any(secret in notice.title + notice.body for secret in ("Hoa", "0912345678", "ngất"))


def test_a_denunciation_is_told_to_designated_people_alone_even_when_it_is_urgent(house):
    case_received(house.ward, "Tố cáo", is_reserved=True, reading=Reading(), now=NOW)
    assert (told("case_reserved"), told("case_urgent")) == ([house.inspector.pk], [])
    case_received(house.ward, SECRET, is_reserved=True, reading=URGENT, now=NOW)
    assert told("case_urgent") == [house.inspector.pk]


def test_a_denunciation_goes_on_and_is_told_where_somebody_may_read_it(house):
    Appointment.objects.filter(officer__in=[house.chair, house.inspector]).delete()
    case = case_received(house.ward, SECRET, door=Case.Door.PHONE, is_reserved=True, reading=URGENT, now=NOW)
    assert (case.unit, Case.objects.get().unit) == (house.province, house.province)
    assert told("case_urgent") == [house.head.pk]
    assert f"unit={house.province.pk}" in Notice.objects.get().path


def test_ordinary_ones_and_advertising_are_told_to_nobody_as_they_come(house):
    case_received(house.ward, "Quạt hỏng", reading=Reading(), now=NOW)
    case_received(house.ward, "Vay vốn", reading=Reading(kind=Kind.SPAM), now=NOW)
    assert not Notice.objects.exists()


def test_what_names_a_danger_lies_in_the_queue_whatever_else_it_reads_like(house):
    loan = "Vay tiền nhanh không thế chấp, giải ngân trong ngày, lãi suất ưu đãi, liên hệ zalo"
    reads_like_spam, names_a_danger = (
        case_received(house.ward, text, now=NOW) for text in (loan, f"{loan}. Công nhân bị nhốt trong xưởng")
    )
    assert (reads_like_spam.put_aside_at, names_a_danger.put_aside_at) == (NOW, None)


def test_a_flood_within_ten_minutes_is_one_notice_and_later_another(house):
    for minutes in (0, 0, 5, 11):
        case_received(house.ward, SECRET, reading=URGENT, now=NOW + timedelta(minutes=minutes))
    assert told("case_urgent").count(house.clerk.pk) == 2


def test_pressed_again_after_an_end_between_keeping_and_telling_it_is_told(house, monkeypatch):
    given = {
        "unit": house.ward, "about_unit": house.ward, "door": Case.Door.WEB_FORM, "text": SECRET, "reading": URGENT,
        "token": uuid.uuid4(), "now": NOW,
    }  # fmt: skip
    with monkeypatch.context() as broken:
        broken.setitem(services.receive_case.__globals__, "tell_arrived", lambda **_given: pytest.fail("power cut"))
        with pytest.raises(pytest.fail.Exception):
            services.receive_case(**given)
    assert (Case.objects.count(), told("case_urgent")) == (1, [])
    for _press in range(2):
        services.receive_case(**given)
    assert told("case_urgent").count(house.clerk.pk) == 1


def write(case, text, now=NOW):
    services.write_back(case=case, text=text, again=False, now=now)


def test_words_added_are_told_to_who_has_it_in_hand_else_to_all_once_a_day(house):
    mine, nobodys = sorted_case(house.ward, "Thư một"), sorted_case(house.ward, "Thư hai")
    Case.objects.filter(pk=mine.pk).update(assigned_to=house.clerk)
    write(mine, "Hôm nay vẫn vậy")
    assert told("case_written") == [house.clerk.pk]
    for words in ("Hôm nay vẫn vậy", "Vẫn chưa có gì mới"):
        write(nobodys, words)
    assert told("case_written").count(house.clerk.pk) == 2
    assert told("case_written").count(house.chair.pk) == 1
    write(nobodys, "Hôm sau vẫn thế", now=NOW + timedelta(days=1))
    assert told("case_written").count(house.chair.pk) == 2


def test_words_added_to_a_denunciation_are_told_to_designated_people_alone(house):
    case = sorted_case(house.ward)
    Case.objects.filter(pk=case.pk).update(is_reserved=True, kind="to_cao")
    write(case, "Thêm một việc nữa")
    assert told("case_written") == [house.inspector.pk]
