"""Which of the day's pieces a bulletin carries, in which order, and the line that says so; no tables."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

MOST_PICKS = 7
FRESH_FOR = timedelta(hours=24)
LONGEST_LINE = 600
# What a repeat costs, against 1 for a piece of this minute and 0 for one of a day ago
SAME_PLACE, SAME_TOPIC, SAME_KIND = 0.45, 0.3, 0.1
LEADS = 0.5


class Candidate(NamedTuple):
    """A published piece as the choice sees it; place and topic are any keys that repeat."""

    pk: int
    published_at: datetime
    place: object
    topic: object
    kind: str
    is_lead: bool = False


def chosen(candidates: Iterable[Candidate], *, now: datetime, most: int = MOST_PICKS) -> list[int]:
    """
    Ids of the pieces for a bulletin, the weightiest first.

    The freshest leads; each next one is the freshest after what places, topics and kinds already chosen cost it. Ties
    go to the smaller id, so that the same day gives the same bulletin.
    """
    left, picks = sorted(candidates), []
    places, topics, kinds = Counter(), Counter(), Counter()

    def worth(candidate: Candidate) -> float:
        fresh = max(0.0, 1 - (now - candidate.published_at) / FRESH_FOR)
        repeats = SAME_PLACE * places[candidate.place] + SAME_TOPIC * topics[candidate.topic]
        return fresh + LEADS * candidate.is_lead - repeats - SAME_KIND * kinds[candidate.kind]

    while left and len(picks) < most:
        best = max(left, key=worth)
        left.remove(best)
        picks.append(best.pk)
        places[best.place] += 1
        topics[best.topic] += 1
        kinds[best.kind] += 1
    return picks


def stepped(picks: list[int], pk: int, step: int) -> list[int]:
    """The order after one piece went up (-1) or down (1) by one place; at the end of the list it stays."""
    if pk not in picks:
        return picks
    here = picks.index(pk)
    there = min(max(here + step, 0), len(picks) - 1)
    moved = [other for other in picks if other != pk]
    moved.insert(there, pk)
    return moved


def contents_line(titles: list[str]) -> str:
    """
    What the bulletin carries, in one Vietnamese sentence of at most 600 letters: "… gồm những nội dung sau: A; B; C."

    Titles keep their capitals; what does not fit is counted at the end. Nothing for no titles.
    """
    if not titles:
        return ""
    with override("vi"):
        for shown in range(len(titles), 0, -1):
            line = _line([_clean(title) for title in titles[:shown]], len(titles) - shown)
            if len(line) <= LONGEST_LINE:
                return line
        return line[: LONGEST_LINE - 1].rsplit(" ", 1)[0] + "…"


def contents_without(line: str, gone: str, titles: list[str]) -> str:
    """
    A bulletin's contents after a piece left the portal: the line of what is left, by its titles.

    Words an editor wrote that do not name the piece stay.
    """
    with override("vi"):
        begins = _line([], 0).rpartition(".")[0]
    is_ours = bool(line) and line.startswith(begins)
    return contents_line(titles) if is_ours or _clean(gone).casefold() in line.casefold() else line


def _line(titles: list[str], more: int) -> str:
    rest = ngettext("and %(count)d more item", "and %(count)d more items", more) % {"count": more}
    listed = "; ".join([*titles, rest] if more else titles)
    return _("The bulletin has the following contents: %(titles)s.") % {"titles": listed}


def _clean(title: str) -> str:
    """One item of the list: no full stop or semicolon of its own."""
    return " ".join(title.replace(";", ",").split()).rstrip(" .,:…")
