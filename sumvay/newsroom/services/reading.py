"""How often a piece is opened, counted without knowing by whom."""

from datetime import date

from django.db import connection

from sumvay.newsroom.models import Listing, ReadTick

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


def count_read(*, piece_id: int, on: date) -> None:
    """Note that a published piece was opened once on a day; what is not before readers is not counted."""
    if Listing.objects.filter(pk=piece_id).exists():
        ReadTick.objects.create(piece_id=piece_id, on=on)


def fold_reads() -> None:
    """Add the notes of the last minute up into one figure per piece and day."""
    with connection.cursor() as cursor:
        cursor.execute(FOLD, [AT_ONCE])
