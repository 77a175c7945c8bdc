"""What may be told later of figures that have changed since they were closed."""

import json
from datetime import date

import pytest

from sumvay.feedback import selectors
from sumvay.feedback.models import Case
from tests.factories.feedback import answering_house
from tests.factories.listening import OCTOBER, wrote

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return answering_house()


@pytest.fixture
def told(house):
    wrote(house.ward, 12)
    wrote(house.ward, 8, category="bhxh")
    wrote(house.ward, 6, category="khac")
    return selectors.synthesis_of(house.ward, OCTOBER)


def later(house, told):
    found = selectors.supplemented(told, selectors.synthesis_of(house.ward, OCTOBER))
    return found.total.now.cases, {line.key: line.now.cases for line in found.lines["category"]}


def test_what_is_kept_is_what_was_told(house, told):
    wrote(house.ward, 2, category="atvsld", day=date(2026, 10, 20))
    told = selectors.synthesis_of(house.ward, OCTOBER)
    kept = json.loads(json.dumps(selectors.frozen(told)))
    assert selectors.thawed(kept) == told
    veiled = next(line for line in kept["lines"]["category"] if line["key"] == "atvsld")
    assert (veiled["now"]["cases"], veiled["now"]["people"]) == (None, None)


def test_five_people_more_are_told(house, told):
    wrote(house.ward, 5, category="bhxh", day=date(2026, 10, 20))
    assert later(house, told) == (31, {"luong": 12, "bhxh": 13, "khac": 6})


def test_fewer_are_not_told(house, told):
    wrote(house.ward, 4, category="bhxh", day=date(2026, 10, 20))
    assert later(house, told) == (26, {"luong": 12, "bhxh": 8, "khac": 6})


def test_few_are_not_given_away_by_those_who_are_told(house, told):
    wrote(house.ward, 6, category="bhxh", day=date(2026, 10, 20))
    wrote(house.ward, 1, category="luong", day=date(2026, 10, 21))
    assert later(house, told) == (33, {"luong": 12, "bhxh": 8, "khac": 6})


def test_one_who_wrote_again_is_not_told(house, told):
    (first, *_rest) = Case.objects.filter(category="bhxh")
    wrote(house.ward, 1, category="bhxh", day=date(2026, 10, 20))
    Case.objects.filter(received_at__date=date(2026, 10, 20)).update(phone=first.phone)
    assert later(house, told) == (26, {"luong": 12, "bhxh": 8, "khac": 6})


def test_a_group_that_was_not_there_is_told_from_five_on(house, told):
    wrote(house.ward, 7, category="atvsld", day=date(2026, 10, 20))
    assert later(house, told) == (33, {"luong": 12, "bhxh": 8, "atvsld": 7, "khac": 6})


def test_the_change_holds_the_groups_alone_that_differ(house, told):
    wrote(house.ward, 5, category="bhxh", day=date(2026, 10, 20))
    now = selectors.supplemented(told, selectors.synthesis_of(house.ward, OCTOBER))
    changed = selectors.changed_since(now, told)
    (line,) = changed.lines["category"]
    assert (line.key, line.before.cases, line.now.cases, line.change) == ("bhxh", 8, 13, 5)
    assert changed.total.change == 5
    assert selectors.changed_since(told, told).lines["category"] == []
