"""What else a reader of a piece may like: of the same topic, campaign or programme, or told in the same words."""

from datetime import datetime
from functools import partial
from itertools import chain

from django.db import connection
from django.db.models import QuerySet

from sumvay.newsroom.models import Listing
from sumvay.newsroom.search_text import pairs_of, words_of
from sumvay.newsroom.selectors.listings import NEWEST_FIRST, newest, public

MOST = 6
OF_A_KIND = 40
# A pair of syllables that more pieces than this share says nothing of what a piece is about
TOO_COMMON = 0.05
RAREST = 6
MOST_LOOKED_AT = 1_000
SAME_PROGRAMME, SAME_TOPIC, SAME_CAMPAIGN = 6, 5, 3


def related_to(listing: Listing, *, now: datetime) -> list[Listing]:
    """
    At most six other public pieces in the same language, the nearest first.

    Near is what shares the topic, programme or campaign, and whose title or text shares rare pairs of syllables with
    its title; at equal nearness the newer one.
    """
    pairs = set(pairs_of(words_of(listing.title)))
    topic = listing.piece.topic_id
    told_alike = holding_rare_pairs(pairs, now=now)
    points: dict[int, int] = {}
    rows: dict[int, Listing] = {}
    groups = (
        (SAME_PROGRAMME, {"programme": listing.programme_id}),
        (SAME_TOPIC, {"piece__topic": topic}),
        (SAME_CAMPAIGN, {"campaign": listing.campaign_id}),
        (0, {"pk__in": told_alike}),
    )
    for worth, shared in groups:
        for row in _others(listing, shared, now):
            rows[row.pk] = row
            points[row.pk] = points.get(row.pk, 0) + worth
    for pk in told_alike:
        # Near in the text, though the titles say it in other words
        if pk in points:
            points[pk] += 1
    for pk, row in rows.items():
        points[pk] += len(pairs & set(pairs_of(words_of(row.title))))
    nearest = sorted(rows.values(), key=lambda row: (points[row.pk], row.published_at, row.pk), reverse=True)
    return [row for row in nearest if points[row.pk]][:MOST]


def read_on(listing: Listing, *, besides: list[Listing], now: datetime) -> list[Listing]:
    """The pieces of the same section that came just before this one; when it is the oldest, the section's newest."""
    left_out = {row.pk for row in besides} | {listing.pk}
    of_section = partial(newest, section=listing.section, language=listing.language, now=now)
    enough = MOST + len(left_out)
    rows = chain(of_section(before=(listing.published_at, listing.pk))[:enough], of_section()[:enough])
    return list({row.pk: row for row in rows if row.pk not in left_out}.values())[:MOST]


def _others(listing: Listing, shared: dict, now: datetime) -> QuerySet[Listing]:
    if None in shared.values() or [] in shared.values():
        return Listing.objects.none()
    rows = public(now=now).filter(language=listing.language, **shared).exclude(pk=listing.pk)
    return rows.select_related("section", "unit").order_by(*NEWEST_FIRST)[:OF_A_KIND]


def holding_rare_pairs(pairs: set[str], *, now: datetime) -> list[int]:
    """Ids of the newest pieces that hold one of the rarest pairs; how rare each is, the planner's statistics know."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pieces.reltuples, word, share FROM pg_class AS pieces LEFT JOIN (pg_stats"
            " CROSS JOIN unnest(most_common_elems::text::text[], most_common_elem_freqs) AS common(word, share))"
            " ON tablename = 'newsroom_listing' AND attname = 'unaccented' AND word = ANY(%s)"
            " WHERE pieces.oid = 'newsroom_listing'::regclass",
            [list(pairs)],
        )
        known = cursor.fetchall()
        shares = dict.fromkeys(pairs, 0.0) | {word: share for _pieces, word, share in known if word}
        rare = _rarest(shares, pieces=known[0][0])
        if not rare:
            return []
        # By the index of words first: the planner takes pairs that are nowhere for common ones, and would walk
        # through every piece from the newest on
        cursor.execute(
            "WITH alike AS MATERIALIZED (SELECT piece_id, published_at FROM newsroom_listing"
            " WHERE unaccented @@ %s::tsquery AND (expires_at IS NULL OR expires_at > %s))"
            " SELECT piece_id FROM alike ORDER BY published_at DESC LIMIT %s",
            [" | ".join(f"'{pair}'" for pair in rare), now, OF_A_KIND],
        )
        return [pk for (pk,) in cursor.fetchall()]


def _rarest(shares: dict[str, float], *, pieces: float) -> list[str]:
    """The rarest pairs, as long as the pieces that hold them are few enough to be looked at."""
    chosen, held = [], 0.0
    for share, pair in sorted((share, pair) for pair, share in shares.items() if share < TOO_COMMON)[:RAREST]:
        held += share * pieces
        if held > MOST_LOOKED_AT:
            break
        chosen.append(pair)
    return chosen
