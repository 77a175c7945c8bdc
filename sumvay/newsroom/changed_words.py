"""What was changed between two versions of a text, word by word, for people to read."""

import difflib
import re
from dataclasses import dataclass

WORDS = re.compile(r"\s+|\w+|[^\w\s]")
# Beyond this the comparison word by word takes too long and helps nobody; paragraphs are compared instead
MOST_WORDS = 6_000


@dataclass(frozen=True)
class Run:
    """A stretch of text: the same in both ("same"), taken out ("del") or put in ("ins")."""

    kind: str
    text: str


def runs(before: str, after: str) -> list[Run]:
    """
    The way from one text to the other.

    A mark or space between two changed words goes along with them, so that a sentence written anew reads as one
    deletion and one insertion and not as confetti.
    """
    old, new = _parts(before, after)
    found: list[Run] = []
    # Thousands of equal lines would take minutes; by words the comparison is short and may be exact
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=_is_long(before, after))
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            found.append(Run("same", "".join(old[old_from:old_to])))
            continue
        found.append(Run("del", "".join(old[old_from:old_to])))
        found.append(Run("ins", "".join(new[new_from:new_to])))
    return _joined([run for run in found if run.text])


def _parts(before: str, after: str) -> tuple[list[str], list[str]]:
    if _is_long(before, after):
        return before.splitlines(keepends=True), after.splitlines(keepends=True)
    return WORDS.findall(before), WORDS.findall(after)


def _is_long(before: str, after: str) -> bool:
    return len(WORDS.findall(before)) + len(WORDS.findall(after)) > MOST_WORDS


def _joined(found: list[Run]) -> list[Run]:
    """Neighbouring changes with only a space or a mark between them become one."""
    joined: list[Run] = []
    taken, put = "", ""
    for place, run in enumerate(found):
        if run.kind == "del":
            taken += run.text
        elif run.kind == "ins":
            put += run.text
        elif (taken or put) and place + 1 < len(found) and not re.search(r"\w|\n", run.text):
            taken += run.text
            put += run.text
        else:
            joined += [Run("del", taken), Run("ins", put), run]
            taken, put = "", ""
    return [run for run in [*joined, Run("del", taken), Run("ins", put)] if run.text]
