"""
What may be said of counts by group, so that nobody reads of fewer than five people.

Guarded are each table by itself, and each figure of a quarter or year against the same figure of its months and
quarters taken from it. Not guarded: who solves many tables together as one set of equations, who compares what a screen
tells of a period today with what it told yesterday, who takes from an issue's figures of a quarter those of its months,
and places, which go together differently from period to period.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from sumvay.feedback.fewest import FEWEST

OPEN, FEW, WITHHELD = "", "few", "withheld"


@dataclass(frozen=True)
class Told:
    """Messages and the people who wrote them; both None under a veil, which is FEW or WITHHELD."""

    cases: int | None = 0
    people: int | None = 0
    veil: str = OPEN

    def veiled(self, why: str) -> "Told":
        """The same without its figures."""
        return replace(self, cases=None, people=None, veil=why)


def veil_one(told: Told) -> Told:
    """A figure that stands alone; erased messages may have nobody behind them any more."""
    return told.veiled(FEW) if told.cases and (told.people or 0) < FEWEST else told


@dataclass(frozen=True)
class Heap:
    """What was written during a period, and during each of the shorter periods that make it up."""

    whole: Told
    parts: Sequence["Heap"] = field(default=())


@dataclass(frozen=True)
class _Shown:
    """A heap under its veil; of how many people the finest figures told of it speak, and how many are not told."""

    told: Told
    known: int
    gaps: int


def veil_parts(parts: Iterable[Told], *, rather: Collection[int] = ()) -> list[Told]:
    """
    Figures that add up to a total which is told; some may be under a veil already.

    Those of one to four people are veiled (FEW). As the total less the rest would tell them, the smallest of the others
    is withheld too: with it, what is left over speaks of five people at least; one of those at `rather`, if there are
    any. (Complementary cell suppression, after Willenborg and de Waal, Elements of Statistical Disclosure Control,
    2001.)
    """
    shown = [veil_one(told) for told in parts]
    others = [n for n, told in enumerate(shown) if told.veil == OPEN and told.people]
    if others and any(told.veil for told in shown):
        smallest = min(others, key=lambda n: (n not in rather, shown[n].people, shown[n].cases, n))
        shown[smallest] = shown[smallest].veiled(WITHHELD)
    return shown


def veil_heaps(heaps: Sequence[Heap]) -> list[Told]:
    """
    The lines of a table of a long period, so that the tables of its shorter ones taken from it tell of nobody alone.

    A line is withheld where one shorter period alone is veiled, which the rest would tell, and where several are but
    fewer than five people are left without those that are told.
    """
    return [line.told for line in _shown(heaps)]


def _shown(heaps: Sequence[Heap]) -> list[_Shown]:
    tables = [_shown(parts) for parts in zip(*(heap.parts for heap in heaps), strict=True)]
    lines = [[table[n] for table in tables] for n in range(len(heaps))]
    known = [sum(part.known for part in line) for line in lines]
    gaps = [sum(part.gaps for part in line) for line in lines]
    # One who wrote in two of the periods told is taken away twice: fewer are left, never more
    left = [(heap.whole.people or 0) - some for heap, some in zip(heaps, known, strict=True)]
    gapped = {n for n, count in enumerate(gaps) if count}
    told = [veil_one(heap.whole) for heap in heaps]
    hidden = {n for n in gapped if not told[n].veil and (gaps[n] == 1 or left[n] < FEWEST)}
    told = [one.veiled(WITHHELD) if n in hidden else one for n, one in enumerate(told)]
    # Two lines withheld hide each other where five people are left in them
    if any(one.veil == FEW for one in told) or len(hidden) < 2 or sum(left[n] for n in hidden) < FEWEST:
        told = veil_parts(told, rather=gapped)
    return [
        _Shown(one, heap.whole.people or 0, 0) if one.veil == OPEN
        else _Shown(one, some, count if heap.parts else 1)
        for one, heap, some, count in zip(told, heaps, known, gaps, strict=True)
    ]  # fmt: skip
