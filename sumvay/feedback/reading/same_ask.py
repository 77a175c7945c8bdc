"""
Which messages ask the same of the same people: by the enterprise and topic they share and by likeness of words.

Each message is one sparse row; the product of two rows is how alike they are. Groups grow from the most alike pair on
and two groups join while their members are alike on average (UPGMA, Sokal and Michener 1958), so that no chain of
neighbours runs through a whole branch.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import numpy as np

from sumvay.feedback.reading.ask_names import ALWAYS_RARE, MOST_COMMON, Named, names_in
from sumvay.feedback.reading.number_patterns import same_length_fold

COUNTS = Path(__file__).with_name("words.npz")
WORD = re.compile(r"[^\W_]+")
# How much each likeness counts, learnt from messages that ask the same (`ops/training/train_asks.py`)
WORDS, PAIRS, LETTERS, ENTERPRISE, NAME, CATEGORY, KIND = 8.0, 3.0, 7.5, 6.5, 4.5, 3.8, 2.0
ALIKE = 11.5
# What two messages lose that name two enterprises; when it is the same one the name makes up for it
APART = 9.0
CANDIDATES = 40
# A name is new when no more of the earlier messages hold it
MOST_SEEN = 2
SHORT = {
    "cty": "cong ty", "ct": "cong ty", "ko": "khong", "k": "khong", "hok": "khong", "dc": "duoc", "bh": "bao hiem",
    "bhxh": "bao hiem xa hoi", "cd": "cong doan", "cn": "cong nhan", "nv": "nhan vien", "ks": "khach san",
    "bv": "benh vien", "wc": "ve sinh", "vs": "ve sinh", "toilet": "ve sinh", "hd": "hop dong", "hdld": "hop dong",
    "tr": "trieu", "r": "roi", "th": "thang", "t13": "thang 13", "ng": "nguoi", "tc": "tang ca", "sx": "san xuat",
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A message as far as it matters for what it asks; `enterprise` as it was read or "" when it names none."""

    text: str
    categories: tuple[str, ...] = ()
    kind: str = ""
    enterprise: str = ""


@dataclass(frozen=True)
class Rows:
    """
    Sparse rows: of row i, `features[starts[i]:starts[i + 1]]` and the values beside them.

    `named` is 1 for a message that names an enterprise, else 0: two that name different ones ask different people.
    """

    starts: np.ndarray
    features: np.ndarray
    values: np.ndarray
    count: int
    named: np.ndarray

    def of(self, row: int) -> slice:
        """Where one row stands."""
        return slice(self.starts[row], self.starts[row + 1])


def clusters(messages: list[Asked]) -> list[str | None]:
    """
    For each message the name of its group, None when no other asks the same; tens of thousands are a matter of seconds.

    The names mean nothing beyond this one call.
    """
    if len(messages) < 2:
        return [None] * len(messages)
    rows, rare = _rows(messages)
    groups = _joined(_pairs(rows, rare), rows)
    names: list[str | None] = [None] * len(messages)
    for name, members in enumerate(sorted(groups), start=1):
        for member in members:
            names[member] = f"g{name}"
    return names


@cache
def background() -> tuple[np.ndarray, int]:
    """In how many of how many messages each hashed word, pair and run of letters has been seen before."""
    with np.load(COUNTS) as kept:
        return kept["seen"], int(kept["messages"])


def parts_of(text: str) -> tuple[list[str], list[str], list[str]]:
    """Words, pairs of words and runs of four letters of a message, without accents, chat spelling undone."""
    plain = " ".join(SHORT.get(word, word) for word in WORD.findall(same_length_fold(text)))
    words = plain.split()
    letters = [f" {word} "[at : at + 4] for word in words if len(word) > 1 for at in range(max(1, len(word) - 1))]
    return words, [f"{one} {two}" for one, two in pairwise(words)], letters


def _rows(messages: list[Asked]) -> tuple[Rows, np.ndarray]:
    """The rows, and for each feature whether it is rare enough to be a reason for comparing."""
    parts = [parts_of(message.text) for message in messages]
    named = names_in([m.text for m in messages], [m.enterprise for m in messages], [p[0] for p in parts], _is_new)
    numbers: dict[str, int] = {}
    lines = [_counted(kinds, numbers) for kinds in parts]
    rarity, rare = _rarity(lines, numbers, len(messages))
    starts, features, values = [0], [], []
    for at, kinds in enumerate(lines):
        for (line, times), weight in zip(kinds, (WORDS, PAIRS, LETTERS), strict=True):
            value = times * rarity[line]
            features.append(line)
            values.append(value * np.sqrt(weight) / max(float(np.sqrt((value**2).sum())), 1e-9))
        marks = _marks(messages[at], named[at])
        features.append(np.array([numbers.setdefault(name, len(numbers)) for name in marks], dtype=np.int64))
        values.append(np.sqrt(np.array(list(marks.values()), dtype=float)))
        starts.append(starts[-1] + sum(map(len, features[-4:])))
    every = np.concatenate(features), np.concatenate(values).astype(np.float32)
    apart = np.array([float(bool(one.enterprise)) for one in named])
    reasons = [name.startswith("name ") for name in list(numbers)[len(rare) :]]
    return Rows(np.array(starts), *every, len(numbers), apart), np.append(rare, np.array(reasons, dtype=bool))


def _counted(parts, numbers):
    kinds = []
    for letter, names in zip("wpc", parts, strict=True):
        times = Counter(names)
        line = np.array([numbers.setdefault(f"{letter}{name}", len(numbers)) for name in times], dtype=np.int64)
        kinds.append((line, 1 + np.log(np.array(list(times.values()), dtype=float))))
    return kinds


def _rarity(lines, numbers: dict[str, int], amount: int) -> tuple[np.ndarray, np.ndarray]:
    """How rare each feature is among these and earlier messages; which of them are a reason for comparing two."""
    held = np.bincount(np.concatenate([line for kinds in lines for line, _tf in kinds]), minlength=len(numbers))
    seen, total = background()
    hashed = np.fromiter((crc32(name.encode()) % len(seen) for name in numbers), dtype=np.int64, count=len(numbers))
    whole = np.array([not name.startswith("c") for name in numbers], dtype=bool)
    rarity = np.log((total + amount + 1) / np.maximum(seen[hashed] + held, 1))
    return rarity, whole & (held > 1) & (held <= max(ALWAYS_RARE, MOST_COMMON * amount))


def _is_new(name: str) -> bool:
    """Whether next to no earlier message holds a word or pair of words."""
    seen, _total = background()
    return bool(seen[crc32(f"{'p' if ' ' in name else 'w'}{name}".encode()) % len(seen)] <= MOST_SEEN)


def _marks(message: Asked, named: Named) -> dict[str, float]:
    marks = {f"category {name}": CATEGORY / (1 + at) for at, name in enumerate(message.categories)}
    if message.kind:
        marks[f"kind {message.kind}"] = KIND
    if named.enterprise:
        marks[f"name {named.enterprise}"] = ENTERPRISE + APART
    others = sorted(named.others - {named.enterprise})
    return {**marks, **{f"name  {name}": NAME / len(others) for name in others}}


def _pairs(rows: Rows, rare: np.ndarray) -> list[tuple[float, int, int]]:
    """Pairs alike enough to be joined, the most alike first."""
    postings = _postings(rows, rare)
    line, found = np.zeros(rows.count, dtype=np.float32), []
    for row in range(len(rows.starts) - 1):
        own = rows.of(row)
        line[rows.features[own]] = rows.values[own]
        for other in _near(row, rows, postings):
            there = rows.of(other)
            score = float(line[rows.features[there]] @ rows.values[there]) - APART * rows.named[row] * rows.named[other]
            if score >= ALIKE:
                found.append((score, row, int(other)))
        line[rows.features[own]] = 0
    return sorted(found, reverse=True)


def _near(row: int, rows: Rows, postings) -> np.ndarray:
    """The later messages that share most of what is rare with one."""
    own, amount = rows.of(row), len(rows.starts) - 1
    met = [(postings[f], v) for f, v in zip(rows.features[own], rows.values[own], strict=True) if f in postings]
    if not met:
        return np.array([], dtype=np.int64)
    others = np.concatenate([there for (there, _held), _value in met])
    weight = np.concatenate([held * value for (_there, held), value in met])
    shared = np.bincount(others, weight, minlength=amount)
    shared[: row + 1] = 0
    near = np.argpartition(shared, -CANDIDATES)[-CANDIDATES:] if amount > CANDIDATES else np.arange(amount)
    return near[shared[near] > 0]


def _postings(rows, rare):
    owner = np.repeat(np.arange(len(rows.starts) - 1), np.diff(rows.starts))
    kept = rare[rows.features]
    features, owners, values = rows.features[kept], owner[kept], rows.values[kept]
    if not len(features):
        return {}
    order = np.argsort(features, kind="stable")
    features, owners, values = features[order], owners[order], values[order]
    names, begins = np.unique(features, return_index=True)
    ends = np.append(begins[1:], len(features))
    return {n: (owners[b:e], values[b:e]) for n, b, e in zip(names, begins, ends, strict=True)}


@dataclass
class _Group:
    """Rows that belong together, and their sum."""

    members: list[int]
    sum: dict[int, float]
    named: float

    def is_like(self, other: "_Group") -> bool:
        """Whether the members of the two are alike on average; `other` is the smaller one."""
        together = sum(value * self.sum.get(feature, 0.0) for feature, value in other.sum.items())
        together -= APART * self.named * other.named
        return together / (len(self.members) * len(other.members)) >= ALIKE

    def take(self, other: "_Group") -> None:
        """Make the other's members its own."""
        for feature, value in other.sum.items():
            self.sum[feature] = self.sum.get(feature, 0.0) + value
        self.members += other.members
        self.named += other.named


def _joined(pairs: list[tuple[float, int, int]], rows: Rows) -> list[list[int]]:
    """Groups of rows, grown from the most alike pair on."""
    home: dict[int, _Group] = {}

    def home_of(row):
        if row not in home:
            own = rows.of(row)
            values = dict(zip(rows.features[own].tolist(), rows.values[own].tolist(), strict=True))
            home[row] = _Group([row], values, float(rows.named[row]))
        return home[row]

    for _score, row, other in pairs:
        one, two = home_of(row), home_of(other)
        if one is two:
            continue
        large, small = (one, two) if len(one.members) >= len(two.members) else (two, one)
        if large.is_like(small):
            large.take(small)
            home.update(dict.fromkeys(small.members, large))
    return [sorted(group.members) for row, group in home.items() if row == group.members[0] and len(group.members) > 1]
