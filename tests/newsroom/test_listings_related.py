"""Beside a piece stand others of its programme, topic or campaign and those told in the same words."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sumvay.newsroom import selectors
from tests.factories.newsroom import SectionFactory, campaign, listed

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def told(title, *, days_ago=1, **fields):
    """A public piece."""
    return listed(at=NOW - timedelta(days=days_ago), title=title, **fields)


def related(row):
    """Which, in order."""
    return [one.title for one in selectors.related_to(row, now=NOW)]


def test_the_same_topic_comes_before_the_same_campaign_and_that_before_near_titles():
    spring = campaign()
    topic = spring.topics.create(position=1, title="Chăm lo Tết")
    asked = told("Chuyến xe công đoàn", campaign=spring, topic=topic)
    told("Xe chở nghĩa tình: chuyến xe đầu năm", days_ago=2)
    told("Hội thao", campaign=spring, days_ago=3)
    told("Gói bánh chưng", topic=topic, days_ago=4)
    told("Giá vàng hôm nay")
    assert related(asked) == ["Gói bánh chưng", "Hội thao", "Xe chở nghĩa tình: chuyến xe đầu năm"]


def test_more_shared_words_are_nearer_and_nothing_shared_is_not_related():
    asked = told("Trao mái ấm công đoàn cho nữ công nhân")
    told("Xây mái ấm cho đoàn viên", days_ago=1)
    told("Trao mái ấm công đoàn ở vùng cao", days_ago=5)
    told("Giải bóng đá mùa hè")
    assert related(asked) == ["Trao mái ấm công đoàn ở vùng cao", "Xây mái ấm cho đoàn viên"]


def test_itself_expired_ones_and_other_languages_are_left_out():
    asked = told("Trao mái ấm")
    told("Trao mái ấm", expire_at=NOW - timedelta(seconds=1))
    told("Trao mái ấm", language="en")
    assert related(asked) == []


def test_reading_on_is_what_came_before_in_the_section_then_its_newest():
    rights = SectionFactory(slug="quyen-loi", name="Quyền lợi")
    newest, asked, older, oldest = (told(f"Tin {days}", days_ago=days, section=rights) for days in range(1, 5))
    told("Tin mục khác", days_ago=3)
    found = selectors.read_on(asked, besides=[older], now=NOW)
    assert [row.pk for row in found] == [oldest.pk, newest.pk]


@pytest.mark.parametrize("number", [1, 3])
def test_questions_do_not_grow_with_the_rows(number, django_assert_num_queries):
    asked = told("Trao mái ấm")
    for _row in range(number):
        told("Trao mái ấm nữa")
    asked.piece.topic_id  # noqa: B018
    with django_assert_num_queries(3):
        rows = selectors.related_to(asked, now=NOW)
        assert [row.unit.name for row in rows]
    assert len(rows) == number
