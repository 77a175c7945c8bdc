"""What to search for instead when nothing was found: words of titles that look like it, or a part that is found."""

from datetime import datetime
from difflib import SequenceMatcher
from itertools import pairwise

from django.db import connection

from sumvay.newsroom.search_text import Word, words_of
from sumvay.vietnamese import fold

MOST = 5
LONGEST = 8
TITLES = 30
ALIKE = 0.6


def suggestions_for(asked: list[Word], *, now: datetime) -> list[str]:
    """At most five texts that find something: the nearest words of titles first, then pairs of the asked words."""
    asked = asked[:LONGEST]
    phrase = " ".join(word.folded for word in asked)
    nearest = _nearest(phrase, len(asked), now)
    return list({fold(text): text for text in [*nearest, *_parts_found(asked, now)] if fold(text) != phrase}.values())[
        :MOST
    ]


def _nearest(phrase: str, length: int, now: datetime) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT title FROM newsroom_listing WHERE folded_title %%> %s AND (expires_at IS NULL OR expires_at > %s)"
            " ORDER BY word_similarity(%s, folded_title) DESC LIMIT %s",
            [phrase, now, phrase, TITLES],
        )
        titles = [words_of(title) for (title,) in cursor.fetchall()]
    windows = {
        " ".join(word.written for word in title[start : start + length]): " ".join(
            word.folded for word in title[start : start + length]
        )
        for title in titles
        for start in range(max(1, len(title) - length + 1))
    }
    alike = {written: SequenceMatcher(None, phrase, folded).ratio() for written, folded in windows.items()}
    return sorted((written for written in alike if alike[written] >= ALIKE), key=lambda one: -alike[one])[:MOST]


def _parts_found(asked: list[Word], now: datetime) -> list[str]:
    """Neighbouring pairs of the asked words that some piece holds, as they were typed."""
    pairs = {f"'{a.folded}_{b.folded}'": f"{a.written} {b.written}" for a, b in pairwise(asked)}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pair FROM unnest(%s::text[]) pair WHERE EXISTS (SELECT FROM newsroom_listing"
            " WHERE unaccented @@ pair::tsquery AND (expires_at IS NULL OR expires_at > %s))",
            [list(pairs), now],
        )
        return [pairs[pair] for (pair,) in cursor.fetchall()]
