"""Readers' lists show what is public now, newest first, and nothing of others."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sumvay.newsroom import selectors
from sumvay.newsroom.selectors import listings
from tests.factories.newsroom import PieceFactory, SectionFactory, campaign, listed
from tests.factories.org import UnitFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def told(*, days_ago=1, **fields):
    """A public piece."""
    return listed(at=NOW - timedelta(days=days_ago), **fields)


def pks(rows):
    """Which, in order."""
    return [row.pk for row in rows]


def test_newest_first_and_only_what_is_listed_has_not_expired_and_is_in_the_language():
    older, newer = told(days_ago=2), told()
    english = told(language="en")
    told(expire_at=NOW - timedelta(seconds=1))
    PieceFactory(title="Bản thảo")
    assert pks(selectors.newest(now=NOW)) == [newer.pk, older.pk]
    assert pks(selectors.newest(now=NOW, language="en")) == [english.pk]


def test_of_a_section_a_kind_a_campaign_and_some_units():
    rights, spring = SectionFactory(slug="quyen-loi", name="Quyền lợi"), campaign()
    of_section, of_kind, of_campaign = told(section=rights), told(kind="job"), told(campaign=spring)
    assert pks(selectors.newest(section=rights, now=NOW)) == [of_section.pk]
    assert pks(selectors.newest(kind="job", now=NOW)) == [of_kind.pk]
    assert pks(selectors.newest(campaign=spring, now=NOW)) == [of_campaign.pk]
    assert pks(selectors.newest(unit_ids=[of_kind.unit_id], now=NOW)) == [of_kind.pk]
    assert pks(selectors.newest(unit_ids=[], now=NOW)) == []


def test_pages_by_the_last_row_neither_repeat_nor_lose_one_though_times_are_equal():
    rows = [told(days_ago=1) for _number in range(5)] + [told(days_ago=2)]
    seen, before = [], None
    while page := list(selectors.newest(now=NOW, before=before)[:2]):
        seen += pks(page)
        before = page[-1].published_at, page[-1].pk
    assert sorted(seen) == sorted(pks(rows))
    assert seen[-1] == rows[-1].pk


@pytest.mark.parametrize("few", [0, 1_000])
def test_under_a_unit_is_its_own_and_what_is_below_whichever_way_it_is_asked(few, monkeypatch):
    monkeypatch.setattr(listings, "FEW", few)
    province, other = UnitFactory(), UnitFactory()
    deep = UnitFactory(parent=UnitFactory(parent=province))
    own, below = told(unit=province, days_ago=2), told(unit=deep)
    told(unit=other)
    told(unit=deep, expire_at=NOW - timedelta(days=1))
    told(unit=deep, language="en")
    assert pks(selectors.listings_under(province, now=NOW)) == [below.pk, own.pk]
    assert pks(selectors.listings_under(deep, now=NOW)) == [below.pk]


def test_by_an_author_in_any_language_and_never_the_unsigned():
    signed = told(byline="Nguyễn Thị Hòa")
    english = told(byline="Nguyễn Thị Hòa", language="en", days_ago=2)
    told(byline="Nguyễn Thị Hoa Mai")
    told()
    assert pks(selectors.by_author("nguyen-thi-hoa", now=NOW)) == [signed.pk, english.pk]
    assert pks(selectors.by_author("", now=NOW)) == []


def test_episodes_of_a_programme():
    programme = told(kind="programme", days_ago=9).piece
    second, first = told(kind="episode", programme=programme), told(kind="episode", programme=programme, days_ago=3)
    told(kind="episode", programme=told(kind="programme").piece)
    assert pks(selectors.episodes_of(programme, now=NOW)) == [second.pk, first.pk]


@pytest.mark.parametrize("number", [1, 3])
def test_a_list_is_one_question_however_long(number, django_assert_num_queries):
    for _row in range(number):
        told()
    with django_assert_num_queries(1):
        assert [row.unit.name and row.section.name for row in selectors.newest(now=NOW)]


def test_a_unit_is_spread_over_places_before_it_comes_twice():
    busy, calm = UnitFactory(), UnitFactory()
    first, second, third = (told(unit=busy, days_ago=days) for days in (1, 2, 3))
    other = told(unit=calm, days_ago=4)
    assert pks(selectors.spread([first, second, third, other], 2)) == [first.pk, other.pk]
    assert pks(selectors.spread([first, second, third, other], 3)) == [first.pk, second.pk, other.pk]
