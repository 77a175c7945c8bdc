"""Remarks on spaces, punctuation and quotation marks."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from sumvay.newsroom.style.suggestion import Suggestion

DOUBLE_SPACE = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
BEFORE_MARK = re.compile(r"(?<=[\w”)\"%])[ \u00a0]+([,.;:!?])(?=\s|$)")
ON_BOTH_SIDES = re.compile(r"(?<=[\w”)%])[ \u00a0]+([,;:!?])(?=[^\W\d_])")
AFTER_MARK = re.compile(r"(?<=[^\W\d_])([,;:!?])(?=[^\W\d_])")
IN_BRACKETS = re.compile(r"\([ \u00a0]+|(?<=\S)[ \u00a0]+\)")
TWICE = re.compile(r"(?<![,;.])([,;])\1+|(?<!\.)\.\.(?!\.)")
STRAIGHT = re.compile(r'"([^"\n]{1,400}?)"')


def spaces(text: str) -> Iterator[Suggestion]:
    """One space between words, none before a mark, one after it."""
    for found in DOUBLE_SPACE.finditer(text):
        yield Suggestion(*found.span(), found[0], " ", _("One space is enough."))
    for found in BEFORE_MARK.finditer(text):
        yield Suggestion(*found.span(), found[0], found[1], _("No space before the mark."))
    for found in ON_BOTH_SIDES.finditer(text):
        yield Suggestion(*found.span(), found[0], f"{found[1]} ", _("The space belongs behind the mark."))
    for found in AFTER_MARK.finditer(text):
        yield Suggestion(*found.span(), found[0], f"{found[1]} ", _("A space follows the mark."))
    for found in IN_BRACKETS.finditer(text):
        yield Suggestion(*found.span(), found[0], found[0].strip(), _("No space inside the brackets."))
    for found in TWICE.finditer(text):
        yield Suggestion(*found.span(), found[0], found[0][0], _("The mark stands twice."))


def quotes(text: str) -> Iterator[Suggestion]:
    """Straight quotation marks."""
    for found in STRAIGHT.finditer(text):
        yield Suggestion(*found.span(), found[0], f"“{found[1]}”", _("Quotation marks are “ and ”."))
