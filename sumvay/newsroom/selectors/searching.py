"""Search for readers: with or without accents, the true accents first."""

from datetime import date, datetime, time
from typing import NamedTuple

from django.db.models import Count, F
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sumvay.newsroom.models import Listing, Piece, Section
from sumvay.newsroom.search_marks import holds_all, marked, snippet
from sumvay.newsroom.search_ranks import COUNTED, Place, ranked
from sumvay.newsroom.search_suggestions import suggestions_for
from sumvay.newsroom.search_text import Word, body_text, words_of
from sumvay.newsroom.selectors.listings import in_order, pieces_under
from sumvay.org.models import Unit

PAGE_SIZE = 20
LONGEST = 300
MOST_WORDS = 24
# A unit with fewer pieces below it is searched piece by piece
FEW = 1_000
MOST_UNITS = 10


class Highlight(NamedTuple):
    """Texts of one row as HTML, escaped, with what was asked in <mark>; a snippet only when it says more than they."""

    title: SafeString
    standfirst: SafeString
    snippet: SafeString | str


class Found(NamedTuple):
    """
    One page of what was found; highlights by piece; `total` stops at 200, `more` says that it did.

    `units` published most of what was counted: {"code", "name"}.
    """

    rows: list[Listing]
    total: int
    suggestions: list[str]
    highlights: dict[int, Highlight]
    more: bool = False
    # A sentence for the reader when nothing could be searched for
    trouble: str = ""
    units: list[dict[str, str]] | tuple[()] = ()


def search(
    *,
    text: str,
    since: date | None = None,
    section: Section | None = None,
    unit: Unit | None = None,
    kind: str | None = None,
    page: int = 1,
    now: datetime | None = None,
) -> Found:
    """
    The pieces that hold every word of a text: those with its accents first, then by title, whole phrase, newness.

    Without accents, "luong thuong tet" puts first what titles most often mean by it. `unit` takes in all units below;
    `since` is the first day;
    `page` counts from 1 and ends at 10. Where nothing is found, `suggestions` are texts that would find something.
    """
    now = now or timezone.now()
    if len(text) > LONGEST:
        return _nothing(_("This is too long to search for. Please type a few words of it."))
    asked = words_of(text)[:MOST_WORDS]
    if not asked:
        return _nothing(_("Please type at least one word."))
    few = pieces_under(unit, at_most=FEW) if unit else None
    place = Place(
        now=now,
        since=timezone.make_aware(datetime.combine(since, time())) if since else None,
        section=section.pk if section else None,
        kind=kind or None,
        unit=unit.pk if unit and few is None else None,
        pieces=few,
    )
    return _page(asked, place, max(1, min(page, COUNTED // PAGE_SIZE)), now)


def _page(asked: list[Word], place: Place, page: int, now: datetime) -> Found:
    ids, every = ranked(asked, place, at_most=page * PAGE_SIZE)
    if not every:
        return Found([], 0, suggestions_for(asked, now=now), {})
    rows = list(in_order(ids[(page - 1) * PAGE_SIZE : page * PAGE_SIZE], now=now))
    total, units = len(every), _publishers_of(every)
    return Found(rows, min(total, COUNTED), [], _highlights(rows, asked), more=total > COUNTED, units=units)


def _publishers_of(piece_ids: list[int]) -> list[dict[str, str]]:
    """The units that published most of these pieces, a few of them."""
    rows = Listing.objects.filter(pk__in=piece_ids).values(code=F("unit__code"), name=F("unit__name"))
    most = rows.annotate(many=Count("pk")).order_by("-many", "code")[:MOST_UNITS]
    return [{"code": row["code"], "name": row["name"]} for row in most]


def _nothing(trouble: str) -> Found:
    return Found([], 0, [], {}, trouble=trouble)


def _highlights(rows: list[Listing], asked: list[Word]) -> dict[int, Highlight]:
    deep = [row.pk for row in rows if not holds_all(f"{row.title}\n{row.standfirst}", asked)]
    bodies = {piece.pk: body_text(piece.body.raw_data) for piece in Piece.objects.filter(pk__in=deep).only("body")}
    return {
        row.pk: Highlight(
            marked(row.title, asked),
            marked(row.standfirst, asked),
            marked(snippet(bodies[row.pk], asked), asked) if row.pk in bodies else "",
        )
        for row in rows
    }
