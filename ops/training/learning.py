"""Learns the weights of the reader: linear, one column for each name, every column apart from the others."""

import json
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import scipy.sparse as sparse
from sklearn.svm import LinearSVC

from ops.training.examples import COLUMNS, Example
from sumvay.feedback.reading.features import NO_SLOT, SLOT_BITS, slots_of, words_of

# A group that stands in one text only teaches nothing
FEWEST = 2
# How much each kind of group counts, in the order of `slots_of`, and how much more rare ones count than common ones;
# both found by leaving out one writer after another
SHARES = (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.15, 0.15, 0.15, 0.15)
RARITY_POWER = 1.5
STRENGTH = 1.0
# So many rows a two-byte number can tell apart; the weakest go
MOST_SLOTS = 60_000


class Learnt(NamedTuple):
    """Weights before rounding: the slots kept, a row for each; `squares` by which messages are made equally long."""

    slots: np.ndarray
    weights: np.ndarray
    squares: np.ndarray
    bias: np.ndarray


class Counted(NamedTuple):
    """How often each slot stands in each text, and how much a slot counts by the kind of its group."""

    times: sparse.csr_matrix
    share: np.ndarray


def counted(texts: Sequence[str]) -> Counted:
    """The slots of texts as the reader will count them."""
    words = words_of(texts)
    message = np.repeat(np.arange(len(texts)), np.diff(np.append(words.first, len(words.whole))))
    spelling = _ones(message, words.distinct, (len(texts), len(words.ends)))
    share = np.zeros(1 << SLOT_BITS, dtype=np.float32)
    times = sparse.csr_matrix((len(texts), 1 << SLOT_BITS), dtype=np.float32)
    for group, counts in zip(slots_of(words), SHARES, strict=True):
        if group.by_spelling:
            times += spelling @ _ones(group.owner, group.slots, (len(words.ends), 1 << SLOT_BITS))
        else:
            times += _ones(message, group.slots, (len(texts), 1 << SLOT_BITS))
        share[group.slots] = np.maximum(share[group.slots], counts)
    share[NO_SLOT] = 0
    return Counted(times.tocsr(), share)


def learn(examples: Sequence[Example], seen: Counted, *, columns: Sequence[str] = COLUMNS) -> Learnt:
    """Learn columns from examples and their slots (rows alike)."""
    in_texts = np.bincount(seen.times.indices, minlength=1 << SLOT_BITS)
    slots = np.flatnonzero((in_texts >= FEWEST) & (seen.share > 0))
    rarity = np.log((1 + len(examples)) / (1 + in_texts[slots])) + 1
    value = (seen.share[slots] * rarity**RARITY_POWER).astype(np.float32)
    times = seen.times[:, slots]
    matrix = sparse.diags(1 / np.sqrt(np.maximum(times @ value**2, 1e-9))) @ times @ sparse.diags(value)
    matrix = matrix.tocsr()
    weights = np.zeros((len(slots), len(columns)), dtype=np.float32)
    bias = np.zeros(len(columns), dtype=np.float32)
    for place, column in enumerate(columns):
        rows = np.array([row for row, example in enumerate(examples) if column in example.asked])
        holds = [column in examples[row].holds for row in rows]
        machine = LinearSVC(C=STRENGTH, class_weight="balanced", tol=1e-2, max_iter=3000, random_state=0)
        machine.fit(matrix[rows], holds)
        weights[:, place], bias[place] = machine.coef_[0] * value, machine.intercept_[0]
    return _strongest(Learnt(slots, weights, value**2, bias))


def packed(learnt: Learnt, about: dict) -> dict[str, np.ndarray]:
    """The arrays of the weights file: whole numbers from -127 to 127 with a scale a column."""
    scale = np.abs(learnt.weights).max(axis=0) / 127
    return {
        "slots": learnt.slots.astype(np.uint32),
        "weights": np.round(learnt.weights / scale).astype(np.int8),
        "scale": scale.astype(np.float32),
        "squares": learnt.squares.astype(np.float16),
        "bias": learnt.bias,
        "about": np.frombuffer(json.dumps(about, ensure_ascii=False).encode(), dtype=np.uint8),
    }


def _strongest(learnt: Learnt) -> Learnt:
    """The slots whose weights say most; a slot left out still was part of the length of messages."""
    order = np.argsort(-np.abs(learnt.weights).max(axis=1), kind="stable")[:MOST_SLOTS]
    kept = np.sort(order)
    return Learnt(learnt.slots[kept], learnt.weights[kept], learnt.squares[kept], learnt.bias)


def _ones(rows: np.ndarray, columns: np.ndarray, shape: tuple[int, int]) -> sparse.csr_matrix:
    return sparse.csr_matrix((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=shape)
