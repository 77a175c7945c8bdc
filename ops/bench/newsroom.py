"""The newsroom at 200,000 public pieces and a million in all: search beside Wagtail's own, lists, pages, the editor."""

import time
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone
from modelsearch import index
from modelsearch.abstract_models import TextIDGenericRelation
from modelsearch.backends.database.postgres.postgres import PostgresSearchBackend
from rich.console import Console
from wagtail.search.models import IndexEntry

from ops import static_files
from ops.bench import cached_pages, editor, newsroom_load, pictures
from ops.bench.newsroom_text import asked
from ops.bench.timing import Row, counted, percentile, seconds, told
from sumvay.newsroom import selectors
from sumvay.newsroom.models import Listing, Piece, Section
from sumvay.newsroom.search_text import body_text, words_of
from sumvay.org.models import Unit
from sumvay.vietnamese import fold

PUBLIC, DRAFTS_EACH, PICTURES = 200_000, 5, 8
TIMES = 15
FIRST_PAGE = 20
STOCK_ASKS_EACH = 5


class StockPiece(index.Indexed, Piece):
    """Pieces as Wagtail's search would index them; known to the bench alone."""

    search_fields = [
        index.SearchField("title", boost=2),
        index.SearchField("standfirst"),
        index.SearchField("body"),
        index.FilterField("live"),
    ]

    class Meta:
        proxy = True
        app_label = "newsroom"


# Wagtail does so for every model that is there at its start
TextIDGenericRelation(IndexEntry).contribute_to_class(StockPiece, "index_entries")


def newsroom(public: int = PUBLIC) -> list[Row]:
    """
    All figures of the newsroom, with so many public pieces, five times as many in all, and as many pictures.

    The units must be loaded.
    """
    say = Console(stderr=True).print
    settings.ALLOWED_HOSTS = ["*"]
    static_files.gather()
    say("pictures …")
    shown = pictures.shown_pictures(PICTURES)
    say(f"{public:,} pieces …")
    taken = seconds(lambda: newsroom_load.load(public, shown, say))
    rows = [Row(f"load of {public:,} pieces with their search columns", told(taken))]
    say("search …")
    rows += searches() + slips()
    say("lists and pages …")
    rows += lists()
    say("Wagtail's own search …")
    rows += stock_search()
    say("pages as they are served …")
    rows += cached_pages.served_pages()
    say(f"{public * DRAFTS_EACH:,} pieces and {public:,} pictures in the editor …")
    newsroom_load.add_drafts(public * DRAFTS_EACH)
    pictures.add_pictures(public)
    return rows + editor.editor_lists()


def searches() -> list[Row]:
    """Our search as the reader's page calls it: rows, count and marks."""
    now = timezone.now()
    plain, accented = [fold(text) for text in asked()], asked()
    found = {text: selectors.search(text=text, page=1, now=now).rows for text in plain + accented}
    return [
        _spread_row("search without accents", plain, lambda text: selectors.search(text=text, page=1, now=now)),
        _spread_row("search with accents", accented, lambda text: selectors.search(text=text, page=1, now=now)),
        Row("true accents first, typed without", _true_first(accented, lambda text: found[fold(text)]), "", "all"),
        Row("true accents first, typed with", _true_first(accented, lambda text: found[text]), "", "all"),
    ]


def stock_search() -> list[Row]:
    """Wagtail's database search on the same texts, accents removed on both sides by its text search configuration."""
    _index_for_stock()
    backend = PostgresSearchBackend({"SEARCH_CONFIG": "vi"})

    def stock(text: str) -> list[Piece]:
        return list(backend.search(text, StockPiece.objects.filter(live=True))[:FIRST_PAGE])

    # It ranks every piece that fits, which takes seconds: a few questions tell enough
    accented = asked()[::STOCK_ASKS_EACH]
    plain = [fold(text) for text in accented]
    return [
        _spread_row("Wagtail's own search without accents (no count, no marks)", plain, stock, aim="", times=1),
        _spread_row("Wagtail's own search with accents", accented, stock, aim="", times=1),
        Row("Wagtail's own: true accents first, typed with", _true_first(accented, stock)),
    ]


def lists() -> list[Row]:
    """What the readers' pages ask for their lists, and those pages as the server renders them without a cache."""
    now = timezone.now()
    section = Section.objects.order_by("pk")[0]
    nation, province = Unit.objects.order_by("pk")[:2]
    listing = Listing.objects.select_related("piece", "section").order_by("-published_at")[0]
    questions = {
        "front page, its questions": lambda: selectors.front_page(now),
        "section, first page": lambda: list(selectors.newest(section=section, now=now)[:21]),
        "section, page 100": lambda: list(selectors.newest(section=section, now=now)[1980:2001]),
        "unit with all below, the whole country": lambda: list(selectors.listings_under(nation, now=now)[:21]),
        "unit with all below, a province": lambda: list(selectors.listings_under(province, now=now)[:21]),
        "related to a piece": lambda: selectors.related_to(listing, now=now),
    }
    rows = [Row(f"{what}, server time", told(seconds(ask, times=TIMES))) for what, ask in questions.items()]
    paths = {"front page": "/", "section": f"/muc/{section.slug}/", "unit": f"/don-vi/{province.code}/"}
    paths |= {"piece": listing.path, "search page": "/tim/?q=luong+thuong+tet"}
    return rows + [_page_row(what, path) for what, path in paths.items()]


def slips() -> list[Row]:
    """Questions that find nothing, which readers wait for as well: what is suggested to them."""
    now, texts = timezone.now(), [_slipped(fold(text)) for text in asked()]
    empty = [text for text in texts if not selectors.search(text=text, page=1, now=now).rows]
    helped = sum(bool(selectors.search(text=text, page=1, now=now).suggestions) for text in empty)
    aim, what = "p95 < 300 ms", f"search for what is not there, with suggestions ({helped} of {len(empty)} helped)"
    return [_spread_row(what, empty, lambda text: selectors.search(text=text, page=1, now=now), aim=aim)]


def _slipped(text: str) -> str:
    """A text with the last letter of its longest word typed twice more."""
    longest = max(text.split(), key=len)
    return text.replace(longest, longest + longest[-1] * 2)


def _spread_row(
    what: str, texts: list[str], ask: Callable, *, aim: str = "p50 < 30 ms, p95 < 100 ms", times: int = 3
) -> Row:
    taken = []
    for _time in range(times):
        for text in texts:
            start = time.perf_counter()
            ask(text)
            taken.append(time.perf_counter() - start)
    figure = f"p50 {told(percentile(taken, 0.5))}, p95 {told(percentile(taken, 0.95))}"
    return Row(f"{what}, {len(texts)} questions", figure, "", aim)


def _true_first(texts: list[str], ask: Callable) -> str:
    """In how many answers no piece with the true words, accents included, stands behind one without them."""
    fits = fulls = 0
    for text in texts:
        true = [_holds(row, text) for row in ask(text)]
        fulls += any(true)
        fits += any(true) and true == sorted(true, reverse=True)
    return f"{fits} of {fulls}"


def _holds(row, text: str) -> bool:
    piece = row if isinstance(row, Piece) else row.piece
    present = words_of(f"{piece.title} {piece.standfirst} {body_text(piece.body.raw_data)}")
    return {word.toned for word in words_of(text)} <= {word.toned for word in present}


def _index_for_stock() -> None:
    """The rows its own `add_items` would write, in one statement."""
    with connection.cursor() as cursor, newsroom_load.WithoutGin("wagtailsearch_indexentry"):
        cursor.execute("CREATE EXTENSION IF NOT EXISTS unaccent")
        cursor.execute("CREATE TEXT SEARCH CONFIGURATION vi (COPY = simple)")
        cursor.execute(
            "ALTER TEXT SEARCH CONFIGURATION vi ALTER MAPPING FOR word, hword, hword_part WITH unaccent, simple"
        )
        cursor.execute(
            "INSERT INTO wagtailsearch_indexentry"
            " (content_type_id, object_id, title_norm, title, body, autocomplete, title_text, body_text)"
            " SELECT t.id, p.id::text, 1, setweight(to_tsvector('vi', p.title), 'A'),"
            " to_tsvector('vi', p.standfirst || ' ' || (p.body -> 0 ->> 'value')), '', p.title, p.standfirst"
            " FROM newsroom_piece p, django_content_type t WHERE t.app_label = 'newsroom' AND t.model = 'piece'"
        )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE wagtailsearch_indexentry")


def _page_row(what: str, path: str) -> Row:
    client, what = Client(), f"{what}, rendered without a cache, server time"
    answer = client.get(path)
    if answer.status_code != 200:
        return Row(what, f"answered {answer.status_code}")
    queries = counted(lambda: client.get(path))
    return Row(
        what, told(seconds(lambda: client.get(path), times=TIMES)), f"{queries} queries", "< 60 ms, < 15 queries"
    )
