"""The holder of the key writes more; the same press twice is one message, and what is settled can be asked again."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sumvay.feedback import selectors
from sumvay.feedback.models import Case, Issue, Kind, Message
from sumvay.feedback.reading import reader
from sumvay.notifications.models import Notice
from sumvay.org.models import Appointment
from tests.directives.conftest import house  # noqa: F401 (a fixture)
from tests.factories.org import officer_of
from tests.feedback.asking import RECEIPT, key_in, open_receipt, send

pytestmark = pytest.mark.django_db
Post = Appointment.Post
MORE = "Hôm nay công ty đã gọi tôi lên."


@pytest.fixture
def key(house):  # noqa: F811
    return key_in(send(house.units[0], reads="don-vi"))


def write(key, text=MORE, **typed):
    return open_receipt(key, at="viet-them/", text=text, **typed)


def resolve():
    now = timezone.now()
    Case.objects.update(state="resolved", resolved_at=now, first_answered_at=now, satisfied=4)


def test_what_is_written_more_stands_with_the_message(key):
    answer = write(key)
    assert answer.status_code == 200
    assert MORE in answer.content.decode()
    message = Message.objects.get()
    assert (message.text, message.author, message.officer) == (MORE, "writer", None)


def test_the_same_press_twice_is_one_message_and_after_an_answer_it_counts_again(key):
    write(key)
    write(key)
    assert Message.objects.count() == 1
    Message.objects.create(case=Case.objects.get(), author="officer", text="Đang xem", at=timezone.now())
    write(key)
    assert Message.objects.filter(author="writer").count() == 2


def test_without_the_key_nothing_is_written(key):
    assert write("AAAA-AAAA-AAAA-AAAA").status_code == 404
    assert Client().post(f"{RECEIPT}viet-them/", {"text": MORE}).status_code == 404
    assert Message.objects.count() == 0


def test_it_is_pressed_and_never_opened(key):
    assert Client().get(f"{RECEIPT}viet-them/").status_code == 405


def test_nothing_is_no_message_and_the_page_says_so(key):
    answer = write(key, text="  ")
    assert (answer.status_code, Message.objects.count()) == (422, 0)


def test_a_result_stays_a_result_unless_the_writer_asks_again(key):
    resolve()
    write(key, text="Cảm ơn công đoàn.")
    assert Case.objects.get().state == "resolved"
    write(key, text="Vẫn chưa trả tiền.", again="on")
    case = Case.objects.get()
    assert (case.state, case.resolved_at, case.satisfied) == ("verifying", None, None)
    assert case.due_at > timezone.now()


def test_what_cannot_wait_makes_the_whole_message_urgent(key, monkeypatch):
    resolve()
    before = Case.objects.get().due_at
    monkeypatch.setattr(reader, "read", lambda texts: [reader.Reading(urgent_why="có người ngất")] * len(texts))
    write(key, text="Có người ngất ở chuyền 3")
    case = Case.objects.get()
    assert (case.is_urgent, case.urgent_why, case.state) == (True, "có người ngất", "verifying")
    assert case.due_at < before


def test_a_flood_behind_one_key_waits_for_an_answer(key):
    for number in range(20):
        assert write(key, text=f"Thêm {number}").status_code == 200
    answer = write(key, text="Thêm nữa")
    assert (answer.status_code, Message.objects.count()) == (422, 20)
    assert "Thêm nữa" in answer.content.decode()


def test_nothing_is_added_to_what_was_erased(key):
    Case.objects.update(text="", folded="", erased_at=timezone.now())
    assert write(key).status_code == 422
    assert Message.objects.count() == 0


def reads(monkeypatch, **reading):
    monkeypatch.setattr(reader, "read", lambda texts: [reader.Reading(**reading)] * len(texts))


def test_later_words_that_read_like_a_denunciation_take_the_message_from_all_but_designated_people(key, monkeypatch):
    case = Case.objects.get()
    clerk, inspector = (officer_of(case.unit, post) for post in (Post.CLERK, Post.INSPECTION))
    issue = Issue.objects.create(unit=case.unit, title="Lương", category="luong", created_at=timezone.now())
    Case.objects.update(issue=issue, assigned_to=clerk, is_reserved=False, kind="phan_anh")
    reads(monkeypatch, kind=Kind.DENUNCIATION)
    write(key, text="Tôi tố cáo ông kế toán trưởng ăn chặn tiền.")
    case.refresh_from_db()
    assert (case.is_reserved, case.issue, case.assigned_to) == (True, None, None)
    handled = [selectors.cases_handled_by(one, on=timezone.localdate()).count() for one in (clerk, inspector)]
    assert handled == [0, 1]
    assert list(Notice.objects.filter(kind="case_reserved").values_list("officer", flat=True)) == [inspector.pk]


def test_what_the_machine_brings_back_is_not_said_of_the_sender(key, monkeypatch):
    case = Case.objects.get()
    Case.objects.update(put_aside_at=timezone.now(), put_aside_why="spam")
    reads(monkeypatch, kind=Kind.QUESTION)
    write(key, text="Sao chưa ai trả lời tôi")
    done = {entry.action: who for entry, who in selectors.done_with(case)}
    assert (done["case.bring_back"], done["case.write_back"]) == ("Sum Vầy", "Người gửi")


def test_writing_to_what_was_laid_aside_brings_it_back_unless_it_is_advertising(key, monkeypatch):
    long_ago = timezone.now() - timedelta(days=20)
    Case.objects.update(put_aside_at=long_ago, put_aside_why="spam", due_at=long_ago)
    reads(monkeypatch, kind=Kind.SPAM)
    write(key, text="Vay vốn nhanh, lãi thấp")
    assert Case.objects.get().put_aside_at == long_ago
    reads(monkeypatch, kind=Kind.QUESTION)
    write(key, text="Sao chưa ai trả lời tôi")
    case = Case.objects.get()
    assert (case.put_aside_at, case.put_aside_why) == (None, "")
    assert case.due_at > timezone.now()
