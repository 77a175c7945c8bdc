"""What may be said of counts by group, so that nobody reads of fewer than five people."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sumvay.feedback.selectors.unit_figures import FEWEST

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
    """A figure that stands alone."""
    return told.veiled(FEW) if 0 < (told.people or 0) < FEWEST else told


def veil_parts(parts: Iterable[Told]) -> list[Told]:
    """
    Figures that add up to a total which is told.

    Those of one to four people are veiled (FEW). As the total less the rest would tell them, the smallest of the others
    is withheld too: with it, what is left over speaks of five people at least. (Complementary cell suppression, after
    Willenborg and de Waal, Elements of Statistical Disclosure Control, 2001.)
    """
    parts = list(parts)
    shown = [veil_one(told) for told in parts]
    others = [n for n, told in enumerate(shown) if told.veil == OPEN and told.people]
    if others and any(told.veil for told in shown):
        smallest = min(others, key=lambda n: (shown[n].people, shown[n].cases, n))
        shown[smallest] = shown[smallest].veiled(WITHHELD)
    return shown
