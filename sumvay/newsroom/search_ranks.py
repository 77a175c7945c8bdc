"""
Ranks of search: each is one question to the indexes, asked in turn until a page is full.

Within a rank the newest comes first, so nothing is fetched to be scored; what is common is found among the newest
pieces of all, what is rare by the index of words.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from sumvay.newsroom.search_text import IN_TITLE, Word, pairs_of, words_of
from sumvay.org.models import FOREVER

COUNTED = 200
# What one in thirty pieces holds fills a page from the newest so many
NEWEST_OF_ALL = 600
TITLES_ASKED = 60
CONDITIONS = {
    "since": "published_at >= %(since)s",
    "section": "section_id = %(section)s",
    "kind": "kind = %(kind)s",
    "pieces": "piece_id = ANY(%(pieces)s)",
    # Published by a unit below, or written by one
    "unit": "(EXISTS (SELECT FROM org_unitpath p WHERE p.ancestor_id = %(unit)s AND p.descendant_id = unit_id"
    " AND p.valid_to = %(open)s) OR EXISTS (SELECT FROM newsroom_piecesource s"
    " JOIN newsroom_contribution c ON c.id = s.contribution_id JOIN org_unitpath p ON p.descendant_id = c.unit_id"
    " WHERE s.piece_id = newsroom_listing.piece_id AND p.ancestor_id = %(unit)s AND p.valid_to = %(open)s))",
}


class Place(NamedTuple):
    """Where to search: by time, section, kind, and either all below a unit or these pieces."""

    now: datetime
    since: datetime | None
    section: int | None
    kind: str | None
    unit: int | None
    pieces: list[int] | None


class Rank(NamedTuple):
    """Two tsqueries that a piece of this rank fits; an empty one asks nothing."""

    unaccented: str
    accented: str = ""


def ranked(asked: list[Word], place: Place, *, at_most: int) -> tuple[list[int], list[int]]:
    """Ids of the best pieces, best first; and of all there are, in no order, of which one over COUNTED is enough."""
    words = Rank(_all_of(word.folded for word in asked))
    among_newest = _among_newest(words, place, COUNTED + 1)
    every = among_newest if len(among_newest) > COUNTED else _some(words, place)
    if not every:
        return [], []
    total = len(every)
    is_common = len(among_newest) >= at_most
    accented = [word.toned for word in asked if word.toned != word.folded]
    # All as written; then only what was written with accents, since some leave them out here and there
    spoken = [[word.toned for word in asked], accented] if accented else []
    found: dict[int, None] = {}
    if not spoken:
        reading, meant = _meant(asked, place, is_common=is_common)
        found, spoken = dict.fromkeys(meant), [reading] if reading else []
    for rank in _ranks(asked, spoken):
        if len(found) >= min(at_most, total):
            break
        found |= dict.fromkeys(_newest(rank, place, at_most, is_common=is_common))
    return list(found)[:at_most], every


def _ranks(asked: list[Word], spoken: list[list[str]]) -> Iterator[Rank]:
    """True accents in the title, in a whole phrase, anywhere; then the same letters in the same order of places."""
    words = _all_of(word.folded for word in asked)
    phrase = _all_of(pairs_of(asked)) or words
    in_title = _in_title(asked)
    for accents in spoken:
        yield Rank(in_title, _all_of(IN_TITLE + toned for toned in accents))
        yield Rank(phrase, _all_of(accents))
        if phrase != words:
            yield Rank(words, _all_of(accents))
    yield Rank(in_title)
    yield Rank(phrase)
    if phrase != words:
        yield Rank(words)


def _meant(asked: list[Word], place: Place, *, is_common: bool) -> tuple[list[str], list[int]]:
    """
    The accents that the newest titles give most often to words typed without any, and the pieces of these titles.

    Nothing when no title has the words side by side.
    """
    ids = _newest(Rank(_in_title(asked)), place, TITLES_ASKED, is_common=is_common)
    with connection.cursor() as cursor:
        cursor.execute("SELECT piece_id, title FROM newsroom_listing WHERE piece_id = ANY(%s)", [ids])
        titles = {pk: words_of(title) for pk, title in cursor.fetchall()}
    sought, length = [word.folded for word in asked], len(asked)
    readings: Counter[tuple[str, ...]] = Counter()
    # Of readings as frequent as each other, the newest title's
    for title in (titles[pk] for pk in ids if pk in titles):
        for start in range(len(title) - length + 1):
            here = title[start : start + length]
            if [word.folded for word in here] == sought:
                readings[tuple(word.toned for word in here)] += 1
    if not readings:
        return [], []
    spoken = list(readings.most_common(1)[0][0])
    return spoken, [pk for pk in ids if pk in titles and set(spoken) <= {word.toned for word in titles[pk]}]


def _in_title(asked: list[Word]) -> str:
    return _all_of(IN_TITLE + word.folded for word in asked)


def _newest(rank: Rank, place: Place, at_most: int, *, is_common: bool) -> list[int]:
    ids = _among_newest(rank, place, at_most) if is_common else []
    return ids if len(ids) >= at_most else _anywhere(rank, place, at_most)


def _among_newest(rank: Rank, place: Place, at_most: int) -> list[int]:
    if place.pieces is not None:
        return []
    return _ids(
        f"SELECT piece_id FROM (SELECT * FROM newsroom_listing WHERE {_where(place)}"  # noqa: S608
        f" ORDER BY published_at DESC, piece_id DESC LIMIT {NEWEST_OF_ALL}) newest WHERE {_fits(rank)}"
        " ORDER BY published_at DESC, piece_id DESC LIMIT %(at_most)s",
        rank,
        place,
        at_most,
    )


def _anywhere(rank: Rank, place: Place, at_most: int) -> list[int]:
    # OFFSET 0 keeps the planner from walking by time through pieces that do not fit
    return _ids(
        f"SELECT piece_id FROM (SELECT piece_id, published_at FROM newsroom_listing WHERE {_fits(rank)}"  # noqa: S608
        f" AND {_where(place)} OFFSET 0) fit ORDER BY published_at DESC, piece_id DESC LIMIT %(at_most)s",
        rank,
        place,
        at_most,
    )


def _some(rank: Rank, place: Place) -> list[int]:
    some = f"SELECT piece_id FROM newsroom_listing WHERE {_fits(rank)} AND {_where(place)} LIMIT %(at_most)s"  # noqa: S608
    return _ids(some, rank, place, COUNTED + 1)


def _ids(sql: str, rank: Rank, place: Place, at_most: int) -> list[int]:
    given = {**rank._asdict(), **place._asdict(), "open": FOREVER, "at_most": at_most}
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return [pk for (pk,) in cursor.fetchall()]


def _fits(rank: Rank) -> str:
    asked = (name for name in Rank._fields if getattr(rank, name))
    return " AND ".join(f"{name} @@ %({name})s::tsquery" for name in asked)


def _where(place: Place) -> str:
    asked = [sql for name, sql in CONDITIONS.items() if getattr(place, name) is not None]
    return " AND ".join(["(expires_at IS NULL OR expires_at > %(now)s)", *asked])


def _all_of(words: Iterable[str]) -> str:
    return " & ".join(f"'{word}'" for word in words)
