"""Floods are held off without knowing anybody; what was typed stays, and nothing that came in is lost."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sumvay.feedback import selectors
from sumvay.feedback.form_tokens import GOOD_FOR, new_token
from sumvay.feedback.models import Case
from sumvay.feedback.reading import reader
from sumvay.feedback.services import take_form
from sumvay.notifications.models import Notice
from tests.directives.conftest import house  # noqa: F401 (a fixture)
from tests.factories.feedback import case_received
from tests.feedback.asking import WORDS, key_in, send

pytestmark = pytest.mark.django_db
# The package gives the function of the same name; its figures are those of the module
FIGURES = take_form.__globals__


@pytest.fixture
def unit(house):  # noqa: F811
    return house.units[0]


def token_in(answer) -> str:
    return re.search(r'name="token" value="([^"]+)"', answer.content.decode())[1]


def test_what_is_sent_in_no_time_is_asked_to_press_again(unit):
    # As it was made a moment before it is sent, however slow this machine is
    token = new_token(now=timezone.now() + timedelta(minutes=1))
    answer = send(unit, token=token)
    assert (answer.status_code, token_in(answer)) == (422, token)
    assert WORDS in answer.content.decode()
    assert Case.objects.count() == 0


@pytest.mark.parametrize("token", ["", "khong-phai", "0" * 200])
def test_a_form_of_somebody_else_s_making_is_asked_to_press_again_and_then_taken(unit, token):
    answer = send(unit, token=token)
    assert (answer.status_code, Case.objects.count()) == (422, 0)
    assert WORDS in answer.content.decode()
    assert send(unit, token=token_in(answer)).status_code == 200
    assert Case.objects.get().text == WORDS


def test_a_form_that_lay_open_too_long_is_asked_to_press_again_and_then_taken(unit):
    answer = send(unit, token=new_token(now=timezone.now() - GOOD_FOR - timedelta(minutes=1)))
    assert (answer.status_code, Case.objects.count()) == (422, 0)
    assert send(unit, token=token_in(answer)).status_code == 200
    assert Case.objects.count() == 1


def test_a_token_with_another_moment_in_it_is_none_of_ours(unit):
    token = new_token(now=timezone.now())
    number, moment_and_signature = token.split(".")
    earlier = f"{number}.1{moment_and_signature[1:]}"
    assert send(unit, token=earlier).status_code == 422
    assert Case.objects.count() == 0


def test_more_than_people_write_about_one_unit_waits_a_minute_and_others_do_not(unit, house, monkeypatch):  # noqa: F811
    monkeypatch.setitem(FIGURES, "MOST_A_MINUTE", 3)
    for number in range(3):
        assert send(unit, text=f"Ý kiến số {number}").status_code == 200
    answer = send(unit, text="Ý kiến thứ tư")
    assert answer.status_code == 422
    assert "Ý kiến thứ tư" in answer.content.decode()
    assert send(house.units[1]).status_code == 200
    Case.objects.update(received_at=timezone.now() - timedelta(minutes=2))
    assert send(unit, token=token_in(answer), text="Ý kiến thứ tư").status_code == 200
    assert Case.objects.count() == 5


def test_what_is_refused_in_a_flood_is_not_even_read(unit, monkeypatch):
    monkeypatch.setitem(FIGURES, "MOST_A_MINUTE", 0)
    monkeypatch.setattr(reader, "read", lambda _texts: pytest.fail("read"))
    assert send(unit).status_code == 422


def test_an_urgent_text_poured_in_lies_apart_and_is_still_told(unit, monkeypatch, house):  # noqa: F811
    monkeypatch.setitem(FIGURES, "MOST_OF_A_TEXT", 0)
    send(unit, text="Cháy xưởng, công nhân kẹt bên trong, cứu với!")
    assert Case.objects.get().put_aside_at
    assert Notice.objects.filter(officer=house.chair_of(unit), kind="case_urgent").count() == 1


def test_a_message_that_is_here_already_is_told_its_key_also_in_a_flood(unit, monkeypatch):
    token = new_token(now=timezone.now() - timedelta(minutes=1))
    key = key_in(send(unit, token=token))
    monkeypatch.setitem(FIGURES, "MOST_A_MINUTE", 1)
    assert key_in(send(unit, token=token)) == key


def test_a_text_poured_in_waits_apart_in_sight_and_each_sender_has_a_key(unit, monkeypatch, house):  # noqa: F811
    monkeypatch.setitem(FIGURES, "MOST_OF_A_TEXT", 2)
    keys = [key_in(send(unit, text="Đồng loạt đòi tăng lương")) for _number in range(3)]
    other = send(unit, text="Xin hỏi về thai sản")
    aside = Case.objects.filter(put_aside_at__isnull=False)
    assert [case.put_aside_why for case in aside] == ["cùng một nội dung gửi quá nhiều lần"]
    assert len({selectors.case_by_key(key).pk for key in keys}) == 3
    assert key_in(other)
    handled = selectors.cases_handled_by(house.chair_of(aside.get().unit), on=timezone.localdate())
    assert aside.get() in handled


def test_the_same_words_of_yesterday_count_for_nothing(unit, monkeypatch):
    monkeypatch.setitem(FIGURES, "MOST_OF_A_TEXT", 1)
    case_received(unit, WORDS, now=timezone.now() - timedelta(days=1))
    send(unit)
    assert Case.objects.filter(put_aside_at__isnull=False).count() == 0


def test_advertising_is_laid_apart_and_its_sender_is_told(unit, monkeypatch):
    monkeypatch.setattr(reader, "read", lambda texts: [reader.Reading(kind="spam")] * len(texts))
    page = send(unit, text="Vay tiền nhanh 5 phút").content.decode()
    assert Case.objects.get().put_aside_why == "spam"
    assert "để riêng" in page


def test_a_plain_press_takes_few_questions(unit, django_assert_max_num_queries):
    send(unit, text="Làm nóng")
    client = Client(enforce_csrf_checks=True)
    with django_assert_max_num_queries(15):
        assert send(unit, client).status_code == 200
