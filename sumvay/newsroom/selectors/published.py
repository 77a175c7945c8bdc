"""What an officer's branch has before readers, and what it once had."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import QuerySet, Sum

from sumvay.accounts.models import User
from sumvay.newsroom import desk_seats
from sumvay.newsroom.models import Correction, Listing, Piece, ReadCount, TakeDown
from sumvay.newsroom.selectors.listings import FEW, NEWEST_FIRST
from sumvay.vietnamese import fold

# What one pages through; older pieces are found by their titles
NEWEST = 2_000
DAYS_OF_READS = 7
MOST_WORDS = 8


def published_for(officer: User, *, text: str = "", kind: str = "") -> QuerySet[Listing]:
    """The newest 2,000 pieces before readers of the units an officer edits for; by words of the title and a kind."""
    rows = _within_reach(officer, Listing.objects.all())
    if kind in Piece.Kind.values:
        rows = rows.filter(kind=kind)
    for word in fold(text).split()[:MOST_WORDS]:
        rows = rows.filter(folded_title__contains=word)
    few = list(rows.order_by().values_list("pk", flat=True)[: FEW + 1])
    if len(few) <= FEW:
        rows = Listing.objects.filter(pk__in=few)
    return rows.select_related("unit").defer("accented", "unaccented").order_by(*NEWEST_FIRST)[:NEWEST]


def pieces_once_published(officer: User) -> QuerySet[Piece]:
    """The pieces of these units that are before readers, or were."""
    rows = _within_reach(officer, Piece.objects.filter(first_published_at__isnull=False))
    return rows.select_related("unit", "listing").defer("listing__accented", "listing__unaccented")


def reads_of(piece_ids: Iterable[int], *, on: date) -> dict[int, int]:
    """How often pieces were opened in the seven days up to ON; what nobody opened is left out."""
    since = on - timedelta(days=DAYS_OF_READS - 1)
    counts = ReadCount.objects.filter(piece__in=piece_ids, on__gte=since, on__lte=on)
    return dict(counts.order_by().values("piece_id").annotate(reads=Sum("count")).values_list("piece_id", "reads"))


def corrections_of(piece: Piece) -> QuerySet[Correction]:
    """What was corrected for readers, the newest first, and by whom."""
    return piece.corrections.select_related("by").order_by("-at", "-pk")


def take_downs_of(piece: Piece) -> QuerySet[TakeDown]:
    """How often it was taken off the portal, why and by whom, the newest first."""
    return piece.take_downs.select_related("by").order_by("-at", "-pk")


def _within_reach(officer: User, rows: QuerySet) -> QuerySet:
    return rows if officer.is_superuser else rows.filter(unit__in=desk_seats.units_of(officer, desk_seats.EDITING))
