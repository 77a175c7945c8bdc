"""What to search for instead when nothing was found: words of titles that look like it, or a part that is found."""

from collections import Counter
from datetime import datetime
from difflib import SequenceMatcher
from itertools import pairwise

from django.db import connection

from sumvay.newsroom.models import TitleWord
from sumvay.newsroom.search_text import IN_TITLE, Word, words_of
from sumvay.vietnamese import fold

MOST = 5
LONGEST = 8
TITLES = 30
WORDS_ALIKE = 4
LONGEST_KEPT = 60
ALIKE = 0.6


def suggestions_for(asked: list[Word], *, now: datetime) -> list[str]:
    """At most five texts that find something: the nearest words of titles first, then pairs of the asked words."""
    asked = asked[:LONGEST]
    phrase = " ".join(word.folded for word in asked)
    texts: dict[str, str] = {}
    for text in [*_nearest(asked, now), *_parts_found(asked, now)]:
        texts.setdefault(fold(text), text)
    texts.pop(phrase, None)
    return list(texts.values())[:MOST]


def remember_words(folded_title: str) -> None:
    """Keep the words of a published title, to compare slips of the keys with; none is ever taken out."""
    words = {word[:LONGEST_KEPT] for word in folded_title.split()}
    TitleWord.objects.bulk_create(map(TitleWord, sorted(words)), ignore_conflicts=True)


def _nearest(asked: list[Word], now: datetime) -> list[str]:
    """Parts of titles, as long as what was asked and made of the words most like it."""
    phrase, length = " ".join(word.folded for word in asked), len(asked)
    titles = [words_of(title) for title in _titles_alike([word.folded for word in asked], now)]
    parts = (title[start : start + length] for title in titles for start in range(max(1, len(title) - length + 1)))
    # Of those that differ by accents alone, what titles say most often
    windows = Counter((" ".join(w.folded for w in part), " ".join(w.written for w in part)) for part in parts)
    likeness = {folded: SequenceMatcher(None, phrase, folded).ratio() for folded, _written in windows}
    written: dict[str, str] = {}
    for folded, text in sorted(windows, key=lambda one: (-likeness[one[0]], -windows[one])):
        if likeness[folded] >= ALIKE:
            written.setdefault(folded, text)
    return list(written.values())[:MOST]


def _titles_alike(asked: list[str], now: datetime) -> list[str]:
    """Titles that hold, for each word asked, one of the known words most like it; words like nothing are left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT asked, array_agg(word) FROM unnest(%s::text[]) asked, LATERAL (SELECT word FROM newsroom_titleword"
            " WHERE word %% asked ORDER BY similarity(word, asked) DESC, word LIMIT %s) alike GROUP BY asked",
            [asked, WORDS_ALIKE],
        )
        alike = [" | ".join(f"'{IN_TITLE}{word}'" for word in words) for _asked, words in cursor.fetchall()]
        if not alike:
            return []
        # OFFSET 0 keeps the planner from walking by time through pieces that do not fit
        cursor.execute(
            "SELECT title FROM (SELECT title, published_at FROM newsroom_listing WHERE unaccented @@ %s::tsquery"
            " AND (expires_at IS NULL OR expires_at > %s) OFFSET 0) fit ORDER BY published_at DESC LIMIT %s",
            [" & ".join(f"({words})" for words in alike), now, TITLES],
        )
        return [title for (title,) in cursor.fetchall()]


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
