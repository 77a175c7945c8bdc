"""Near-duplicates: one event told by two units, and text that was copied; pure rules over what they are given."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice

from sumvay.vietnamese import fold, nfc

WORD = re.compile(r"[^\W_]+")
# Five syllables are two or three Vietnamese words: long enough that chance seldom repeats them
SHINGLE = 5
# Set phrases ("thăm hỏi và tặng quà cho đoàn viên") repeat everywhere; less than this is not copying
FEWEST = 12
COPIED_SHARE = 0.3
SAME_PLACE_SHARE = 0.5
SAME_EVENT_SHARE = 0.4
# Of what is longer than any item of news, the beginning is compared: a page of the queue must not wait for a book
MOST_WORDS = 4_000


@dataclass(frozen=True)
class Account:
    """What one unit tells: `key` names it, `folded` is title and text as sumvay.vietnamese.fold leaves them."""

    key: Hashable
    unit_id: int
    day: date | None
    place: str
    title: str
    folded: str = field(repr=False)

    @cached_property
    def words(self) -> list[str]:
        """The first syllables of title and text."""
        return [word.group() for word in islice(WORD.finditer(self.folded), MOST_WORDS)]

    @property
    def length(self) -> int:
        """How many runs of five syllables there are."""
        return max(0, len(self.words) - SHINGLE + 1)

    @cached_property
    def pairs(self) -> set[tuple[str, ...]]:
        """Every two syllables in a row, of title and text."""
        return set(_runs(self.words, 2))

    @cached_property
    def title_pairs(self) -> set[tuple[str, ...]]:
        """Every two syllables in a row of the title."""
        return set(_runs(WORD.findall(fold(self.title)), 2))

    @cached_property
    def place_words(self) -> set[str]:
        """The syllables of the place."""
        return set(WORD.findall(fold(self.place)))


@dataclass(frozen=True)
class Likeness:
    """How an account is like another one, which `key` names; `copied` is the share of the shorter text, 0 to 1."""

    key: Hashable
    is_same_event: bool
    copied: float


def alike(accounts: Iterable[Account], others: Iterable[Account]) -> dict[Hashable, list[Likeness]]:
    """
    What among `others` is like each of `accounts`: by the key of each that has any, the most copied first.

    Every text of `others` is read once, whatever the number of `accounts`; an account is never compared with itself.
    """
    asked = list(accounts)
    holders = defaultdict(list)
    for place, account in enumerate(asked):
        for run in set(_runs(account.words, SHINGLE)):
            holders[run].append(place)
    found = defaultdict(list)
    for other in others:
        known = {run for run in _runs(other.words, SHINGLE) if run in holders}
        shared = Counter(place for run in known for place in holders[run])
        for place, account in enumerate(asked):
            likeness = _likeness(account, other, shared[place])
            if likeness:
                found[account.key].append(likeness)
    return {key: sorted(rows, key=lambda row: -row.copied) for key, rows in found.items()}


def is_same_event(one: Account, other: Account) -> bool:
    """Two units tell of the same day and place, and the words of one title come back in the other's account."""
    return (
        one.unit_id != other.unit_id
        and one.day is not None
        and one.day == other.day
        and _share(one.place_words, other.place_words) >= SAME_PLACE_SHARE
        and max(_held(one.title_pairs, other.pairs), _held(other.title_pairs, one.pairs)) >= SAME_EVENT_SHARE
    )


def marked(text: str, beside: str) -> list[list[tuple[str, bool]]]:
    """
    The lines of a text cut into runs, each with whether it stands in the other text too.

    A run is a match when it is at least five syllables long in both texts; accents, capitals and what stands between
    the words do not count. Empty lines are left out.
    """
    theirs = set(_runs([fold(word) for word in WORD.findall(nfc(beside))], SHINGLE))
    text = nfc(text)
    words = list(WORD.finditer(text))
    folded = [fold(word.group()) for word in words]
    matching = [False] * len(words)
    for place, run in enumerate(_runs(folded, SHINGLE)):
        if run in theirs:
            matching[place : place + SHINGLE] = [True] * SHINGLE
    starts = [word.start() for word in words]
    return [cut for cut in (_cut(text, begin, end, starts, matching) for begin, end in _lines(text)) if cut]


def matching_lines(text: str, beside: str) -> list[list[tuple[str, bool]]]:
    """The lines of a text in which something stands in the other text too, cut as in `marked`."""
    return [line for line in marked(text, beside) if any(is_match for _run, is_match in line)]


def _runs(words, length):
    return zip(*(words[start:] for start in range(length)), strict=False)


def _likeness(account, other, shared):
    if account.key == other.key:
        return None
    copied = min(1.0, shared / min(account.length, other.length)) if shared >= FEWEST else 0.0
    same = is_same_event(account, other)
    return Likeness(other.key, same, copied) if same or copied >= COPIED_SHARE else None


def _share(one, other):
    """Of the smaller set, how much lies in the other."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _held(few, many):
    return len(few & many) / len(few) if few else 0.0


def _lines(text):
    begin = 0
    for line in text.splitlines(keepends=True):
        yield begin, begin + len(line.rstrip())
        begin += len(line)


def _cut(text, begin, end, starts, matching):
    """One line as runs: neighbouring words of one kind, with what stands between them."""
    runs: list[tuple[str, bool]] = []
    at, was = begin, None
    for place in range(bisect_left(starts, begin), bisect_left(starts, end)):
        if matching[place] != was:
            if was is not None:
                runs.append((text[at : starts[place]], was))
                at = starts[place]
            was = matching[place]
    return [*runs, (text[at:end], bool(was))] if text[begin:end].strip() else []
