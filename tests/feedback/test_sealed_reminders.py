"""Sealed messages are not forgotten: readers are reminded on Mondays, leaders when nobody reads."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sumvay.feedback.models import Box, Handler, SealedCase
from sumvay.feedback.services import sealed_keys
from sumvay.feedback.services.sealed_reminders import remind_of_sealed
from sumvay.notifications.models import Notice
from sumvay.org.models import Appointment
from tests.factories.org import UnitFactory
from tests.factories.sealed import PASSPHRASE, PASSWORD, sealed_message, with_box

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 1, 20, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
DAY = timedelta(days=1)


@pytest.fixture
def place():
    return with_box(UnitFactory(), first=False, second=False)


@pytest.fixture
def case(place):
    case = sealed_message(place.box, [place.first]).case
    SealedCase.objects.update(day=(MONDAY - 5 * DAY).date())
    return case


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("officer", flat=True))


def test_its_reader_is_reminded_on_mondays_of_what_still_stands_as_it_came(place, case):
    for days in range(-1, 8):
        remind_of_sealed(now=MONDAY + days * DAY)
        remind_of_sealed(now=MONDAY + days * DAY)
    assert told("sealed_waiting") == [place.first.pk] * 2
    assert set(Notice.objects.filter(kind="sealed_waiting").values_list("unit", "created_at")) == {
        (None, MONDAY), (None, MONDAY + 7 * DAY),
    }  # fmt: skip


@pytest.mark.parametrize("changes", [{"state": "verifying"}, {"day": (MONDAY - 3 * DAY).date()}])
def test_what_moved_or_is_young_is_no_reason(case, changes):
    SealedCase.objects.update(**changes)
    assert remind_of_sealed(now=MONDAY) == 0


def test_many_messages_are_one_sentence_that_says_nothing_of_them(place, case):
    remind_of_sealed(now=MONDAY)
    alone = Notice.objects.filter(kind="sealed_waiting").values_list("title", "body", "path", "about").get()
    Notice.objects.all().delete()
    sealed_message(place.box, [place.first, place.second])
    SealedCase.objects.update(day=(MONDAY - 30 * DAY).date())
    remind_of_sealed(now=MONDAY)
    assert set(Notice.objects.filter(kind="sealed_waiting").values_list("title", "body", "path", "about")) == {alone}


def test_who_may_read_no_longer_is_not_reminded(place, case):
    Appointment.objects.filter(officer=place.first).delete()
    remind_of_sealed(now=MONDAY)
    assert told("sealed_waiting") == []


def test_leaders_learn_once_a_week_that_nobody_reads_any_more(place, case):
    remind_of_sealed(now=MONDAY + DAY)
    assert told("sealed_escrow") == []
    Handler.objects.filter(officer=place.first).update(ended_on=MONDAY.date())
    for days in (1, 2, 3):
        remind_of_sealed(now=MONDAY + days * DAY)
    assert told("sealed_escrow") == sorted([place.chair.pk, place.vice.pk])
    remind_of_sealed(now=MONDAY + 8 * DAY)
    assert told("sealed_escrow").count(place.chair.pk) == 2


def test_leaders_whose_half_is_lost_are_not_asked_for_it(place, case):
    Handler.objects.filter(officer=place.first).update(ended_on=MONDAY.date())
    sealed_keys.replace_key(actor=place.vice, password=PASSWORD, passphrase=PASSPHRASE, now=MONDAY)
    remind_of_sealed(now=MONDAY + DAY)
    assert told("sealed_escrow") == []


def test_leaders_are_not_asked_for_what_the_spare_key_does_not_open(place, case):
    SealedCase.objects.update(for_box=None)
    Box.objects.update(heir=UnitFactory(), ended_on=MONDAY.date())
    remind_of_sealed(now=MONDAY + DAY)
    assert told("sealed_escrow") == []
