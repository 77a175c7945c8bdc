"""Most read counts the last days together and leaves out what is no longer public."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sumvay.newsroom import selectors
from sumvay.newsroom.models import ReadCount
from sumvay.newsroom.selectors import listings
from tests.factories.newsroom import PieceFactory, listed

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate(NOW)


def read(row, **by_days_ago):
    """Opened so often so many days ago: d0=5 is five times today."""
    for day, count in by_days_ago.items():
        ReadCount.objects.create(piece_id=row.pk, on=TODAY - timedelta(days=int(day[1:])), count=count)


def most_read(days):
    """Which, in order."""
    return [row.pk for row in selectors.most_read(days=days, on=TODAY, now=NOW)]


def test_days_are_added_up_and_older_ones_do_not_count():
    steady, peak, past = (listed(at=NOW - timedelta(days=9)) for _number in range(3))
    read(steady, d0=4, d1=4, d6=4)
    read(peak, d0=10)
    read(past, d7=1_000)
    assert most_read(7) == [steady.pk, peak.pk]
    assert most_read(1) == [peak.pk, steady.pk]


def test_expired_taken_down_and_other_languages_are_left_out():
    shown = listed(at=NOW)
    read(shown, d0=1)
    read(listed(at=NOW, expire_at=NOW - timedelta(seconds=1)), d0=9)
    read(listed(at=NOW, language="en"), d0=9)
    read(PieceFactory(), d0=9)
    assert most_read(7) == [shown.pk]


def test_of_each_day_only_the_top_is_looked_at(monkeypatch):
    monkeypatch.setattr(listings, "TOP_OF_A_DAY", 1)
    top, next_to_it = listed(at=NOW), listed(at=NOW)
    read(top, d0=5)
    read(next_to_it, d0=4)
    assert most_read(7) == [top.pk]
