"""
Whether more people than usual speak of a matter: the whole rule of early warnings, in plain numbers.

People are counted who wrote within the last 14 days, against the 13 fortnights (26 weeks) before. People write about
one matter one by one, so without a reason their number follows a Poisson distribution around its mean. A warning is due
when all three hold:

- at least five people wrote: no statistic of the house speaks of fewer;
- at least twice as many as usual: among hundreds of messages a tenth more is improbable too, yet no news;
- chance alone would bring so many at most once in a thousand fortnights: of a hundred matters that five people speak
  of anyway, looked at every fortnight, one is called without a reason in some five months.

The mean is never taken as less than half a person a fortnight. Of a matter nobody has spoken of for 13 fortnights we
only know that the mean is below 0.23 (rule of three, Hanley and Lippman-Hand, JAMA 1983); half a person leaves twice
that room. So a first mention needs five people, as do up to nine in half a year; a usual two needs nine; a usual ten
needs twenty-two. Where people have been listened to for less than 26 weeks, only the fortnights since then count.
"""

from collections.abc import Sequence
from datetime import timedelta
from math import exp, lgamma, log

from sumvay.feedback.fewest import FEWEST

FORTNIGHT, FORTNIGHTS = timedelta(days=14), 13
TWICE = 2
SELDOM = 0.001
LEAST_USUAL = 0.5


def is_unusual(people: int, past: Sequence[int]) -> bool:
    """Whether so many people within 14 days are a reason to warn; `past` as in `usual`."""
    mean = usual(past)
    return people >= max(FEWEST, TWICE * mean) and chance(people, max(mean, LEAST_USUAL)) <= SELDOM


def usual(past: Sequence[int]) -> float:
    """How many people spoke of it in a fortnight on average; `past` holds the fortnights that were listened to."""
    return sum(past) / len(past) if past else 0.0


def chance(people: int, mean: float) -> float:
    """The probability of so many people or more where `mean`, above 0, is usual: the upper tail of Poisson."""
    # Each term by its logarithm, since exp(-mean) alone is 0 for a mean above 745
    return max(0.0, 1 - sum(exp(k * log(mean) - mean - lgamma(k + 1)) for k in range(people)))
