"""Marks what was searched for in a text, whatever its accents; the text is escaped first."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from sumvay.newsroom.search_text import WORD, Word, forms_of, words_of
from sumvay.vietnamese import fold, nfc

BEFORE, AFTER = 60, 140
# One letter for one letter, so that a place in the plain text is the place in the text itself
VIETNAMESE = [chr(code) for code in (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))]
PLAIN = str.maketrans({letter: fold(letter) for letter in VIETNAMESE if len(fold(letter)) == 1})


class Run(NamedTuple):
    """Asked words that stand side by side in a text."""

    start: int
    end: int
    words: int


def marked(text: str, asked: Sequence[Word]) -> SafeString:
    """
    The text as HTML with the asked words in <mark>.

    Where two or more stand side by side, only such runs: a lone "nhà" says nothing when "nhà ở" was asked for.
    """
    text = nfc(text)
    runs = _runs(text, asked)
    longest = max((run.words for run in runs), default=0)
    parts: list[SafeString] = []
    position = 0
    for run in runs:
        if longest == 1 or run.words > 1:
            parts.append(conditional_escape(text[position : run.start]))
            parts.append(format_html("<mark>{}</mark>", text[run.start : run.end]))
            position = run.end
    # Every part was escaped above
    return mark_safe("".join([*parts, conditional_escape(text[position:])]))


def holds_all(text: str, asked: Sequence[Word]) -> bool:
    """Whether every asked word stands in the text, whatever its accents."""
    present = {form for word in words_of(text) for form in forms_of(word)}
    return {word.folded for word in asked} <= present


def snippet(text: str, asked: Sequence[Word]) -> str:
    """Some 200 characters of a long text around what was asked, the whole phrase if it is there; or an empty text."""
    text = nfc(text)
    plain = f" {text.lower().translate(PLAIN)} "
    phrase = " ".join(word.folded for word in asked)
    tries = [phrase, *sorted((word.folded for word in asked), key=len, reverse=True)]
    places = (plain.find(f" {words}") for words in tries)
    start = next((place for place in places if place >= 0), None)
    if start is None:
        return ""
    first = max(0, start - BEFORE)
    first = text.find(" ", first, start) + 1 if first else 0
    last = min(len(text), start + AFTER)
    last = last if last == len(text) else max(text.rfind(" ", start, last), start + 1)
    cut = " ".join(text[first:last].split())
    return f"{'… ' if first else ''}{cut}{' …' if last < len(text) else ''}"


def _runs(text: str, asked: Sequence[Word]) -> list[Run]:
    folded = {word.folded for word in asked}
    runs: list[Run] = []
    for found in WORD.finditer(text):
        if folded.isdisjoint(form for word in words_of(found[0]) for form in forms_of(word)):
            continue
        if runs and text[runs[-1].end : found.start()].isspace():
            runs[-1] = Run(runs[-1].start, found.end(), runs[-1].words + 1)
        else:
            runs.append(Run(*found.span(), 1))
    return runs
