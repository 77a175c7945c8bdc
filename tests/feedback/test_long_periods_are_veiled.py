"""Figures of a quarter or year, less those of their months, tell of nobody alone."""

from datetime import date
from itertools import product

import pytest

from sumvay.feedback import selectors
from sumvay.feedback.selectors import period_of
from sumvay.feedback.selectors.veils import Heap, Told, veil_heaps
from tests.factories.feedback import answering_house
from tests.factories.listening import wrote

pytestmark = pytest.mark.django_db

QUARTER, YEAR = (period_of(span, date(2026, 7, 1)) for span in ("quarter", "year"))


@pytest.fixture
def house():
    return answering_house()


def wrote_by_month(unit, **counts):
    """So many people of each category in July, August and September."""
    for category, months in counts.items():
        for month, people in zip((7, 8, 9), months, strict=True):
            wrote(unit, people, day=date(2026, month, 8), category=category)


def cases(unit, period, name="category"):
    return {line.key: line.now.cases for line in selectors.synthesis_of(unit, period).lines[name]}


def month(number):
    return period_of("month", date(2026, number, 1))


def heap(*months):
    """Months or quarters, everybody another person."""
    parts = [one if isinstance(one, Heap) else Heap(Told(one, one)) for one in months]
    total = sum(part.whole.cases for part in parts)
    return Heap(Told(total, total), parts)


def test_a_month_that_is_veiled_is_not_told_by_its_quarter(house):
    wrote_by_month(house.ward, luong=(9, 8, 3), bhxh=(7, 7, 7), atvsld=(20, 20, 20))
    assert cases(house.ward, month(9)) == {"luong": None, "bhxh": None, "atvsld": 20}
    assert cases(house.ward, month(7)) == {"luong": 9, "bhxh": 7, "atvsld": 20}
    assert cases(house.ward, QUARTER) == {"luong": None, "bhxh": None, "atvsld": 60}
    assert cases(house.ward, YEAR) == {"luong": None, "bhxh": None, "atvsld": 60}
    assert selectors.synthesis_of(house.ward, QUARTER).total.now.cases == 101


def test_the_quarter_before_is_veiled_likewise(house):
    wrote_by_month(house.ward, luong=(9, 8, 3), bhxh=(7, 7, 7), atvsld=(20, 20, 20))
    told = selectors.synthesis_of(house.ward, QUARTER.after)
    assert {line.key: line.before.cases for line in told.lines["category"]} == {
        "luong": None, "bhxh": None, "atvsld": 60,
    }  # fmt: skip


def test_the_whole_is_told_where_five_people_are_left_in_two_months(house):
    wrote_by_month(house.ward, luong=(9, 3, 4))
    assert selectors.synthesis_of(house.ward, QUARTER).total.now.cases == 16
    wrote_by_month(house.other, luong=(9, 8, 3))
    assert selectors.synthesis_of(house.other, QUARTER).total.now.veil == "withheld"
    wrote_by_month(house.unit, luong=(9, 2, 2))
    assert selectors.synthesis_of(house.unit, QUARTER).total.now.veil == "withheld"


def test_the_same_few_people_in_two_months_are_not_five(house):
    wrote(house.ward, 9, day=date(2026, 7, 8))
    for number in (8, 9):
        for case in wrote(house.ward, 3, day=date(2026, number, 8)):
            case.email = f"{case.email[-8]}@thu.vn"
            case.save(update_fields=["email"])
    told = selectors.synthesis_of(house.ward, QUARTER).total.now
    assert (told.cases, told.veil) == (None, "withheld")


def test_a_quarter_is_told_by_months_and_not_by_weeks(house):
    wrote(house.ward, 6, day=date(2026, 7, 31))
    wrote(house.ward, 2, day=date(2026, 8, 1))
    wrote(house.ward, 6, day=date(2026, 8, 20))
    told = selectors.synthesis_of(house.ward, QUARTER)
    assert [(day, step.cases) for day, step in told.steps] == [
        (date(2026, 7, 1), 6), (date(2026, 8, 1), 8), (date(2026, 9, 1), 0),
    ]  # fmt: skip


def test_no_figure_of_a_quarter_less_its_months_speaks_of_fewer_than_five():
    for counts in product((0, 3, 4, 6), repeat=6):
        heaps = [heap(*counts[:3]), heap(*counts[3:])]
        whole = veil_heaps(heaps)
        months = [veil_heaps([one.parts[n] for one in heaps]) for n in range(3)]
        for n, one in enumerate(heaps):
            hidden = [one.parts[at].whole.people for at in range(3) if months[at][n].veil]
            if not whole[n].veil:
                assert not hidden or (len(hidden) > 1 and sum(hidden) >= 5)


def test_a_quarter_that_is_veiled_is_not_told_by_its_year():
    open_quarter = heap(6, 6, 6)
    alone = heap(heap(9, 9, 3), open_quarter, open_quarter, open_quarter)
    assert veil_heaps([alone])[0].veil == "withheld"
    told_already = heap(heap(9, 4, 4), open_quarter, heap(9, 9, 3), open_quarter)
    assert veil_heaps([told_already])[0].veil == "withheld"
    two_apart = heap(heap(9, 9, 3), open_quarter, heap(9, 9, 4), open_quarter)
    assert veil_heaps([two_apart])[0].cases == 79


def test_what_is_withheld_beside_is_what_the_months_do_not_tell():
    wide = [heap(9, 9, 3), heap(9, 9, 9), heap(6, 0, 0)]
    assert [one.cases for one in veil_heaps(wide)] == [None, None, 6]
    # Two single people in two months: the two lines alone would tell of them together
    apart = [heap(9, 9, 1), heap(1, 9, 9), heap(20, 20, 20), heap(8, 8, 8)]
    assert [one.cases for one in veil_heaps(apart)] == [None, None, 60, None]


def test_a_quarter_without_figures_speaks_of_months(house):
    told = selectors.synthesis_of(house.ward, QUARTER)
    assert selectors.finding(told, QUARTER) == "Không tháng nào có từ năm người gửi ý kiến trở lên"
