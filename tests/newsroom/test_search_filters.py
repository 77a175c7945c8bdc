"""A search is narrowed by time, section, unit with all below, and kind; what is gone or expired is not found."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sumvay.newsroom import selectors
from sumvay.newsroom.selectors import searching
from tests.factories.newsroom import SectionFactory, listed
from tests.factories.org import UnitFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def told(title="Mái ấm công đoàn", *, days_ago=1, **fields):
    """A public piece."""
    return listed(at=NOW - timedelta(days=days_ago), title=title, **fields)


def found(text="mai am", **narrowed):
    """Which pieces are found."""
    return {row.pk for row in selectors.search(text=text, page=1, now=NOW, **narrowed).rows}


def test_by_time_from_the_first_moment_of_a_day():
    fresh, _old = told(days_ago=1), told(days_ago=40)
    assert found(since=timezone.localdate(NOW) - timedelta(days=30)) == {fresh.pk}


def test_by_section_and_by_kind():
    rights = SectionFactory(slug="quyen-loi", name="Quyền lợi")
    inside = told(section=rights)
    job = told(kind="job")
    assert found(section=rights) == {inside.pk}
    assert found(kind="job") == {job.pk}
    assert found(section=rights, kind="job") == set()


@pytest.mark.parametrize("few", [0, 1_000])
def test_by_unit_with_all_below_it_and_nothing_beside_it(few, monkeypatch):
    monkeypatch.setattr(searching, "FEW", few)
    province, other = UnitFactory(), UnitFactory()
    ward = UnitFactory(parent=province)
    own, below, _beside = told(unit=province), told(unit=UnitFactory(parent=ward)), told(unit=UnitFactory(parent=other))
    assert found(unit=province) == {own.pk, below.pk}
    assert found(unit=ward) == {below.pk}


def test_the_units_that_published_most_of_what_was_found_are_offered_first(monkeypatch):
    monkeypatch.setattr(searching, "MOST_UNITS", 2)
    units = [UnitFactory() for _number in range(3)]
    for times, unit in enumerate(units, start=1):
        for _number in range(times):
            told(unit=unit)
    told("Chuyện khác", unit=units[0])
    offered = selectors.search(text="mai am", page=1, now=NOW).units
    assert [one["code"] for one in offered] == [units[2].code, units[1].code]


def test_units_are_counted_among_all_that_was_found_not_on_the_page_alone():
    other = UnitFactory()
    for number in range(25):
        told(days_ago=number + 1, unit=other if number > 20 else UnitFactory())
    assert selectors.search(text="mai am", page=1, now=NOW).units[0]["code"] == other.code


def test_what_has_expired_is_not_found():
    told("Tuyển thợ may", kind="job", expire_at=NOW - timedelta(minutes=1))
    still = told("Tuyển thợ may", kind="job", expire_at=NOW + timedelta(days=1))
    assert found("tuyen tho may") == {still.pk}


def test_a_second_page_goes_on_where_the_first_ended():
    rows = [told(f"Mái ấm số {number}", days_ago=number) for number in range(1, 24)]
    first = selectors.search(text="mái ấm", page=1, now=NOW)
    second = selectors.search(text="mái ấm", page=2, now=NOW)
    assert [row.pk for row in [*first.rows, *second.rows]] == [row.pk for row in rows]
    assert (first.total, first.more, len(second.rows)) == (23, False, 3)


def test_the_count_stops_and_says_so(monkeypatch):
    monkeypatch.setattr("sumvay.newsroom.search_ranks.COUNTED", 2)
    monkeypatch.setattr(searching, "COUNTED", 2)
    for _number in range(3):
        told()
    answer = selectors.search(text="mai am", page=1, now=NOW)
    assert (answer.total, answer.more) == (2, True)


@pytest.mark.parametrize("number", [1, 3])
def test_questions_to_the_database_do_not_grow_with_the_rows(number, django_assert_num_queries):
    for _row in range(number):
        told("Tin vắn", standfirst="Mái ấm công đoàn")
    with django_assert_num_queries(8):
        answer = selectors.search(text="mai am", page=1, now=NOW)
        assert [row.section.name and row.unit.name for row in answer.rows]
    assert len(answer.rows) == number
