"""Words and letter groups of messages as slots of one table, for many messages at once, with or without accents."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

# Slots of the hash table: 2 ** SLOT_BITS
SLOT_BITS = 21
# No slot: a group of words that would cross from one message into the next
NO_SLOT = 0
LONGEST = 10_000
LETTER_GROUPS = (2, 3, 4, 5)
START, END = "\x02", "\x03"
# Beyond the last code point of the table everything reads as that one
CODE_POINTS = 0x20000
NOTHING, LETTER, FIGURE, MARK = 0, 1, 2, 3
MARKS = START + END + "?!\n%:"
TONE_MARKS = "\u0300\u0309\u0303\u0301\u0323"
BASE = np.uint64(0x9E3779B97F4A7C15 | 1)
BASE_BACK = np.uint64(pow(int(BASE), -1, 2**64))
MIX = np.uint64(0xD6E8FEB86659FD93)
EDGE = np.uint64(0xA24BAED4963EE407)
# A figure of three or more digits is read by its length alone
LONG_FIGURE = 3
# How chats and dialects write a word, and the word; of two words (cty: công ty) the one that meets the next
SHORT_FORMS = """
k không|ko không|kg không|kh không|kô không|hok không|hk không|hông không|hong không|hổng không|hem không
|khum không|khong không|hăm không|dc được|đc được|dk được|đk được|đx được|dx được|j gì|zì gì|z vậy|zậy vậy
|dzậy vậy|dậy vậy|v vậy|mk mình|mik mình|mìn mình|e em|a anh|ae em|c chị|lun luôn|bik biết|bít biết|bjt biết
|bt biết|r rồi|rùi rồi|rầu rồi|oy rồi|ròi rồi|nx nữa|ns nói|ng người|ngta ta|ngừi người|lm làm|lèm làm|vs với
|zới với|dí với|trc trước|trk trước|bn nhiêu|nhiu nhiêu|bh giờ|mn người|mng người|nge nghe|wa quá|qá quá
|thui thôi|iu yêu|zô vào|vô vào|dzô vào|zề về|dìa về|dzề về|cty ty|cti ty|ctty ty|ctyy ty|cn nhân|cđ đoàn
|cd đoàn|hđ đồng|xl lỗi|ntn nào|thik thích|thix thích|nv viên|ql lý|tc ca|tụi bọn|bầy bọn|choa tao|tui tôi|bả bà
|ổng ông|chớ chứ|nghen nhé|nhen nhé|nha nhé|hen nhé|hén nhé|mô đâu|răng sao|rứa vậy|ni này|nớ kia|mần làm
|biểu bảo|kêu bảo|trễ chậm|lãnh lĩnh|bịnh bệnh|coi xem|đt thoại|dt thoại|sdt thoại|lươg lương|lg lương|sanh sinh
|bển đó|trển đó|hổm nay|bữa hôm|nhứt nhất|thiệt thật|dzui vui|zui vui
"""
SHORT_BITS = 16


class Words(NamedTuple):
    """
    The words and marks of a batch, in the order of the text; each message opens and closes with a mark of its own.

    `first` is the place of each message's first word, `of` the message of each word; `whole` tells words apart without
    accents, `toned` with them. `distinct` says which of the different spellings a word is, `spelled` their letters with
    edges, `ends` where each ends. `starts` and `stops` are places in `joined`, the text as read.
    """

    first: np.ndarray
    whole: np.ndarray
    toned: np.ndarray
    distinct: np.ndarray
    spelled: np.ndarray
    ends: np.ndarray
    starts: np.ndarray
    stops: np.ndarray
    joined: str


class Slots(NamedTuple):
    """Slots of one kind of group: by word of the batch, or by spelling (`by_spelling`; `owner` says which)."""

    slots: np.ndarray
    by_spelling: bool
    owner: np.ndarray | None = None


def words_of(texts: Sequence[str]) -> Words:
    """The words of messages; only the first 10,000 letters of each are read."""
    joined = _joined(texts)
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    points = np.minimum(points, CODE_POINTS - 1)
    table = _letters()
    kind, toned = table.kind[points], table.toned[points]
    # "quáááá" and "!!!!" read as one letter and one mark
    kept = np.ones(len(points), dtype=bool)
    kept[1:] = (toned[1:] != toned[:-1]) | (kind[1:] == FIGURE) | (kind[1:] == NOTHING)
    places = np.flatnonzero(kept)
    points, kind, toned = points[places], kind[places], toned[places]
    starts, stops = _bounds(kind, toned)
    folded = table.folded[points]
    whole, spelling = _hashes(folded, starts, stops), _hashes(toned, starts, stops)
    accents = _sums(table.tone[points])
    toned_whole = spelling + (accents[stops] - accents[starts])
    long_figure = (kind[starts] == FIGURE) & (stops - starts >= LONG_FIGURE)
    whole[long_figure] = (stops - starts)[long_figure].astype(np.uint64) * MIX
    distinct, shown = _told_apart(whole)
    _spell_out(whole, toned_whole, standing_alone=~_follows_figure(kind, starts, stops))
    spelled, ends = _with_edges(folded, starts[shown], stops[shown])
    first = np.flatnonzero(points[starts] == ord(START))
    last_letter = places[stops - 1] + 1
    return Words(first, whole, toned_whole, distinct, spelled, ends, places[starts], last_letter, joined)


def slots_of(words: Words) -> Iterator[Slots]:
    """The slots of every kind of group: words, neighbours, words with accents, groups of letters within words."""
    whole, toned = words.whole, words.toned
    ending = _ending(words)
    second, third = np.roll(whole, -1), np.roll(whole, -2)
    yield Slots(_slot(whole, 1), by_spelling=False)
    yield Slots(_slot(toned, 2), by_spelling=False)
    pair = whole * BASE + second
    yield Slots(_masked(_slot(pair, 3), ending), by_spelling=False)
    yield Slots(_masked(_slot(toned * BASE + np.roll(toned, -1), 4), ending), by_spelling=False)
    yield Slots(_masked(_slot(pair * BASE + third, 5), ending), by_spelling=False)
    yield Slots(_masked(_slot(whole * BASE + third, 6), ending), by_spelling=False)
    for slots, owner in _letter_groups(words):
        yield Slots(slots, by_spelling=True, owner=owner)


def _ending(words: Words) -> np.ndarray:
    """Where messages end; the last word of each."""
    last = np.empty(len(words.first), dtype=np.int64)
    last[:-1] = words.first[1:] - 1
    last[-1] = len(words.whole) - 1
    return last


def _masked(slots: np.ndarray, ending: np.ndarray) -> np.ndarray:
    slots[ending] = NO_SLOT
    return slots


def _letter_groups(words: Words) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Groups of two to five letters of each spelling, edges counted as letters."""
    values, ends = words.spelled, words.ends
    begins = np.concatenate(([0], ends[:-1]))
    owner = np.repeat(np.arange(len(ends)), ends - begins)
    room = np.repeat(ends, ends - begins) - np.arange(len(values))
    group = values
    for size in range(2, max(LETTER_GROUPS) + 1):
        group = group[:-1] * BASE + values[size - 1 :]
        if size in LETTER_GROUPS:
            inside = np.flatnonzero(room[: len(group)] >= size)
            yield _slot(group[inside], 10 + size), owner[inside]


def _slot(hashes: np.ndarray, family: int) -> np.ndarray:
    """Slots from 1 on; the upper bits of a product are the well mixed ones."""
    mixed = (hashes ^ (hashes >> np.uint64(31))) * MIX + np.uint64(family * 0x2545F4914F6CDD1D & 2**64 - 1)
    mixed = (mixed ^ (mixed >> np.uint64(29))) * BASE
    slots = (mixed >> np.uint64(64 - SLOT_BITS)).astype(np.int32)
    return np.maximum(slots, 1, out=slots)


def _joined(texts: Sequence[str]) -> str:
    parts = [text[:LONGEST] for text in texts]
    joined = START + (END + START).join(parts) + END
    if joined.count(START) != len(parts) or joined.count(END) != len(parts):
        parts = [part.replace(START, " ").replace(END, " ") for part in parts]
        joined = START + (END + START).join(parts) + END
    return unicodedata.normalize("NFC", joined)


def _bounds(kind: np.ndarray, toned: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where words, figures and marks start and stop."""
    changes = np.ones(len(kind) + 1, dtype=bool)
    changes[1:-1] = (kind[1:] != kind[:-1]) | ((kind[1:] == MARK) & (toned[1:] != toned[:-1]))
    at = np.flatnonzero(changes)
    starts, stops = at[:-1], at[1:]
    is_word = kind[starts] != NOTHING
    return starts[is_word], stops[is_word]


def _sums(values: np.ndarray) -> np.ndarray:
    sums = np.zeros(len(values) + 1, dtype=np.uint64)
    np.cumsum(values, out=sums[1:])
    return sums


def _hashes(values: np.ndarray, starts: np.ndarray, stops: np.ndarray) -> np.ndarray:
    """Rolling hashes of spans from prefix sums; arithmetic wraps around at 2 ** 64."""
    size = 1 << (len(values) - 1).bit_length()
    sums = _sums(values * _powers(size, BASE)[: len(values)])
    return (sums[stops] - sums[starts]) * _powers(size, BASE_BACK)[starts]


@cache
def _powers(size: int, base: np.uint64) -> np.ndarray:
    powers = np.full(size, base, dtype=np.uint64)
    powers[0] = 1
    return np.cumprod(powers, dtype=np.uint64)


def _told_apart(whole: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each word the number of its spelling, and for each spelling one place where it stands."""
    size_bits = max(10, (8 * len(whole)).bit_length())
    key = (whole * MIX) >> np.uint64(64 - size_bits)
    here = np.arange(len(whole), dtype=np.int32)
    table = np.empty(1 << size_bits, dtype=np.int32)
    table[key] = here
    shown = table[key]
    # Two words with one key: the one that lost its place stands for itself
    shown = np.where(whole[shown] == whole, shown, here)
    is_shown = np.zeros(len(whole), dtype=bool)
    is_shown[shown] = True
    number = np.cumsum(is_shown) - 1
    return number[shown], np.flatnonzero(is_shown)


def _with_edges(folded: np.ndarray, starts: np.ndarray, stops: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The letters of spellings one after another, each between two edges, and where each ends."""
    sizes = stops - starts
    ends = np.cumsum(sizes + 2)
    spelled = np.full(ends[-1], EDGE, dtype=np.uint64)
    letters = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    spelled[np.repeat(ends - sizes - 1, sizes) + letters] = folded[np.repeat(starts, sizes) + letters]
    return spelled, ends


def _follows_figure(kind: np.ndarray, starts: np.ndarray, stops: np.ndarray) -> np.ndarray:
    """Units of figures: the k of 200k is a thousand, not a short "không"."""
    follows = np.zeros(len(starts), dtype=bool)
    follows[1:] = (starts[1:] == stops[:-1]) & (kind[starts[:-1]] == FIGURE)
    return follows


def _spell_out(whole: np.ndarray, toned: np.ndarray, *, standing_alone: np.ndarray) -> None:
    """Write short forms out, in place."""
    short, long, long_toned = _short_forms()
    key = toned >> np.uint64(64 - SHORT_BITS)
    at = np.flatnonzero((short[key] == toned) & standing_alone)
    whole[at] = long[key[at]]
    toned[at] = long_toned[key[at]]


@cache
def _short_forms() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Short forms (with accents), and what they stand for without and with accents, by the upper bits of the form."""
    short, long, long_toned = (np.zeros(1 << SHORT_BITS, dtype=np.uint64) for _ in range(3))
    for pair in SHORT_FORMS.replace("\n", "").strip().split("|"):
        form, word = pair.split()
        _whole, toned = _hashes_of(form)
        key = toned >> np.uint64(64 - SHORT_BITS)
        short[key] = toned
        long[key], long_toned[key] = _hashes_of(word)
    return short, long, long_toned


def _hashes_of(word: str) -> tuple[np.uint64, np.uint64]:
    """One word without accents and with them."""
    table = _letters()
    points = np.array([ord(letter) for letter in word])
    span = np.array([0]), np.array([len(word)])
    tones = table.tone[points].sum(dtype=np.uint64, keepdims=True)
    return _hashes(table.folded[points], *span)[0], (_hashes(table.toned[points], *span) + tones)[0]


class Letters(NamedTuple):
    """For every code point: what kind it is, its value without accents, without its tone, and its tone."""

    kind: np.ndarray
    folded: np.ndarray
    toned: np.ndarray
    tone: np.ndarray


@cache
def _letters() -> Letters:
    kind = np.zeros(CODE_POINTS, dtype=np.uint8)
    folded, toned, tone = (np.zeros(CODE_POINTS, dtype=np.uint64) for _ in range(3))
    # Letters with accents end at U+1EFF; symbols that people send as pictures stand from U+2190 on
    for point in [*range(0x250), *range(0x1E00, 0x1F00), *range(0x2190, 0x2C00), *range(0x1F000, CODE_POINTS)]:
        letter = chr(point)
        plain = unicodedata.normalize("NFD", letter.lower()).replace("đ", "d").replace("ð", "d")
        tones = [mark for mark in plain if mark in TONE_MARKS]
        kind[point] = _kind_of(letter, point)
        folded[point] = _value(plain[0])
        without_tone = unicodedata.normalize("NFD", letter.lower()).replace("ð", "đ")
        toned[point] = _value("".join(mark for mark in without_tone if mark not in TONE_MARKS))
        tone[point] = _value(tones[0] * 2) if tones else 0
    return Letters(kind, folded, toned, tone)


def _kind_of(letter: str, point: int) -> int:
    if letter in MARKS or point >= 0x2190:
        return MARK
    if letter.isdigit():
        return FIGURE
    return LETTER if letter.isalpha() else NOTHING


def _value(letters: str) -> np.uint64:
    """A number for letters, the same on every machine (a step of splitmix64 for each)."""
    number = 0x2545F4914F6CDD1D
    for letter in letters:
        number = (number + ord(letter) * 0x9E3779B97F4A7C15) & 2**64 - 1
        number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9 & 2**64 - 1
        number = (number ^ (number >> 27)) * 0x94D049BB133111EB & 2**64 - 1
        number ^= number >> 31
    return np.uint64(number)
