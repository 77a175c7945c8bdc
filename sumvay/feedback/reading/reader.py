"""What a message is about, what it is and whether a person should see it at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from sumvay.feedback.reading import classifier, personal_data
from sumvay.feedback.reading.danger import danger_words
from sumvay.feedback.reading.enterprises import enterprise_in, place_in
from sumvay.feedback.reading.features import LONGEST, words_of
from sumvay.vietnamese import nfc

VERSION = classifier.version()
SPAM, OTHER = "spam", "khac"
LONGEST_WHY, LONGEST_NAME = 120, 160
MOST_WORDS = 3
# All of it is personal data; the officer reads the message itself
UNKNOWN = "…"


@dataclass(frozen=True)
class Reading:
    """How one message was read; `categories` holds the main one first, `urgent_why` is empty when it is not urgent."""

    categories: list[str] = field(default_factory=lambda: [OTHER])
    kind: str = "phan_anh"
    tone: str = "neu"
    urgent_why: str = ""
    enterprise: str = ""
    place: str = ""

    @property
    def is_urgent(self) -> bool:
        """Whether a person should see it at once."""
        return bool(self.urgent_why)


def read(texts: Sequence[str]) -> list[Reading]:
    """The readings of messages, in their order."""
    scores, columns = classifier.scores(texts), classifier.columns()
    mains, seconds = (-scores[:, columns.main]).argsort(axis=1)[:, :2].T
    is_beside = scores[:, columns.main][np.arange(len(texts)), seconds] > columns.beside_from[seconds]
    tones = scores[:, columns.tone].argmax(axis=1)
    is_urgent = scores[:, columns.urgent] > 0
    readings = []
    for at, text in enumerate(texts):
        kind = _kind(text, scores[at, columns.kind], columns.kinds)
        named = [columns.categories[category] for category in (mains[at], seconds[at])[: 1 + is_beside[at]]]
        readings.append(
            Reading(
                categories=[OTHER] if kind == SPAM else _categories(named),
                kind=kind,
                tone=columns.tones[tones[at]],
                urgent_why=_why(text) if is_urgent[at] and kind != SPAM else "",
                enterprise=enterprise_in(text)[:LONGEST_NAME],
                place=place_in(text)[:LONGEST_NAME],
            )
        )
    return readings


def _kind(text: str, scores: np.ndarray, kinds: list[str]) -> str:
    """The kind that scores highest; where danger words stand it is never advertising, which nobody is told of."""
    best = int(scores.argmax())
    if kinds[best] != SPAM or not danger_words(text):
        return kinds[best]
    return kinds[int((-scores).argsort()[1])]


def _categories(named: list[str]) -> list[str]:
    """What is off topic is not about anything else."""
    return named if OTHER not in named else named[:1]


def _why(text: str) -> str:
    """The danger words of the message, else the words that told most."""
    found = danger_words(text)
    return ", ".join(found)[:LONGEST_WHY] if found else _telling_words(text)


def _telling_words(text: str) -> str:
    """The words in a row, at most three, that weigh most for urgency; personal data are not among them."""
    words = words_of([text])
    weight = classifier.of_words(words, classifier.model())[1:-1, classifier.columns().urgent]
    starts, stops = words.starts[1:-1], words.stops[1:-1]
    # Places in the text as read: one mark stands before it
    hidden = np.zeros(len(weight), dtype=bool)
    for begin, end in personal_data.spans(nfc(text)[:LONGEST]):
        hidden |= (starts < end + 1) & (stops > begin + 1)
    weight[hidden] = -np.inf
    if not len(weight) or hidden.all():
        return UNKNOWN
    first = last = int(weight.argmax())
    while last - first < MOST_WORDS - 1:
        before = weight[first - 1] if first else -np.inf
        after = weight[last + 1] if last + 1 < len(weight) else -np.inf
        if max(before, after) == -np.inf:
            break
        first, last = (first - 1, last) if before > after else (first, last + 1)
    return " ".join(words.joined[starts[first] : stops[last]].split())[:LONGEST_WHY]
