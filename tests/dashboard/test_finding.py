"""The fewest branches that hold most of the silence, or the honest word that there are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumvay.dashboard.finding import fewest_holding_most


@pytest.mark.parametrize(
    ("silent", "branches", "held"),
    [
        ({"A": 9, "B": 1, "C": 1, "D": 1}, ["A"], 9),
        ({"A": 1, "B": 6, "C": 5, "D": 1, "E": 1}, ["B", "C"], 11),
        ({"A": 4, "B": 4, "C": 4, "D": 2, "E": 2, "F": 2, "G": 2}, ["A", "B", "C"], 12),
        ({"A": 0, "B": 1, "C": 0}, ["B"], 1),
    ],
)
def test_the_smallest_set_that_holds_sixty_percent_is_named(silent, branches, held):
    found = fewest_holding_most(silent)
    assert (found.branches, found.held, found.silent) == (branches, held, sum(silent.values()))


@pytest.mark.parametrize(
    "silent",
    [
        {},
        {"A": 0, "B": 0},
        {"A": 7},
        {"A": 5, "B": 5},
        {"A": 3, "B": 3, "C": 3},
        {"A": 3, "B": 3, "C": 2, "D": 2, "E": 2},
        {"A": 2, "B": 2, "C": 2, "D": 2, "E": 2, "F": 2, "G": 2},
    ],
)
def test_nothing_is_claimed_where_the_silence_is_spread_evenly(silent):
    assert fewest_holding_most(silent) is None


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 500), max_size=12))
def test_what_is_named_is_true_and_could_not_be_said_with_fewer(silent):
    found = fewest_holding_most(silent)
    if found is None:
        return
    held = sum(silent[branch] for branch in found.branches)
    most = sorted(silent.values(), reverse=True)
    assert found.held == held
    assert 1 <= len(found.branches) <= 3
    assert held * 10 >= found.silent * 6
    assert sum(most[: len(found.branches) - 1]) * 10 < found.silent * 6
