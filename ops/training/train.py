"""`sumvay train`: the reader learns, is measured on writers it has not learnt from, and its card is written."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256

import numpy as np

from ops.training import card, train_asks, train_names
from ops.training.examples import COLUMNS, Example, phrases, sorted_by_officers, written
from ops.training.learning import counted, learn, packed
from ops.training.marked_messages import MESSAGES, marked_messages
from ops.training.measuring import URGENT, measured, unseen_scores
from sumvay.feedback.reading import classifier, name_tagger, same_ask


def train(*, from_cases: bool) -> int:
    """
    Write the weights, what tells same asks and names, and the card.

    FROM_CASES learns from cases that officers have sorted, too (rooms open).
    """
    messages = [*written(), *(sorted_by_officers() if from_cases else [])]
    examples = [*messages, *phrases()]
    _say(f"{len(messages)} messages, {len(examples) - len(messages)} turns of speech")
    seen = counted([example.text for example in examples])
    scores = unseen_scores(examples, seen, sorted({message.source for message in messages}), _say)
    figures = measured(messages, scores[: len(messages)])
    _say("with all …")
    learnt = learn(examples, seen)
    learnt.bias[URGENT] -= figures.urgent_from
    about = {"columns": COLUMNS, "beside_from": figures.beside_from, "version": _version(examples)}
    np.savez_compressed(classifier.FILE, **packed(learnt, about))
    marked = marked_messages(MESSAGES)
    _say("set phrases, names …")
    train_asks.keep(marked, same_ask.COUNTS)
    train_names.keep(*train_names.learnt(marked), name_tagger.WEIGHTS)
    card.write(messages, figures, version=_version(examples), slots=len(learnt.slots), on=datetime.now(UTC).date())
    _say(
        f"category macro-F1 {figures.main.macro_f1:.3f}, kind {figures.kind.share_right:.3f}, "
        f"urgent {figures.urgent_recall:.3f} at precision {figures.urgent_precision:.3f}"
    )
    return 0


def _version(examples: Sequence[Example]) -> str:
    """The same for the same examples, so that a case tells by which reader it was read."""
    told = "\n".join(f"{example.text}|{sorted(example.holds)}" for example in examples)
    return sha256(told.encode()).hexdigest()[:12]


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
