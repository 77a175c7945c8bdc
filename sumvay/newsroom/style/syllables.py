"""Which letters and marks make a Vietnamese syllable, and how a mistyped one was meant.

The rules are those of every primer: an onset, a rhyme, and one of six tones whose mark has its place (Quy định về chính
tả, Quyết định 240/QĐ of 1984, leaves *hòa* and *hoà* both in use). A rule knows all syllables, so no dictionary is
needed: those at hand are under the GPL.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

TONE_MARKS = "\u0300\u0309\u0303\u0301\u0323"
ONSETS_AS_TAUGHT = "ngh ng nh gh gi kh ph qu th tr ch b c d đ g h k l m n p r s t v x"
RHYMES_AS_TAUGHT = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êc êch êm ên êng ênh êp êt êu "
    "i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu "
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong "
    "op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ up ut uôc uôi uôm uôn uông uôt uy uya uych uyên uyêt uyn "
    "uynh uyp uyt uyu ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu "
    "y ych yêm yên yêng yêt yêu yn ynh yt"
)
ONSETS, RHYMES = ONSETS_AS_TAUGHT.split(), frozenset(RHYMES_AS_TAUGHT.split())
FRONT = frozenset("eêiy")
VOWELS = frozenset("aăâeêioôơuưy")
MARKED = frozenset("ăâêôơư")
STOPS = ("c", "ch", "p", "t")
STOPPED_TONES = {"\u0301", "\u0323"}
# Both ways of marking these are in use; which one is a matter of keeping to it
EITHER = {"oa", "oe", "uy"}
# Slips of the hand: letters that lost their mark beside one that kept it
LETTER_SLIPS = (("uơ", "ươ"), ("ưo", "ươ"), ("ie", "iê"), ("yen", "yên"), ("yet", "yêt"), ("uyê", "uyê"))
ONSET_SLIPS = (("ngh", "ng"), ("ng", "ngh"), ("gh", "g"), ("g", "gh"), ("k", "c"), ("c", "k"))
LONGEST_LOAN = 4


class Parts(NamedTuple):
    """A syllable taken apart; `at` is the place of the letter that carries the tone, -1 without one."""

    onset: str
    rhyme: str
    tone: str
    at: int


def is_syllable(word: str) -> bool:
    """Whether a word of one syllable is written as Vietnamese is, in either way of marking *hòa*."""
    parts = _parts(word.lower())
    return parts is not None and (not parts.tone or parts.at in _places(parts))


def is_written_together(word: str, depth: int = LONGEST_LOAN) -> bool:
    """Whether a word is several syllables without a gap, as loan words are: vắcxin, côngtenơ."""
    if depth == 0:
        return False
    return any(
        is_syllable(word[:cut]) and (is_syllable(word[cut:]) or is_written_together(word[cut:], depth - 1))
        for cut in range(1, len(word))
    )


@cache
def mended(word: str) -> str:
    """What a mistyped syllable was meant to be ("đuợc": "được", "nghành": "ngành", "qủa": "quả"), else nothing."""
    tone = _tone_of(word.lower())
    if sum(mark in TONE_MARKS for mark in unicodedata.normalize("NFD", word)) > 1:
        return ""
    for letters in _spelled_otherwise(_without_tone(word.lower())):
        parts = _apart(letters, tone)
        if parts is None or (tone and not _places(parts)):
            continue
        place = _places(parts)[-1] if tone else -1
        whole = letters if place < 0 else letters[: place + 1] + tone + letters[place + 1 :]
        if (better := unicodedata.normalize("NFC", whole)) != word.lower():
            return better
    return ""


def marking(word: str) -> str:
    """ "old" for hòa, khỏe, thủy, "new" for hoà, khoẻ, thuỷ, nothing for a word both ways write alike."""
    parts = _parts(word.lower())
    if parts is None or not parts.tone or parts.rhyme not in EITHER:
        return ""
    return "old" if parts.at == len(parts.onset) else "new"


def marked_otherwise(word: str) -> str:
    """The same word in the other way of marking."""
    parts = _parts(word.lower())
    letters = parts.onset + parts.rhyme
    place = len(parts.onset) + (1 if parts.at == len(parts.onset) else 0)
    return unicodedata.normalize("NFC", letters[: place + 1] + parts.tone + letters[place + 1 :])


def _parts(word: str) -> Parts | None:
    parts = _apart(_without_tone(word), _tone_of(word))
    return parts and parts._replace(at=_toned_letter(word))


@cache
def _apart(letters: str, tone: str) -> Parts | None:
    for onset in [*(o for o in ONSETS if letters.startswith(o)), ""]:
        rhyme = letters[len(onset) :]
        if rhyme in RHYMES and _go_together(onset, rhyme) and (not rhyme.endswith(STOPS) or tone in STOPPED_TONES):
            return Parts(onset, rhyme, tone, -1)
    return None


def _go_together(onset: str, rhyme: str) -> bool:
    """The letters a primer puts before i, e, ê, and the rhymes that stand only after some onsets."""
    is_front = rhyme[0] in FRONT
    if onset in ("k", "gh", "ngh"):
        return is_front
    if onset in ("c", "ng"):
        return not is_front
    if onset == "g":
        return rhyme[0] not in FRONT or rhyme in ("i", "in")
    if rhyme[0] == "y" and rhyme != "y":
        return onset == "qu" or (onset == "" and rhyme.startswith("yê"))
    return not (rhyme in ("êc", "êng") and onset != "gi")


def _places(parts: Parts) -> list[int]:
    """Where the mark of the tone may stand, counted in the whole syllable; the commoner place last."""
    begin = len(parts.onset)
    vowels = [i for i, letter in enumerate(parts.rhyme) if letter in VOWELS]
    marked = [i for i in vowels if parts.rhyme[i] in MARKED]
    if marked:
        return [begin + marked[-1]]
    if parts.rhyme in EITHER and parts.onset != "qu":
        return [begin + 1, begin]
    has_end = vowels[-1] < len(parts.rhyme) - 1
    if len(vowels) == 1:
        return [begin]
    return [begin + vowels[1 if has_end or len(vowels) == 3 else 0]]


def _spelled_otherwise(letters: str) -> Iterator[str]:
    spellings = [letters]
    for wrong, right in LETTER_SLIPS:
        if wrong in letters:
            spellings.append(letters.replace(wrong, right))
    yield from spellings
    for spelling in spellings:
        for wrong, right in ONSET_SLIPS:
            if spelling.startswith(wrong):
                yield right + spelling[len(wrong) :]


def _tone_of(word: str) -> str:
    return next((mark for mark in unicodedata.normalize("NFD", word) if mark in TONE_MARKS), "")


def _toned_letter(word: str) -> int:
    for place, letter in enumerate(unicodedata.normalize("NFC", word)):
        if any(mark in TONE_MARKS for mark in unicodedata.normalize("NFD", letter)):
            return place
    return -1


def _without_tone(word: str) -> str:
    kept = "".join(c for c in unicodedata.normalize("NFD", word) if c not in TONE_MARKS)
    return unicodedata.normalize("NFC", kept)
