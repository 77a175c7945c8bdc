"""Loads made-up pieces and their listings by COPY, the search columns through the product's own function."""

import json
import os
import random
from collections.abc import Callable
from datetime import timedelta
from itertools import islice
from multiprocessing import get_context

from django.db import connection, connections
from django.utils import timezone

from ops.bench.newsroom_text import MadeUp, made_up
from sumvay.newsroom import search_text
from sumvay.newsroom.models import Listing, Piece, Section
from sumvay.org.models import Unit
from sumvay.vietnamese import fold

SEED = 1929
YEARS = 6
AT_ONCE = 2_000
KINDS = ("article",) * 12 + ("photo_story", "video", "legal_answer", "job", "exemplary", "good_practice")
SECTIONS = (
    "Thời sự",
    "Quyền lợi",
    "Đời sống",
    "Phúc lợi",
    "Việc làm",
    "Pháp luật",
    "Văn hóa",
    "Cơ sở",
    "Ảnh",
    "Hỏi đáp",
)
PIECE = """
id live has_unpublished_changes expired locked first_published_at last_published_at unit_id section_id kind genre
language title slug kicker standfirst body byline place video_url legal_source employer pay is_lead created_at
folded picks
"""
LISTING = """
piece_id kind genre language section_id unit_id path kicker title standfirst byline author_slug place picture
is_lead published_at changed_at accented unaccented folded_title
"""
# What every process of a load needs; they are forked from the one that fills it
known: dict = {}


def load(number: int, pictures: list[dict], tell: Callable[[str], object]) -> None:
    """
    That many public pieces over the last six years, one in ten of the highest unit, the rest of all others.

    Each has one of the pictures, as lists show them. TELL is given a line after each tenth.
    """
    Section.objects.bulk_create([Section(slug=f"muc-{n}", name=name) for n, name in enumerate(SECTIONS)])
    known.update(
        number=number,
        pictures=[json.dumps(picture) for picture in pictures],
        sections=list(Section.objects.values_list("pk", flat=True)),
        units=list(Unit.objects.order_by("pk").values_list("pk", flat=True)),
        now=timezone.now(),
    )
    firsts, done = range(0, number, AT_ONCE), 0
    with WithoutGin("newsroom_piece"), WithoutGin("newsroom_listing"):
        # Each process opens a connection of its own
        connections.close_all()
        with get_context("fork").Pool(os.cpu_count()) as pool:
            for loaded in pool.imap_unordered(_load_some, firsts):
                done += loaded
                if done * 10 // number > (done - loaded) * 10 // number:
                    tell(f"  {done:,} of {number:,} pieces")
        tell("  their indexes")
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('newsroom_piece_id_seq', %s)", [number])
        cursor.execute(
            "INSERT INTO newsroom_titleword (word) SELECT DISTINCT word FROM newsroom_listing,"
            " string_to_table(folded_title, ' ') word WHERE word <> '' ON CONFLICT DO NOTHING"
        )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE newsroom_piece, newsroom_listing, newsroom_titleword")


def _load_some(first: int) -> int:
    number, now = known["number"], known["now"]
    chance, pieces, listings = random.Random(SEED + first), [], []
    for pk, text in enumerate(islice(made_up(SEED, first), min(AT_ONCE, number - first)), first + 1):
        at = now - timedelta(days=365 * YEARS) * (1 - pk / number)
        unit = known["units"][0] if chance.random() < 0.1 else chance.choice(known["units"])
        place = (unit, chance.choice(known["sections"]), chance.choice(KINDS), at)
        pieces.append(_piece(pk, text, *place))
        listings.append(_listing(pk, text, *place))
    _copy(Piece, PIECE.split(), pieces)
    _copy(Listing, LISTING.split(), listings)
    return len(pieces)


def add_drafts(number: int) -> None:
    """Pieces without a body for the editor's list, until there are that many in all."""
    columns = [field.column for field in Piece._meta.concrete_fields if not field.primary_key]
    taken = {"title": "left(p.title, 230) || ' (bản ' || g || ')'", "folded": "left(p.folded, 230) || ' ban ' || g"}
    taken |= {"slug": "'ban-thao-' || g", "body": "'[]'::jsonb", "live": "false"}
    taken |= {"created_at": "p.created_at - g * interval '1 second'"}
    chosen = ", ".join(taken.get(column, f"p.{column}") for column in columns)
    with connection.cursor() as cursor, WithoutGin("newsroom_piece"):
        cursor.execute("SELECT count(*) FROM newsroom_piece")
        present = cursor.fetchone()[0]
        cursor.execute(
            f"INSERT INTO newsroom_piece ({', '.join(columns)}) SELECT {chosen}"  # noqa: S608
            " FROM generate_series(1, %s) g JOIN newsroom_piece p ON p.id = 1 + (g::bigint * 7919) %% %s",
            [number - present, present],
        )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE newsroom_piece")


class WithoutGin:
    """Drops a table's GIN indexes for a load and builds them again after it."""

    def __init__(self, table: str):
        self.table = table

    def __enter__(self):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexdef LIKE '%%USING gin%%'",
                [self.table],
            )
            self.indexes = cursor.fetchall()
            for name, _definition in self.indexes:
                cursor.execute(f"DROP INDEX {name}")

    def __exit__(self, *_error):
        with connection.cursor() as cursor:
            cursor.execute("SET maintenance_work_mem = '1GB'")
            for _name, definition in self.indexes:
                cursor.execute(definition)
            cursor.execute("RESET maintenance_work_mem")


def _piece(pk: int, text: MadeUp, unit: int, section: int, kind: str, at) -> tuple:
    body = json.dumps([{"id": f"{pk:032d}", "type": "text", "value": f"<p>{text.body}</p>"}], ensure_ascii=False)
    public = (pk, True, False, False, False, at, at, unit, section, kind, "news", "vi", text.title, f"bai-{pk}", "")
    return (*public, text.standfirst, body, "", "", "", "", "", "", False, at, fold(text.title)[:250], "[]")


def _listing(pk: int, text: MadeUp, unit: int, section: int, kind: str, at) -> tuple:
    found, picture = search_text.searchable(*text), known["pictures"][pk % len(known["pictures"])]
    shown = (pk, kind, "news", "vi", section, unit, f"/bai/bai-{pk}-{pk}/", "", text.title, text.standfirst)
    return (*shown, "Phóng viên", "phong-vien", "", picture, pk % 400 == 0, at, at, *found)


def _copy(model: type, columns: list[str], rows: list[tuple]) -> None:
    """By COPY; columns that are not named have what the model gives by itself."""
    rest = [one for one in model._meta.concrete_fields if one.column not in columns and not one.null]
    given = tuple(one.get_default() for one in rest)
    named = ", ".join([*columns, *(one.column for one in rest)])
    with connection.cursor() as cursor, cursor.copy(f"COPY {model._meta.db_table} ({named}) FROM STDIN") as into:
        for row in rows:
            into.write_row(row + given)
