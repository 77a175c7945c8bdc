"""A message comes in."""

import uuid

import pytest
from django.utils import timezone

from sumvay.feedback import selectors, services
from sumvay.feedback.models import Case
from tests.factories.org import UnitFactory

pytestmark = pytest.mark.django_db


def test_a_message_is_in_the_queue_and_its_key_opens_it():
    unit = UnitFactory()

    received = services.receive_case(
        unit=unit,
        about_unit=unit,
        door=Case.Door.WEB_FORM,
        text="  Lương tháng 10 chưa có.  ",
        token=uuid.uuid4(),
        now=timezone.now(),
    )

    assert selectors.case_by_key(received.key.lower().replace("-", " ")) == received.case
    assert Case.objects.get().text == "Lương tháng 10 chưa có."
    assert received.key not in str(Case.objects.values().get())


def test_the_same_form_sent_twice_is_one_case_with_one_key():
    unit, token = UnitFactory(), uuid.uuid4()
    given = {"unit": unit, "about_unit": unit, "door": Case.Door.WEB_FORM, "token": token, "now": timezone.now()}

    first = services.receive_case(text="Hỏi về thai sản", **given)
    second = services.receive_case(text="Hỏi về thai sản", **given)

    assert (first.key, first.case) == (second.key, second.case)
    assert Case.objects.count() == 1


def test_an_empty_message_is_refused_and_leaves_nothing():
    unit = UnitFactory()

    with pytest.raises(services.EmptyMessage):
        services.receive_case(
            unit=unit, about_unit=unit, door=Case.Door.WEB_FORM, text=" \x00 ", token=uuid.uuid4(), now=timezone.now()
        )

    assert not Case.objects.exists()


@pytest.mark.parametrize("key", ["", "ABCD-EFGH-IJKL-MNOP", "ngắn", "A" * 16, "8888-8888-8888-8888"])
def test_a_wrong_key_opens_nothing(key):
    assert selectors.case_by_key(key) is None
