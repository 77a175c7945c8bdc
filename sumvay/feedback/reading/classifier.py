"""Scores of messages for every category, kind, tone and for urgency: weights learnt beforehand, summed here."""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sumvay.feedback.reading.features import LONGEST, SLOT_BITS, Slots, Words, slots_of, words_of

FILE = Path(__file__).with_name("weights.npz")
# Read together, in messages and letters: more gain nothing in speed and cost memory
TOGETHER, LETTERS_TOGETHER = 1_000, 500_000


class Model(NamedTuple):
    """
    What was learnt. `row` leads from a slot to its row in `weights` (row 0: unknown, all zero).

    The last column of `weights` is the square by which messages are made equally long; `bias` belongs to the columns
    before it. `about` tells the names of the columns, the version and the thresholds.
    """

    row: np.ndarray
    weights: np.ndarray
    bias: np.ndarray
    about: dict


class Columns(NamedTuple):
    """Where in a row of scores the answers to each question stand, and their names."""

    main: slice
    kind: slice
    tone: slice
    urgent: int
    categories: list[str]
    kinds: list[str]
    tones: list[str]
    beside_from: np.ndarray


def version() -> str:
    """Which weights these are."""
    with np.load(FILE) as stored:
        return json.loads(stored["about"].tobytes())["version"]


@cache
def columns() -> Columns:
    """The columns of the weights of this version; from `beside_from` on a category is a matter beside the main one."""
    about = model().about
    asked = [name.partition(":") for name in about["columns"]]
    names = {question: [name for one, _is, name in asked if one == question] for question in ("main", "kind", "tone")}
    first = {question: about["columns"].index(f"{question}:{found[0]}") for question, found in names.items()}
    spans = {question: slice(at, at + len(names[question])) for question, at in first.items()}
    return Columns(
        **spans,
        urgent=about["columns"].index("urgent"),
        categories=names["main"],
        kinds=names["kind"],
        tones=names["tone"],
        beside_from=np.array(about["beside_from"], dtype=np.float32),
    )


@cache
def model() -> Model:
    """The weights of this version."""
    with np.load(FILE) as stored:
        return unpacked({name: stored[name] for name in stored.files})


def unpacked(stored: dict[str, np.ndarray]) -> Model:
    """A model from the arrays of its file: slots, weights as small whole numbers with a scale a column, squares."""
    row = np.zeros(1 << SLOT_BITS, dtype=np.uint16)
    row[stored["slots"]] = np.arange(1, len(stored["slots"]) + 1)
    learnt = stored["weights"].astype(np.float32) * stored["scale"]
    weights = np.zeros((len(learnt) + 1, learnt.shape[1] + 1), dtype=np.float32)
    weights[1:, :-1] = learnt
    weights[1:, -1] = stored["squares"]
    return Model(row, weights, stored["bias"], json.loads(stored["about"].tobytes()))


def scores(texts: Sequence[str], *, by: Model | None = None) -> np.ndarray:
    """One row a message, one column for each name in `about`; above 0 means rather yes."""
    by = by or model()
    parts = [_scores(part, by) for part in _parts(texts)]
    return np.concatenate(parts) if parts else np.zeros((0, len(by.bias)), dtype=np.float32)


def _parts(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """The messages in parts small enough to be read together."""
    start = letters = 0
    for at, text in enumerate(texts):
        letters += min(len(text), LONGEST)
        if at - start == TOGETHER or (letters > LETTERS_TOGETHER and at > start):
            yield texts[start:at]
            start, letters = at, min(len(text), LONGEST)
    if len(texts):
        yield texts[start:]


def _scores(texts: Sequence[str], by: Model) -> np.ndarray:
    words = words_of(texts)
    summed = np.add.reduceat(of_words(words, by), words.first, axis=0)
    length = np.sqrt(np.maximum(summed[:, -1:], 1e-9))
    return summed[:, :-1] / length + by.bias


def of_words(words: Words, by: Model) -> np.ndarray:
    """What each word, with its neighbours and letters, adds to each column."""
    total = np.zeros((len(words.whole), by.weights.shape[1]), dtype=np.float32)
    by_spelling = np.zeros((len(words.ends), by.weights.shape[1]), dtype=np.float32)
    for group in slots_of(words):
        found = np.take(by.weights, np.take(by.row, group.slots), axis=0)
        if group.by_spelling:
            _add_by_owner(by_spelling, found, group)
        else:
            total += found
    total += np.take(by_spelling, words.distinct, axis=0)
    return total


def _add_by_owner(sums: np.ndarray, found: np.ndarray, group: Slots) -> None:
    """Owners stand in order, so each one's rows lie together."""
    if not len(group.owner):
        return
    first = np.flatnonzero(np.diff(group.owner, prepend=-1))
    sums[group.owner[first]] += np.add.reduceat(found, first, axis=0)
