"""Whom messages speak of: names that one message writes out are known in the others, however they are written there."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sumvay.feedback.reading.enterprises import enterprise_in, key_of
from sumvay.feedback.reading.number_patterns import CAPITALS, same_length_fold

# A single word is a name by itself when it is longer than this
LONG_WORD = 5
# A name stands in no larger share of the messages, or it tells nothing
MOST_COMMON, ALWAYS_RARE = 0.08, 25
CAPITALISED = re.compile(rf"[{CAPITALS}]\w+(?: [{CAPITALS}]\w*)*")


@dataclass(frozen=True)
class Named:
    """The enterprise a message names, "" when it names none, and the other names in it."""

    enterprise: str
    others: frozenset[str]


def names_in(
    texts: Sequence[str], enterprises: Sequence[str], words: Sequence[list[str]], is_new: Callable[[str], bool]
) -> list[Named]:
    """
    For each message what it names; `words` without accents, `is_new` says of words whether earlier messages lack them.

    `enterprises` as they were read, "" to look for them. Of several the one most messages name counts.
    """
    keys = {key_of(given or enterprise_in(text)) for text, given in zip(texts, enterprises, strict=True)}
    keys = {key for key in keys if " " in key or len(key) > LONG_WORD}
    known = {key: _shortest(key, keys) for key in keys}
    # "PCT" for Phú Cường Thịnh; not where the initials are a word ("BAT")
    initials = {"".join(word[0] for word in key.split()): key for key in keys if key.count(" ") > 1}
    known |= {short: known[key] for short, key in initials.items() if is_new(short)}
    others = _other_names(texts, words, is_new)
    found = [_runs(line, 4) for line in words]
    named = [{known[run] for run in runs if run in known} for runs in found]
    times = Counter(key for line in named for key in line)
    return [
        Named(max(line, key=lambda key: (times[key], key), default=""), frozenset(runs & others))
        for line, runs in zip(named, found, strict=True)
    ]


def _shortest(key: str, keys: set[str]) -> str:
    """Cường Thịnh for Phú Cường Thịnh, when somebody has written it so."""
    runs = sorted(_runs(key.split(), 4) & keys, key=len)
    return runs[0] if runs else key


def _other_names(texts, words, is_new) -> set[str]:
    """What is written with capitals, stands in several messages but not in many, and is new."""
    written = {name for text in texts for name in _capitalised(text)}
    held = Counter(name for line in words for name in _runs(line, 2) if name in written)
    most = max(ALWAYS_RARE, MOST_COMMON * len(texts))
    return {name for name, count in held.items() if 1 < count <= most and is_new(name)}


def _capitalised(text: str) -> Iterator[str]:
    for match in CAPITALISED.finditer(text):
        words = same_length_fold(match[0]).split()
        yield from (word for word in words if len(word) > LONG_WORD)
        yield from (" ".join(pair) for pair in pairwise(words))


def _runs(words: list[str], longest: int) -> set[str]:
    """Every word and every row of words up to a length."""
    return {" ".join(words[at : at + size]) for size in range(1, longest + 1) for at in range(len(words) - size + 1)}
