"""The same messages with other names and in plainer writing, so that names nobody has written yet are found, too."""

import random
from collections.abc import Iterator
from dataclasses import replace

from ops.training.marked_messages import Marked
from sumvay.feedback.reading.number_patterns import same_length_fold
from sumvay.feedback.reading.person_names import FAMILY, GIVEN

FAMILIES, GIVENS = FAMILY.split(), GIVEN.split()
USUAL = FAMILIES[:45]
MIDDLES = ("Thị", "Văn", "Thị", "Văn", "Hữu", "Đình", "Đức", "Xuân", "Ngọc", "Minh", "Thanh", "Công", "Mỹ", "Quốc")


def variants_of(message: Marked, chance: random.Random) -> Iterator[Marked]:
    """Other forms of one message: with other names; without capitals or accents, or in capitals alone."""
    named = bool(message.marks)
    if named:
        yield _renamed(message, chance)
    if chance.random() < (0.8 if named else 0.3):
        change = chance.choice((_plain, _plain, str.lower, _shouted))
        other = _renamed(message, chance) if named and chance.random() < 0.5 else message
        yield replace(other, text=change(other.text))


def _plain(text):
    return same_length_fold(text)


def _shouted(text):
    upper = text.upper()
    return upper if len(upper) == len(text) else text


def _renamed(message, chance):
    text, marks, done = "", [], 0
    for begin, end in message.marks:
        text += message.text[done:begin]
        old = message.text[begin:end]
        new = _other(old, chance) if old.replace(" ", "").isalpha() and len(old.split()) <= 5 else old
        marks.append((len(text), len(text) + len(new)))
        text, done = text + new, end
    return replace(message, text=text + message.text[done:], marks=tuple(marks))


def _other(old, chance):
    """Another name of as many words, written as the old one is."""
    count = len(old.split())
    if count == 1 or (count == 2 and chance.random() < 0.5):
        words = chance.sample(GIVENS, count)
    else:
        family = chance.choice(USUAL if chance.random() < 0.6 else FAMILIES)
        words = [family, *([chance.choice(MIDDLES)] if count > 2 else []), *chance.sample(GIVENS, count)][: count - 1]
        words.append(chance.choice(GIVENS))
    new = " ".join(words)
    if old.isascii():
        folded = same_length_fold(new)
        new = folded if old.islower() else folded.title()
    return new.upper() if old.isupper() and len(old) > 1 else new.lower() if old.islower() else new
