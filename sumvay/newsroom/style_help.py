"""Style help for editors: remarks on a text, never a silent change."""

import re
from bisect import bisect_left
from operator import attrgetter

from sumvay.newsroom.style import figures, marks, names, words
from sumvay.newsroom.style.names import Known
from sumvay.newsroom.style.suggestion import Suggestion

# The narrower remark comes first: where two overlap, the earlier rule is heard
RULES = (
    figures.symbols,
    figures.dates,
    figures.numbers,
    words.confused,
    words.abbreviations,
    words.mistyped,
    words.compounds,
    words.marked_in_two_ways,
    marks.spaces,
    marks.quotes,
)
NAME_RULES = (names.posts, names.unit_names, names.names_written_otherwise)
# Links, addresses and hashtags are written as they are; no longer than they can be (RFC 1035, RFC 5321), else a text
# without spaces would be read anew from each of its letters
AS_THEY_ARE = re.compile(
    r"https?://\S+|www\.\S+|\S{1,64}@\S{1,255}\.\w+|#\w+"
    r"|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.(?:vn|com|org|net)\b(?:/\S*)?"
)


def suggestions(text: str, *, known: Known = Known()) -> list[Suggestion]:  # noqa: B008 (an immutable tuple)
    """
    Remarks on a text (NFC), in its order, none overlapping another but quotation marks around other remarks.

    `known` names the people and units the text may speak of, as they were on its day; without it only the language,
    figures and marks are looked at. Nothing is changed: a person takes a remark over or leaves it.
    """
    masked = AS_THEY_ARE.sub(lambda found: "\x00" * len(found[0]), text)
    remarks = [remark for rule in NAME_RULES for remark in rule(masked, known)]
    remarks += [remark for rule in RULES for remark in rule(masked)]
    return _apart(remarks)


def _apart(remarks: list[Suggestion]) -> list[Suggestion]:
    """Of those that overlap, the earlier one of the list; given in the order of the text."""
    taken: list[Suggestion] = []
    for remark in remarks:
        # What is taken lies apart already, so only the neighbours on either side can be in the way
        place = bisect_left(taken, remark.start, key=attrgetter("start"))
        beside = taken[max(place - 1, 0) : place + 1]
        if not any(remark.start < other.end and other.start < remark.end for other in beside):
            taken.insert(place, remark)
    return sorted(taken)
