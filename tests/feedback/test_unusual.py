"""The rule of early warnings: how many people are more than usual."""

import pytest

from sumvay.feedback.unusual import chance, is_unusual, usual


def least(past):
    """The fewest people that are a reason to warn."""
    return next(people for people in range(1_000) if is_unusual(people, past))


@pytest.mark.parametrize(
    ("past", "people"),
    [
        ([0] * 13, 5),
        ([], 5),
        ([1] * 9 + [0] * 4, 5),
        ([1] * 10 + [0] * 3, 6),
        ([1] * 13, 6),
        ([2] * 13, 9),
        ([5] * 13, 14),
        ([10] * 13, 22),
        ([100] * 13, 200),
        ([0, 26] + [0] * 11, 9),
    ],
)
def test_so_many_people_are_more_than_usual(past, people):
    assert least(past) == people


def test_four_people_are_never_a_reason():
    assert not is_unusual(4, [0] * 13)


def test_where_people_were_listened_to_for_a_month_alone_only_that_month_counts():
    assert usual([3, 3]) == 3
    assert least([3, 3]) == least([3] * 13) > least([3, 3] + [0] * 11)


def test_the_chance_is_that_of_poisson():
    assert chance(1, 2) == pytest.approx(0.8646647)
    assert chance(9, 2) == pytest.approx(0.000237447, rel=1e-4)
    assert chance(0, 2) == 1.0


def test_many_people_are_counted_as_well_as_few():
    assert chance(5_000, 5_000) == pytest.approx(0.5, abs=0.01)
    assert is_unusual(10_000, [4_000] * 13)
    assert not is_unusual(4_500, [4_000] * 13)
