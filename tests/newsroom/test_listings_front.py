"""The front page: what leads, what is latest, rivers of the sections with many places having a say."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sumvay.newsroom import selectors
from tests.factories.newsroom import SectionFactory, listed
from tests.factories.org import UnitFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
PICTURE = {"alt": "", "credit": "", "width": 4, "height": 3, "sources": []}


def told(*, hours_ago=1, **fields):
    """A public piece."""
    return listed(at=NOW - timedelta(hours=hours_ago), **fields)


def test_an_empty_paper_has_an_empty_front():
    front = selectors.front_page(NOW)
    assert (front.lead, front.latest, front.rivers, front.most_read) == (None, [], [], [])


def test_the_desks_lead_stands_first_for_three_days_then_the_newest_with_a_picture():
    told(hours_ago=1)
    pictured = told(hours_ago=2, picture=PICTURE)
    marked = told(hours_ago=50, is_lead=True)
    assert selectors.front_page(NOW).lead == marked
    assert selectors.front_page(NOW + timedelta(days=1)).lead == pictured


def test_without_a_picture_anywhere_the_newest_leads():
    told(hours_ago=2)
    newest = told(hours_ago=1)
    assert selectors.front_page(NOW).lead == newest


def test_nothing_stands_twice_above_the_fold_or_in_the_rivers():
    section = SectionFactory(slug="quyen-loi", name="Quyền lợi")
    for number in range(1, 30):
        told(hours_ago=number, picture=PICTURE, section=section)
    front = selectors.front_page(NOW)
    shown = [front.lead, *front.seconds, *front.latest, *(row for river in front.rivers for row in river.rows)]
    assert len(shown) == len({row.pk for row in shown}) == 1 + 3 + 8
    assert front.rivers == []


def test_rivers_flow_in_the_order_of_the_menu_from_open_sections_with_units_spread():
    busy = UnitFactory()
    first = SectionFactory(slug="mot", name="Một", position=1)
    second = SectionFactory(slug="hai", name="Hai", position=2)
    shut = SectionFactory(slug="ba", name="Ba", position=3, is_open=False)
    for number in range(1, 25):
        told(hours_ago=number)
    for number in range(30, 37):
        told(hours_ago=number, section=second, unit=busy)
        told(hours_ago=number, section=shut)
    other = told(hours_ago=50, section=second)
    told(hours_ago=60, section=first)
    rivers = {river.section.slug: river.rows for river in selectors.front_page(NOW).rivers}
    assert list(rivers) == ["mot", "hai", "tin-hoat-dong"]
    assert len(rivers["hai"]) == 4
    assert rivers["hai"][-1] == other


def test_bulletins_episodes_answers_and_open_jobs_have_their_places():
    newest, older = told(kind="bulletin"), told(kind="bulletin", hours_ago=24)
    episode, answer, job = told(kind="episode"), told(kind="legal_answer"), told(kind="job")
    told(kind="job", expire_at=NOW - timedelta(seconds=1))
    front = selectors.front_page(NOW)
    assert (front.bulletin, front.bulletins) == (newest, [older])
    assert (front.episodes, front.answers, front.jobs) == ([episode], [answer], [job])
    assert front.latest == []


def test_other_languages_and_expired_pieces_are_left_out():
    told(language="en", is_lead=True, picture=PICTURE)
    told(expire_at=NOW - timedelta(seconds=1), is_lead=True)
    front = selectors.front_page(NOW)
    assert front.lead is None
    assert front.rivers == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_front_is_four_questions_however_much_there_is(number, django_assert_num_queries):
    for _row in range(number):
        told()
        told(kind="episode", programme=told(kind="programme").piece)
    with django_assert_num_queries(4):
        front = selectors.front_page(NOW)
        assert [row.unit.name for row in [front.lead, *front.latest, *front.episodes]]
        assert [row.programme.title for row in front.episodes]


@pytest.mark.parametrize("kind", ["bulletin", "episode", "job", "document", "programme", "campaign", "legal_answer"])
def test_what_has_a_place_of_its_own_is_no_news_and_in_no_river(kind):
    rights = SectionFactory(slug="quyen-loi", name="Quyền lợi")
    news = told(hours_ago=40)
    for hours in range(1, 15):
        told(hours_ago=hours, kind=kind, section=rights, picture=PICTURE)
        told(hours_ago=hours, kind=kind)
    older = [told(hours_ago=hours) for hours in range(50, 62)]
    front = selectors.front_page(NOW)
    assert front.lead == news
    assert front.latest == older[:8]
    assert [(river.section.slug, river.rows) for river in front.rivers] == [("tin-hoat-dong", [older[8]])]
