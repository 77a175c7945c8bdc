"""An answer to one member."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.feedback import services
from sumvay.feedback.models import Case, Message
from sumvay.feedback.services import AnsweredSo, NotYourCase, TextMissing, WordErased
from tests.factories.feedback import answering_house, sorted_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return answering_house()


@pytest.fixture
def case(house):
    received = sorted_case(house.ward)
    Case.objects.filter(pk=received.pk).update(kind="hoi_dap")
    received.refresh_from_db()
    return received


def answer(actor, case, text="Theo Điều 97, lương trả đúng hạn.", *, resolves=False, now=None):
    return services.answer_case(
        actor=actor, case=case, text=text, source="Bộ luật Lao động 2019, Điều 97", resolves=resolves,
        now=now or timezone.now(),
    )  # fmt: skip


def test_a_first_answer_is_written_down_and_a_result_stays_owed(house, case):
    now = timezone.now()
    said = answer(house.clerk, case, now=now)
    case.refresh_from_db()
    assert (said.author, said.officer, said.source) == ("officer", house.clerk, "Bộ luật Lao động 2019, Điều 97")
    assert (case.first_answered_at, case.state, case.resolved_at) == (now, "verifying", None)
    assert case.due_at == case.received_at + timedelta(days=5)


def test_the_result_closes_it_and_the_first_moment_stays(house, case):
    first = timezone.now()
    answer(house.clerk, case, now=first)
    answer(house.clerk, case, "Công ty đã trả.", resolves=True, now=first + timedelta(hours=1))
    case.refresh_from_db()
    assert (case.state, case.first_answered_at, case.resolved_at) == ("resolved", first, first + timedelta(hours=1))
    assert Entry.objects.filter(action="case.answer", target_id=case.pk).count() == 2


def test_the_same_words_twice_reach_the_writer_once(house, case):
    answer(house.clerk, case)
    with pytest.raises(AnsweredSo):
        answer(house.chair, case)
    assert case.messages.count() == 1


def test_what_may_not_be_answered_leaves_nothing(house, case):
    with pytest.raises(NotYourCase):
        answer(house.outsider, case)
    with pytest.raises(TextMissing):
        answer(house.clerk, case, " \r\n ")
    Case.objects.filter(pk=case.pk).update(erased_at=timezone.now())
    with pytest.raises(WordErased):
        answer(house.clerk, case)
    case.refresh_from_db()
    assert (Message.objects.count(), case.first_answered_at) == (0, None)


def test_the_door_answers_and_keeps_what_was_typed_when_it_cannot(house, case, client):
    client.force_login(house.clerk)
    address = reverse("feedback:answer", args=[case.pk])
    assert client.get(address).status_code == 405
    kept = client.post(address, {"text": "", "source": "Điều 5"})
    assert (kept.status_code, "Điều 5" in kept.content.decode()) == (422, True)
    assert client.post(address, {"text": "Đã nhận."}).url == reverse("feedback:case", args=[case.pk])
    part = client.post(address, {"text": "Đã có kết quả.", "resolves": "on"}, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert f'id="row-{case.pk}"' in part.content.decode()
    case.refresh_from_db()
    assert case.state == "resolved"
