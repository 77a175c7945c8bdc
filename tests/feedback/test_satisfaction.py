"""How content the writer is: asked once, when there is a result, from 1 to 5 and a word."""

import pytest
from django.test import Client
from django.utils import timezone

from sumvay.feedback.models import Case, Message
from tests.directives.conftest import house  # noqa: F401 (a fixture)
from tests.feedback.asking import RECEIPT, key_in, open_receipt, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(house):  # noqa: F811
    given = key_in(send(house.units[0]))
    Case.objects.update(state="resolved", resolved_at=timezone.now())
    return given


def say(key, degree="4", word=""):
    return open_receipt(key, at="hai-long/", degree=degree, word=word)


def test_it_is_noted_with_the_word_and_asked_no_more(key):
    assert "hai-long/" in open_receipt(key).content.decode()
    assert say(key, word="Nhanh, rõ ràng").status_code == 200
    assert (Case.objects.get().satisfied, Message.objects.get().text) == (4, "Nhanh, rõ ràng")
    assert "hai-long/" not in open_receipt(key).content.decode()


def test_twice_counts_once(key):
    say(key, degree="5")
    assert say(key, degree="1", word="Đổi ý").status_code == 422
    assert (Case.objects.get().satisfied, Message.objects.count()) == (5, 0)


@pytest.mark.parametrize("degree", ["0", "6", "", "năm", "-1"])
def test_only_one_to_five(key, degree):
    assert say(key, degree=degree).status_code == 422
    assert Case.objects.get().satisfied is None


def test_before_there_is_a_result_nobody_is_asked(house):  # noqa: F811
    key = key_in(send(house.units[0]))
    assert "hai-long/" not in open_receipt(key).content.decode()
    assert say(key).status_code == 422
    assert Case.objects.get().satisfied is None


def test_without_the_key_nothing_is_noted(key):
    assert say("AAAA-AAAA-AAAA-AAAA").status_code == 404
    assert Client().get(f"{RECEIPT}hai-long/").status_code == 405
    assert Case.objects.get().satisfied is None
