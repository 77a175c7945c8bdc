"""Dates in words while near, in full when far; always the hour of Vietnam."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from sumvay.ui import moments
from sumvay.ui.templatetags import ui

HANOI = timezone.get_fixed_timezone(timedelta(hours=7))
NOW = datetime(2027, 1, 20, 15, 10, tzinfo=HANOI)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, 1, day, hour, minute, tzinfo=HANOI)


@pytest.mark.parametrize(
    ("due", "words", "tone"),
    [
        (at(20, 16), "hôm nay, 16:00", "soon"),
        (date(2027, 1, 20), "hôm nay", "soon"),
        (at(21, 8, 30), "ngày mai, 08:30", "soon"),
        (at(22, 16), "còn 2 ngày", "soon"),
        (at(23, 1), "còn 3 ngày", ""),
        (date(2027, 2, 3), "còn 14 ngày", ""),
        (date(2027, 2, 4), "hạn 04/02/2027", ""),
        (at(20, 15, 9), "quá hạn từ 15:09", "late"),
        (at(19, 23), "quá hạn 1 ngày", "late"),
        (date(2027, 1, 17), "quá hạn 3 ngày", "late"),
    ],
)
def test_how_far_a_due_date_is(due, words, tone):
    assert moments.due_words(due, now=NOW) == words
    assert moments.due_tone(due, now=NOW) == tone


def test_a_due_day_is_late_only_when_it_is_over():
    today = date(2027, 1, 20)
    assert not moments.is_late(today, now=at(20, 23, 59))
    assert moments.is_late(today, now=at(21, 0))


def test_the_day_changes_at_midnight_in_vietnam_not_in_greenwich():
    early_morning = datetime(2027, 1, 20, 18, 30, tzinfo=UTC)
    assert moments.due_words(date(2027, 1, 21), now=early_morning) == "hôm nay"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW - timedelta(seconds=20), "vừa xong"),
        (NOW - timedelta(minutes=5), "5 phút trước"),
        (at(20, 8), "hôm nay, 08:00"),
        (at(19, 16, 5), "hôm qua, 16:05"),
        (at(18, 16, 5), "16:05 18/01/2027"),
        (at(20, 16), "hôm nay, 16:00"),
    ],
)
def test_how_long_ago(moment, words):
    assert moments.ago_words(moment, now=NOW) == words


def test_days_and_hours_in_full():
    assert ui.vdate(date(2027, 1, 8)) == "08/01/2027"
    assert ui.vdate(datetime(2027, 1, 7, 20, tzinfo=UTC)) == "08/01/2027"
    assert ui.vdatetime(at(8, 9, 5)) == "09:05 08/01/2027"


@pytest.mark.parametrize("shown", [ui.vdate, ui.vdatetime, ui.ago, ui.due_words, ui.due])
def test_what_has_no_date_shows_nothing(shown):
    assert shown(None) == ""


def test_what_is_done_shows_its_date_without_haste():
    shown = ui.due(date(2020, 1, 8), done=True)
    assert "08/01/2020" in shown
    assert "due--done" in shown
    assert "quá hạn" not in shown
