"""The page behind a key: state in five words, what was done and when, answers with their source; nothing for others."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sumvay.audit import services as audit
from sumvay.feedback.models import Case, Message
from sumvay.feedback.receipts import key_for
from tests.directives.conftest import house  # noqa: F401 (a fixture)
from tests.feedback.asking import RECEIPT, WORDS, key_in, open_receipt, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(house):  # noqa: F811
    return key_in(send(house.units[0]))


def move(state, *, at, **fields):
    case = Case.objects.get()
    Case.objects.filter(pk=case.pk).update(state=state, **fields)
    audit.record(actor=None, action="case.move", target=case, at=at, changes={"state": state})


def test_the_key_opens_the_message_however_it_is_typed(key):
    for typed in (key, key.lower(), key.replace("-", " "), f"  {key.replace('-', '')} "):
        answer = open_receipt(typed)
        assert (answer.status_code, WORDS in answer.content.decode()) == (200, True)


@pytest.mark.parametrize("typed", ["", "ABCD", "AAAA-AAAA-AAAA-AAAA", "' OR 1=1 --", "x" * 5000])
def test_another_key_opens_nothing(key, typed):
    answer = open_receipt(typed)
    assert answer.status_code == 404
    assert WORDS not in answer.content.decode()


def test_the_key_stands_in_no_address_no_cookie_and_nowhere_in_the_house(key):
    client = Client()
    assert WORDS not in client.get(RECEIPT, {"key": key}).content.decode()
    answer = open_receipt(key, client)
    assert client.cookies == {}
    assert "no-store" in answer.headers["Cache-Control"]
    assert key not in str(Case.objects.values().get())
    assert key.replace("-", "") not in str(Case.objects.values().get())


def test_looking_writes_nothing(key):
    before = Case.objects.values().get()
    open_receipt(key)
    Client().get(RECEIPT)
    assert (Case.objects.values().get(), Message.objects.count()) == (before, 0)


def test_the_five_words_stand_in_their_order_with_the_moments_of_those_passed(key):
    now = timezone.now().replace(microsecond=0)
    move("verifying", at=now - timedelta(hours=5))
    move("employer", at=now - timedelta(hours=3))
    move("forwarded", at=now - timedelta(hours=2), forwarded_to="BHXH phường An Hải")
    page = open_receipt(key).content.decode()
    order = ["Đã nhận", "Đang xác minh", "Đã làm việc với công ty", "Đã chuyển BHXH phường An Hải", "Có kết quả"]
    steps = page[page.index('class="history"') : page.index("</ol>", page.index('class="history"'))]
    places = [steps.index(word) for word in order]
    assert places == sorted(places)
    assert steps.count("history__when") == 4
    assert f"{timezone.localtime(now - timedelta(hours=3)):%H:%M %d/%m/%Y}" in steps
    assert steps[steps.index('aria-current="step"') :].index("BHXH") < 60


def test_answers_stand_with_their_source_and_notes_between_officers_never(key, house):  # noqa: F811
    case, officer = Case.objects.get(), house.chair_of(house.wards[0])
    said = {"case": case, "officer": officer, "at": timezone.now()}
    Message.objects.create(author="note", text="MẬT: gọi giám đốc", **said)
    Message.objects.create(
        author="officer", text="Làm thêm ban đêm được trả ít nhất 200%.", source="Điều 98 Bộ luật Lao động", **said
    )
    page = open_receipt(key).content.decode()
    assert "200%" in page
    assert "Điều 98 Bộ luật Lao động" in page
    assert "MẬT" not in page
    assert officer.full_name not in page


def test_one_key_shows_one_message_alone(house):  # noqa: F811
    first = key_in(send(house.units[0], text="Chuyện của người thứ nhất"))
    second = key_in(send(house.units[0], text="Chuyện của người thứ hai"))
    assert "thứ hai" not in open_receipt(first).content.decode()
    assert "thứ nhất" not in open_receipt(second).content.decode()


def test_the_page_asks_the_same_however_much_was_said(key, django_assert_num_queries):
    case = Case.objects.get()

    def questions(number):
        for n in range(number):
            Message.objects.create(case=case, author="officer", text=f"Trả lời {n}", at=timezone.now())
        with django_assert_num_queries(7):
            open_receipt(key)

    Case.objects.update(state="verifying")
    questions(1)
    questions(2)


def test_a_key_made_from_a_form_that_never_came_opens_nothing(key):
    assert open_receipt(key_for(uuid.uuid4())).status_code == 404
