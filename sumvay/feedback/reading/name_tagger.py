"""
Finds names, addresses and numbers of persons by the words around them: a small linear chain, learnt from messages.

A conditional random field (Lafferty, McCallum, Pereira 2001) over words; its weights are hashed into one table of
small numbers, made by `ops/training/train_names.py`.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zlib import crc32

import numpy as np

from sumvay.feedback.reading.number_patterns import same_length_fold
from sumvay.feedback.reading.person_names import (
    FAMILY_FOLDED,
    FAMILY_WORDS,
    GIVEN_FOLDED,
    GIVEN_WORDS,
    RANK_WORDS,
    TITLE_FOLDED,
)

WEIGHTS = Path(__file__).with_name("names.npz")
TAGS = ("O", "B-name", "I-name", "B-place", "I-place", "B-number", "I-number")
ROWS = 1 << 20
# Words are counted by a hash too: how often each has been a name, how often an ordinary word
COUNTED = 1 << 16
TOKEN = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\d+(?:[.,/:]\d+)*[^\W_]*(?:[./:–-][^\W_]+)*|[^\W\d_]+(?:['’ʼ`][^\W\d_]+)+|"
    r"[^\W\d_]+(?=\d)(?:\d[\w./-]*\w|\d)|[^\W\d_]+-\d[\w-]*|[^\W\d_]+|[^\w\s]|\n",
)
MIDDLE = frozenset(("thi", "van", "huu", "dinh", "duc", "xuan", "quang", "ngoc"))
PLACE = (
    "so ngo hem ngach kiet to ap thon xom khu pho phuong xa huyen duong quan day lo nha tro can ho chung cu toa phong "
    "buon ban lang tang cau cho doi khom tt dc dia chi tru ktx"
)
PLACE_WORDS = frozenset(PLACE.split())


@dataclass(frozen=True)
class Words:
    """A message cut into words: where each stands, how it is written, and without accents."""

    spans: list[tuple[int, int]]
    written: list[str]
    folded: list[str]
    style: str


def words_of(text: str) -> Words:
    """Cut a message into words, numbers and single signs."""
    matches = list(TOKEN.finditer(text))
    plain = same_length_fold(text)
    letters = [sign for sign in text if sign.isalpha()]
    capitals = sum(sign.isupper() for sign in letters)
    few = capitals <= max(1, len(letters) // 60)
    case = "A" if capitals > 0.6 * len(letters) else "a" if few else "x"
    accents = "n" if sum(not sign.isascii() for sign in letters) < 0.04 * len(letters) else "y"
    spans = [match.span() for match in matches]
    return Words(spans, [match[0] for match in matches], [plain[begin:end] for begin, end in spans], case + accents)


def feature_rows(words: Words, counts: np.ndarray) -> np.ndarray:
    """
    The rows of the table that speak for each word, one line a word.

    `counts[0]` says in how many messages each word was ordinary, `counts[1]` in how many a name (see `counted_at`).
    """
    edge = ["<", "<", "<"]
    lines = [
        [*edge, *column, *edge]
        for column in (
            words.folded,
            [word.lower() for word in words.written],
            [_shape(word) for word in words.written],
            [_kinds(word, folded) for word, folded in zip(words.written, words.folded, strict=True)],
            [_known(word, folded, counts) for word, folded in zip(words.written, words.folded, strict=True)],
            _patterns(words.folded),
        )
    ]
    runs = _runs(words.folded)
    named = [_features(*lines, at + 3, words.style, runs[at]) for at in range(len(runs))]
    return np.array([[crc32(name.encode()) % ROWS for name in line] for line in named], dtype=np.int32)


def counted_at(word: str) -> int:
    """Where a word is counted."""
    return crc32(word.encode()) % COUNTED


def _features(folded, lowered, shape, kind, known, pattern, at, style, run):
    w, before, after = folded[at], folded[at - 1], folded[at + 1]
    form, sort, new = shape[at], kind[at], known[at]
    return (
        f"0{w}",
        f"1{lowered[at]}|{form}",
        f"2{before}",
        f"3{after}",
        f"4{before}|{w}",
        f"5{w}|{after}",
        f"6{folded[at - 2]}",
        f"7{folded[at + 2]}",
        f"8{folded[at - 2]}|{before}",
        f"9{after}|{folded[at + 2]}",
        f"a{style}|{form}",
        f"b{style}|{form}|{sort}",
        f"c{style}|{shape[at - 1]}|{form}|{shape[at + 1]}",
        f"d{kind[at - 1]}|{sort}|{kind[at + 1]}|{style[0]}",
        f"e{before}|{form}|{sort}",
        f"f{sort}|{after}",
        f"g{sort}|{style}",
        f"h{folded[at - 3]}|{folded[at - 2]}|{before}|{style[0]}",
        f"i{run}",
        f"j{run}|{before}",
        f"k{run}|{folded[at - 2]}",
        f"l{w[:2]}|{style}|{form}",
        f"m{w[-3:]}|{style}|{form}",
        f"n{kind[at - 1]}|{form}",
        f"o{sort}|{kind[at + 1]}|{kind[at + 2]}|{form}",
        f"p{before}|{form}|{shape[at + 1]}|{style[0]}",
        f"q{kind[at - 2]}|{kind[at - 1]}|{sort}",
        f"r{new}|{style}|{form}",
        f"s{new}|{before}|{form}",
        f"t{new}|{kind[at - 1]}|{known[at - 1]}|{form}",
        f"u{known[at - 1]}|{new}|{known[at + 1]}|{style[0]}",
        f"v{pattern[at]}|{style[0]}",
        f"w{new}|{sort}|{after}",
        f"x{known[at + 1]}|{shape[at + 1]}|{new}|{kind[at + 1]}",
        f"y{folded[at - 2]}|{before}|{new}|{form}",
    )


def _known(word: str, folded: str, counts: np.ndarray) -> str:
    """How well a word is known as an ordinary one and as a name: as it is written, and without accents."""
    exact, plain = counts[:, counted_at("=" + word.lower())], counts[:, counted_at(folded)]
    return "".join(str(_step(count)) for count in (*exact, *plain))


def _step(count: int) -> int:
    return 0 if count == 0 else 1 if count < 3 else 2 if count < 10 else 3 if count < 40 else 4


def _patterns(folded: list[str]) -> list[str]:
    """Where a word stands in what looks like a full name: family, "thị" or "văn", given."""
    found = ["-"] * len(folded)
    for at in range(1, len(folded) - 1):
        if folded[at] in MIDDLE and folded[at - 1] in FAMILY_FOLDED and folded[at + 1].isalpha():
            found[at - 1 : at + 2] = "fmg"
            if at + 2 < len(folded) and folded[at + 2] in GIVEN_FOLDED:
                found[at + 2] = "h"
    return found


@cache
def _shape(word: str) -> str:
    if any(sign.isdigit() for sign in word):
        short = re.sub(r"[^\W\d_]", "A", re.sub(r"\d", "0", word))
        return short if len(short) <= 6 else re.sub(r"(.)\1+", r"\1+", short) + str(min(len(short), 14))
    if not word[0].isalpha():
        return word
    if word.isupper():
        return "X" if len(word) == 1 else "XX"
    if word[0].isupper():
        return "Xx" if "'" not in word else "X'x"
    return "x" if len(word) > 1 else "x1"


def _kinds(word: str, folded: str) -> str:
    lowered = word.lower()
    family = 2 if lowered in FAMILY_WORDS else int(folded in FAMILY_FOLDED)
    given = 2 if lowered in GIVEN_WORDS else int(folded in GIVEN_FOLDED)
    marks = ("r" if lowered in RANK_WORDS else "") + ("t" if folded in TITLE_FOLDED else "")
    return f"{family}{given}{marks}{'p' if folded in PLACE_WORDS else ''}"


def _runs(folded: list[str]) -> list[str]:
    """Of each word, the figures of the row of numbers it stands in: how many, and the first two."""
    runs, at = ["-"] * len(folded), 0
    while at < len(folded):
        end, figures = at, ""
        while end < len(folded) and (folded[end][:1].isdigit() or (end > at and folded[end] in ".-–+()")):
            figures += re.sub(r"\D", "", folded[end])
            end += 1
        if figures:
            runs[at:end] = [f"{len(figures)}{figures[0] if figures[0] == '0' else 'n'}"] * (end - at)
        at = max(end, at + 1)
    return runs


@dataclass(frozen=True)
class Weights:
    """What was learnt: weights of words in whole numbers of `scale`, of steps from tag to tag, and counts of words."""

    table: np.ndarray
    steps: np.ndarray
    scale: float
    counts: np.ndarray


@cache
def kept_weights() -> Weights:
    """The weights as they were kept."""
    with np.load(WEIGHTS) as kept:
        table = np.zeros((ROWS, len(TAGS)), dtype=np.int8)
        table[np.cumsum(kept["gaps"])] = kept["rows"]
        return Weights(table, kept["steps"], float(kept["scale"]), kept["counts"])


def is_known(folded: str) -> bool:
    """Whether a word without accents has been an ordinary word in some message."""
    return bool(kept_weights().counts[0, counted_at(folded)] > 1)


def likelihoods(words: Words) -> np.ndarray:
    """How likely each word is each of TAGS, 0 to 1."""
    kept = kept_weights()
    scores = kept.table[feature_rows(words, kept.counts)].sum(axis=1, dtype=np.int32) * kept.scale
    return marginals(scores, kept.steps)


def marginals(scores: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """Forward and backward over one message; `scores` one line a word, `steps[i, j]` from tag i to tag j."""
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    moves = np.exp(steps)
    ahead, behind = np.empty_like(weights), np.ones_like(weights)
    ahead[0] = weights[0] * FIRST
    ahead[0] /= ahead[0].sum()
    for at in range(1, len(weights)):
        line = (ahead[at - 1] @ moves) * weights[at]
        ahead[at] = line / line.sum()
    for at in range(len(weights) - 2, -1, -1):
        line = moves @ (behind[at + 1] * weights[at + 1])
        behind[at] = line / line.sum()
    both = ahead * behind
    return both / both.sum(axis=1, keepdims=True)


# A message does not open in the middle of a name
FIRST = np.array([0.0 if tag.startswith("I") else 1.0 for tag in TAGS])
