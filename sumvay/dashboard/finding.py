"""Where the silence is: the fewest branches that hold most of it, or the honest word that it is spread evenly."""

from collections.abc import Mapping
from typing import NamedTuple

MOST_BRANCHES = 3
ENOUGH_PERCENT = 60
# Three of five branches hold 60 % of anything that is spread evenly; only a quarter more than that is worth saying
NOTABLE_PERCENT = 125


class Concentration(NamedTuple):
    """The branches, how many silent units they hold, and of how many."""

    branches: list[str]
    held: int
    silent: int


def fewest_holding_most(silent: Mapping[str, int]) -> Concentration | None:
    """
    The smallest set of at most three branches that holds at least 60 % of the silent units.

    `silent` holds the number of silent units of every branch that was compared, also those with none. None when there
    is no silence, when it takes more than three branches, or when they hold hardly more than as many branches would
    hold of a silence spread evenly. Equal branches are taken in the order given.
    """
    total = sum(silent.values())
    chosen: list[str] = []
    held = 0
    for branch in sorted(silent, key=lambda b: -silent[b]):
        if len(chosen) == MOST_BRANCHES or held * 100 >= total * ENOUGH_PERCENT:
            break
        chosen.append(branch)
        held += silent[branch]
    if not total or held * 100 < total * ENOUGH_PERCENT:
        return None
    even_share = total * len(chosen)
    is_notable = held * len(silent) * 100 >= even_share * NOTABLE_PERCENT
    return Concentration(chosen, held, total) if is_notable else None
