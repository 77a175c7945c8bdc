"""How good the reader is on the messages of a writer it has not learnt from, one writer left out after another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ops.training.examples import CATEGORIES, COLUMNS, KINDS, TONES, Example
from ops.training.learning import Counted, learn, packed
from sumvay.feedback.reading import classifier

# The share of urgent messages that must be found
RECALL = 0.97
URGENT = COLUMNS.index("urgent")


@dataclass(frozen=True)
class Names:
    """Found and missed of each name of one question: `names` to (precision, recall, F1, how many there are)."""

    by_name: dict[str, tuple[float, float, float, int]]
    share_right: float

    @property
    def macro_f1(self) -> float:
        """The mean F1 of all names."""
        return sum(f1 for _p, _r, f1, _n in self.by_name.values()) / len(self.by_name)


@dataclass(frozen=True)
class Measured:
    """
    What the card tells, and two thresholds: of the urgent score, where the wanted share of urgent ones is found, and
    of each category's score, from which it is a matter beside the main one.
    """

    main: Names
    kind: Names
    tone: Names
    all_f1: float
    urgent_recall: float
    urgent_precision: float
    urgent_from: float
    beside_from: list[float]


def unseen_scores(
    examples: Sequence[Example], seen: Counted, writers: Sequence[str], say: Callable[[str], object]
) -> np.ndarray:
    """Scores of the examples of writers, each by weights that never saw that writer; the other rows stay 0."""
    sources = np.array([example.source for example in examples])
    scores = np.zeros((len(examples), len(COLUMNS)), dtype=np.float32)
    for writer in writers:
        say(f"without {writer} …")
        own = np.flatnonzero(sources == writer)
        rest = np.flatnonzero(sources != writer)
        learnt = learn([examples[row] for row in rest], Counted(seen.times[rest], seen.share))
        model = classifier.unpacked(packed(learnt, {}))
        scores[own] = classifier.scores([examples[row].text for row in own], by=model)
    return scores


def measured(examples: Sequence[Example], scores: np.ndarray) -> Measured:
    """The figures of the card, and where the thresholds lie."""
    wanted = np.array([[column in example.holds for column in COLUMNS] for example in examples])
    beside = np.array([[column in example.beside for column in COLUMNS] for example in examples])
    urgent_from, precision, recall = _urgent(scores[:, URGENT], wanted[:, URGENT])
    main = _columns("main", CATEGORIES)
    first, about = _first(scores[:, main]), wanted[:, main] | beside[:, main]
    second = np.where(first, -np.inf, scores[:, main])
    second = np.where(_first(second), second, -np.inf)
    beside_from = [_best_threshold(second[:, name], about[:, name] & ~first[:, name]) for name in range(len(main))]
    found = first | (second > np.array(beside_from))
    return Measured(
        main=_names(scores, wanted, "main", CATEGORIES),
        kind=_names(scores, wanted, "kind", KINDS),
        tone=_names(scores, wanted, "tone", TONES),
        all_f1=float(2 * (found & about).sum() / (found.sum() + about.sum())),
        urgent_recall=recall,
        urgent_precision=precision,
        urgent_from=urgent_from,
        beside_from=beside_from,
    )


def _columns(question: str, names: list[str]) -> list[int]:
    return [COLUMNS.index(f"{question}:{name}") for name in names]


def _first(scores: np.ndarray) -> np.ndarray:
    """True where a column has the highest score of its row."""
    return np.arange(scores.shape[1]) == scores.argmax(axis=1)[:, None]


def _names(scores: np.ndarray, wanted: np.ndarray, question: str, names: list[str]) -> Names:
    columns = _columns(question, names)
    said, true = _first(scores[:, columns]), wanted[:, columns]
    by_name = {}
    for place, name in enumerate(names):
        hits = int((said[:, place] & true[:, place]).sum())
        precision = hits / max(1, int(said[:, place].sum()))
        recall = hits / max(1, int(true[:, place].sum()))
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        by_name[name] = (precision, recall, f1, int(true[:, place].sum()))
    return Names(by_name, float((said & true).any(axis=1).mean()))


def _urgent(scores: np.ndarray, wanted: np.ndarray) -> tuple[float, float, float]:
    """The highest threshold that still finds the wanted share, with precision and recall there."""
    order = np.argsort(-scores)
    hits = np.cumsum(wanted[order])
    last = int(np.searchsorted(hits, np.ceil(RECALL * wanted.sum())))
    return float(scores[order[last]]), float(hits[last] / (last + 1)), float(hits[last] / wanted.sum())


def _best_threshold(scores: np.ndarray, wanted: np.ndarray) -> float:
    """The threshold of the best F1."""
    order = np.argsort(-scores)
    hits = np.cumsum(wanted[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + wanted.sum())
    return float(scores[order[int(f1.argmax())]])
