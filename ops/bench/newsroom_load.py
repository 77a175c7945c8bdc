"""Loads made-up pieces and their listings by COPY, the search columns through the product's own function."""

import json
import random
from datetime import timedelta
from itertools import islice

from django.db import connection
from django.utils import timezone

from ops.bench.newsroom_text import MadeUp, made_up
from sumvay.newsroom import search_text
from sumvay.newsroom.models import Section
from sumvay.org.models import Unit

SEED = 1929
YEARS = 6
AT_ONCE = 5_000
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
PICTURE = {
    "alt": "Công nhân nhận quà",
    "credit": "Ảnh: CĐCS",
    "width": 1280,
    "height": 853,
    "sources": [
        {"type": f"image/{form}", "width": width, "url": f"/media/renditions/{width}-2b7e1f09.{form}"}
        for form in ("avif", "webp")
        for width in (360, 720, 1280)
    ],
}


def load(number: int) -> None:
    """That many public pieces over the last six years, one in ten of the highest unit, the rest of all others."""
    chance, texts, now = random.Random(SEED), made_up(SEED), timezone.now()
    Section.objects.bulk_create([Section(slug=f"muc-{n}", name=name) for n, name in enumerate(SECTIONS)])
    sections = list(Section.objects.values_list("pk", flat=True))
    units = list(Unit.objects.order_by("pk").values_list("pk", flat=True))
    with WithoutGin("newsroom_listing"):
        for first in range(0, number, AT_ONCE):
            pieces, listings = [], []
            for pk, text in enumerate(islice(texts, min(AT_ONCE, number - first)), first + 1):
                at = now - timedelta(days=365 * YEARS) * (1 - pk / number)
                unit = units[0] if chance.random() < 0.1 else chance.choice(units)
                place = (unit, chance.choice(sections), chance.choice(KINDS), at)
                pieces.append(_piece(pk, text, *place))
                listings.append(_listing(pk, text, *place))
            _copy("newsroom_piece", PIECE.split(), pieces)
            _copy("newsroom_listing", LISTING.split(), listings)
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('newsroom_piece_id_seq', %s)", [number])
        cursor.execute("VACUUM ANALYZE newsroom_piece, newsroom_listing")


def add_drafts(number: int) -> None:
    """Pieces without a body for the editor's list, until there are that many in all."""
    columns = [column for column in PIECE.split() if column != "id"]
    taken = {"title": "'Bản thảo ' || g", "slug": "'ban-thao-' || g", "body": "'[]'::jsonb", "live": "false"}
    taken |= {"created_at": "p.created_at - g * interval '1 second'"}
    chosen = ", ".join(taken.get(column, f"p.{column}") for column in columns)
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM newsroom_piece")
        present = cursor.fetchone()[0]
        cursor.execute(
            f"INSERT INTO newsroom_piece ({', '.join(columns)}) SELECT {chosen}"  # noqa: S608
            " FROM generate_series(1, %s) g JOIN newsroom_piece p ON p.id = 1 + (g::bigint * 7919) %% %s",
            [number - present, present],
        )
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
    return (*public, text.standfirst, body, "", "", "", "", "", "", False, at, "", "[]")


def _listing(pk: int, text: MadeUp, unit: int, section: int, kind: str, at) -> tuple:
    found = search_text.searchable(*text)
    shown = (pk, kind, "news", "vi", section, unit, f"/bai/bai-{pk}-{pk}/", "", text.title, text.standfirst)
    return (*shown, "Phóng viên", "phong-vien", "", json.dumps(PICTURE), pk % 400 == 0, at, at, *found)


def _copy(table: str, columns: list[str], rows: list[tuple]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as into:
        for row in rows:
            into.write_row(row)
