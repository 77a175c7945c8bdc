"""Remarks on single words: mistyped syllables, one way of marking *hòa*, confused words, abbreviations without bar."""

import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from sumvay.newsroom.style import syllables
from sumvay.newsroom.style.slips import ALSO_WORDS, ANOTHER_TONE, ANOTHER_WORD, COMPOUNDS, WITHOUT_BAR
from sumvay.newsroom.style.suggestion import Suggestion, dressed
from sumvay.vietnamese import fold

WORD = re.compile(r"[^\W\d_]+")
LOOKS_LIKE_BARRED = str.maketrans("ÐƉðɖ", "ĐĐđđ")
ABBREVIATIONS = {
    "ATVSLD": "ATVSLĐ", "CDCS": "CĐCS", "CĐSC": "CĐCS", "CDVN": "CĐVN", "CNLD": "CNLĐ", "CNVCLD": "CNVCLĐ",
    "DVCD": "ĐVCĐ", "ĐVCD": "ĐVCĐ", "DVCĐ": "ĐVCĐ", "HDLD": "HĐLĐ", "HĐLD": "HĐLĐ", "HDND": "HĐND",
    "LDLD": "LĐLĐ", "LĐLD": "LĐLĐ", "LDLĐ": "LĐLĐ", "NLD": "NLĐ", "NSDLD": "NSDLĐ", "NSĐLĐ": "NSDLĐ",
    "QHLD": "QHLĐ", "TLD": "TLĐ", "TLDLD": "TLĐLĐ", "TNLD": "TNLĐ", "TULDTT": "TƯLĐTT", "TƯLDTT": "TƯLĐTT",
}  # fmt: skip
BY_LETTERS = {fold(word): word for word in COMPOUNDS}
ALL_SLIPS = {**ANOTHER_WORD, **ANOTHER_TONE, **WITHOUT_BAR}
# "giành cho được" is right where "giành cho" alone hardly ever is
SLIP = re.compile(
    r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, ALL_SLIPS), key=len, reverse=True)) + r")(?!\w| (?:được|bằng)\b)",
    re.IGNORECASE,
)


def confused(text: str) -> Iterator[Suggestion]:
    """Words taken for each other, and marks lost, from a kept list."""
    for found in SLIP.finditer(text):
        key = found[0].lower()
        why = _("The bar of đ is missing.") if key in WITHOUT_BAR else _("Often confused.")
        yield Suggestion(*found.span(), found[0], dressed(ALL_SLIPS[key], found[0]), why)


def compounds(text: str) -> Iterator[Suggestion]:
    """Words of every union paper with other marks than theirs, as "công đoan"; those without marks are left alone."""
    words = list(WORD.finditer(text))
    folded = [fold(word[0]) for word in words]
    for place in range(len(words)):
        for length in (3, 2):
            meant = BY_LETTERS.get(" ".join(folded[place : place + length]))
            if meant is None or place + length > len(words):
                continue
            start, end = words[place].start(), words[place + length - 1].end()
            found = text[start:end]
            if not found.isascii() and found.lower() not in ALSO_WORDS | {meant} and found.count(" ") == length - 1:
                yield Suggestion(start, end, found, dressed(meant, found), _("A mark is missing or wrong."))
            break


def abbreviations(text: str) -> Iterator[Suggestion]:
    """NLD for NLĐ and the like, in plain text and in symbols of papers."""
    for word in WORD.finditer(text):
        if better := ABBREVIATIONS.get(word[0]):
            yield Suggestion(*word.span(), word[0], better, _("The abbreviation is written this way."))


def mistyped(text: str) -> Iterator[Suggestion]:
    """Syllables that cannot be Vietnamese, with what was meant when a rule tells."""
    for word in WORD.finditer(text):
        if word[0].isascii():
            continue
        plain = word[0].translate(LOOKS_LIKE_BARRED)
        if plain != word[0]:
            yield Suggestion(*word.span(), word[0], plain, _("A foreign letter stands in place of đ."))
        elif _is_abbreviation(plain) or syllables.is_syllable(plain):
            continue
        elif better := syllables.mended(plain.lower()):
            yield Suggestion(*word.span(), word[0], dressed(better, plain), _("No Vietnamese syllable."))
        # A name of a person, a place or a people may follow no rule of ours, and a loan word may stand together
        elif plain.islower() and not syllables.is_written_together(plain):
            yield Suggestion(*word.span(), word[0], "", _("No Vietnamese syllable."))


def marked_in_two_ways(text: str) -> Iterator[Suggestion]:
    """hòa and hoà in one text: the rarer way; names keep the way their bearers write them."""
    words = [(word, way) for word in WORD.finditer(text) if (way := syllables.marking(word[0]))]
    ways = Counter(way for _word, way in words)
    if len(ways) < 2:
        return
    kept = "new" if ways["new"] > ways["old"] else "old"
    for word, way in words:
        if way != kept and word[0].islower():
            better = syllables.marked_otherwise(word[0])
            yield Suggestion(*word.span(), word[0], better, _("Marked the other way elsewhere in this text."))


def _is_abbreviation(word: str) -> bool:
    """Several capitals, but for a word of a heading, of which some syllable can be made."""
    return sum(letter.isupper() for letter in word) > 1 and not (word.isupper() and syllables.mended(word.lower()))
