"""How often a piece is opened, counted without knowing by whom."""

from datetime import date
from typing import Any

from django.db import connection

from sumvay.newsroom.models import Listing, ReadTick
from sumvay.newsroom.read_limits import MOST_KEPT, OF_A_PIECE, OF_ALL, marks_of

AT_ONCE = 50_000
FOLD = """
    WITH taken AS (
        DELETE FROM newsroom_readtick WHERE id IN (
            SELECT id FROM newsroom_readtick ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED
        ) RETURNING piece_id, "on"
    )
    INSERT INTO newsroom_readcount (piece_id, "on", count)
    SELECT piece_id, "on", count(*) FROM taken GROUP BY piece_id, "on"
    ON CONFLICT (piece_id, "on") DO UPDATE SET count = newsroom_readcount.count + excluded.count
"""
# First the piece's measure, then the network's, by everybody in this order: nobody waits in a circle. Once one of them
# is full, nothing is written
MEASURE = """
    WITH of_piece AS (
        INSERT INTO newsroom_readmeasure AS known (mark, "on", count) VALUES (%(piece)s, %(on)s, 1)
        ON CONFLICT (mark) DO UPDATE SET count = known.count + 1 WHERE known.count < %(of_a_piece)s RETURNING 1
    )
    INSERT INTO newsroom_readmeasure AS known (mark, "on", count)
    SELECT %(all)s, %(on)s, 1 WHERE EXISTS (SELECT FROM of_piece)
    ON CONFLICT (mark) DO UPDATE SET count = known.count + 1 WHERE known.count < %(of_all)s
"""
FORGET = """
    DELETE FROM newsroom_readmeasure WHERE "on" < %s OR (SELECT count(*) FROM newsroom_readmeasure) > %s
"""


def count_read(*, piece_id: int, address: str, on: date) -> None:
    """
    Note that a published piece was opened once on a day, from an address that is not kept.

    What is not before readers is not counted, nor what a network sends beyond its measure of the day.
    """
    if Listing.objects.filter(pk=piece_id).exists() and _is_within_measure(address, piece_id, on):
        ReadTick.objects.create(piece_id=piece_id, on=on)


def _is_within_measure(address: str, piece_id: int, on: date) -> bool:
    of_piece, of_all = marks_of(address, piece_id, on=on)
    asked: dict[str, Any] = {
        "piece": of_piece, "all": of_all, "on": on, "of_a_piece": OF_A_PIECE, "of_all": OF_ALL,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(MEASURE, asked)
        return cursor.rowcount == 1


def forget_networks(*, on: date) -> None:
    """Forget what networks read before a day, and all of it once so many are counted that somebody must be flooding."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [on, MOST_KEPT])


def fold_reads() -> None:
    """Add the notes of the last minute up into one figure per piece and day."""
    with connection.cursor() as cursor:
        cursor.execute(FOLD, [AT_ONCE])
