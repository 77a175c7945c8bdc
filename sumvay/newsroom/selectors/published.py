"""What an officer's branch has before readers, and what it once had."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.timezone import make_aware

from sumvay.accounts.models import User
from sumvay.newsroom import desk_seats
from sumvay.newsroom.models import Correction, Listing, Piece, ReadCount, TakeDown
from sumvay.newsroom.search_text import typed_words
from sumvay.newsroom.selectors.listings import FEW, NEWEST_FIRST
from sumvay.newsroom.selectors.unasked import pieces_unasked
from sumvay.newsroom.selectors.withdrawals import pieces_touched

# What one pages through; older pieces are found by their titles
NEWEST = 2_000
DAYS_OF_READS = 7
SORTS = {"newest": NEWEST_FIRST, "oldest": ("published_at", "pk"), "read": ("-reads_lately", "-published_at", "-pk")}


def published_for(
    officer: User,
    *,
    text: str = "",
    kind: str = "",
    since: date | None = None,
    until: date | None = None,
    withdrawn: bool = False,
    unasked: bool = False,
    sort: str = "newest",
    on: date,
) -> QuerySet[Listing]:
    """
    The newest 2,000 pieces before readers of the units an officer edits for, by words of the title, a kind, the days
    they came out on, whether somebody shown or told of has taken their consent back, and whether they show a picture
    nobody was asked about; `sort` is a key of SORTS, "read" counts the seven days up to ON.
    """
    rows = _within_reach(officer, Listing.objects.all())
    if kind in Piece.Kind.values:
        rows = rows.filter(kind=kind)
    if since:
        rows = rows.filter(published_at__gte=_midnight(since))
    if until:
        rows = rows.filter(published_at__lt=_midnight(until + timedelta(days=1)))
    if withdrawn:
        rows = rows.filter(piece__in=pieces_touched().values("pk"))
    if unasked:
        rows = rows.filter(piece__in=pieces_unasked().values("pk"))
    for word in typed_words(text):
        rows = rows.filter(folded_title__contains=word)
    few = list(rows.order_by().values_list("pk", flat=True)[: FEW + 1])
    if len(few) <= FEW:
        rows = Listing.objects.filter(pk__in=few)
    return _sorted(rows, sort, on).select_related("unit", "section").defer("accented", "unaccented")[:NEWEST]


def _sorted(rows: QuerySet[Listing], sort: str, on: date) -> QuerySet[Listing]:
    if sort == "read":
        newest = rows.order_by(*NEWEST_FIRST).values("pk")[:NEWEST]
        counts = _counts(on).filter(piece=OuterRef("pk")).order_by().values("piece").annotate(n=Sum("count"))
        reads = Coalesce(Subquery(counts.values("n"), output_field=IntegerField()), 0)
        rows = Listing.objects.filter(pk__in=newest).annotate(reads_lately=reads)
    return rows.order_by(*SORTS.get(sort, NEWEST_FIRST))


def pieces_once_published(officer: User) -> QuerySet[Piece]:
    """The pieces of these units that are before readers, or were."""
    rows = _within_reach(officer, Piece.objects.filter(first_published_at__isnull=False))
    return rows.select_related("unit", "listing").defer("listing__accented", "listing__unaccented")


def reads_of(piece_ids: Iterable[int], *, on: date) -> dict[int, int]:
    """How often pieces were opened in the seven days up to ON; what nobody opened is left out."""
    counts = _counts(on).filter(piece__in=piece_ids)
    return dict(counts.order_by().values("piece_id").annotate(reads=Sum("count")).values_list("piece_id", "reads"))


def all_reads_of(piece_ids: Iterable[int]) -> dict[int, int]:
    """How often pieces were opened since they came out; what nobody opened is left out."""
    counts = ReadCount.objects.filter(piece__in=piece_ids).order_by()
    return dict(counts.values("piece_id").annotate(reads=Sum("count")).values_list("piece_id", "reads"))


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time()))


def _counts(on: date) -> QuerySet[ReadCount]:
    return ReadCount.objects.filter(on__gt=on - timedelta(days=DAYS_OF_READS), on__lte=on)


def corrections_of(piece: Piece) -> QuerySet[Correction]:
    """What was corrected for readers, the newest first, and by whom."""
    return piece.corrections.select_related("by").order_by("-at", "-pk")


def take_downs_of(piece: Piece) -> QuerySet[TakeDown]:
    """How often it was taken off the portal, why and by whom, the newest first."""
    return piece.take_downs.select_related("by").order_by("-at", "-pk")


def _within_reach(officer: User, rows: QuerySet) -> QuerySet:
    return rows if officer.is_superuser else rows.filter(unit__in=desk_seats.units_of(officer, desk_seats.EDITING))
