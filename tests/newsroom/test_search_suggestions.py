"""When nothing is found, search offers words that do find something."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sumvay.newsroom import selectors
from tests.factories.newsroom import listed

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def suggested(text):
    """What is offered instead."""
    found = selectors.search(text=text, page=1, now=NOW)
    assert found.rows == []
    return found.suggestions


@pytest.mark.parametrize("typed", ["luong thuongg tet", "lương thửơngr Tết", "luon thuong tet"])
def test_a_slip_is_answered_with_the_words_of_a_title(typed):
    listed(at=NOW, title="Công bố lương thưởng Tết 2027")
    listed(at=NOW, title="Hội thao mùa xuân")
    answer = suggested(typed)
    assert answer[0] == "lương thưởng Tết"
    assert selectors.search(text=answer[0], page=1, now=NOW).total == 1


def test_a_part_that_is_found_is_offered():
    listed(at=NOW, title="Ghi nhanh", standfirst="Phát vé xe cho công nhân.")
    assert suggested("vé xe Gogoro") == ["vé xe"]


def test_nothing_is_offered_from_what_has_expired():
    listed(at=NOW - timedelta(days=2), title="Lương thưởng Tết", expire_at=NOW - timedelta(days=1))
    assert suggested("luong thuongg tet") == []


def test_nothing_at_all_offers_nothing():
    assert suggested("xyz") == []
