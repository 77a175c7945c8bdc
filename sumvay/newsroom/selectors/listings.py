"""Readers' lists: public, not expired, newest first; every query walks an index of Listing and stops."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from sumvay.campaigns.models import Campaign
from sumvay.newsroom.models import Listing, Piece, PieceSource, Section
from sumvay.org.models import FOREVER, Unit, UnitPath

NEWEST_FIRST = ("-published_at", "-pk")
# Below this many pieces a branch is gathered unit by unit; above it, walking the newest finds a page soon enough
FEW = 1_000
# Of each day, this many of the most read can come to the top of several days
TOP_OF_A_DAY = 100
MOST_READ = 10
PUBLISHED_UNDER = (
    "SELECT l.piece_id FROM org_unitpath p JOIN newsroom_listing l ON l.unit_id = p.descendant_id"
    " WHERE p.ancestor_id = %s AND p.valid_to = %s"
)
WRITTEN_UNDER = (
    "SELECT l.piece_id FROM org_unitpath p JOIN newsroom_contribution c ON c.unit_id = p.descendant_id"
    " JOIN newsroom_piecesource s ON s.contribution_id = c.id JOIN newsroom_listing l ON l.piece_id = s.piece_id"
    " WHERE p.ancestor_id = %s AND p.valid_to = %s"
)


def public(*, now: datetime) -> QuerySet[Listing]:
    """Everything readers may find at this moment, in no order."""
    rows = Listing.objects.filter(Q(expires_at__isnull=True) | Q(expires_at__gt=now))
    return rows.defer("accented", "unaccented")


def newest(
    *,
    section: Section | None = None,
    unit_ids: Iterable[int] | None = None,
    kind: str | None = None,
    campaign: Campaign | None = None,
    language: str = "vi",
    now: datetime,
    before: tuple[datetime, int] | None = None,
) -> QuerySet[Listing]:
    """
    The newest pieces of a section, of some units, of a kind, of a campaign, or of all.

    `before` is (published_at, pk) of the last row of the page before, for pages that never shift. For a unit with all
    below it see `listings_under`.
    """
    asked = {"section": section, "kind": kind, "campaign": campaign}
    rows = public(now=now).filter(language=language, **{name: value for name, value in asked.items() if value})
    if unit_ids is not None:
        rows = rows.filter(unit__in=list(unit_ids))
    if before is not None:
        # The first condition is what the index is entered by
        at, pk = before
        rows = rows.filter(published_at__lte=at).exclude(published_at=at, pk__gte=pk)
    return rows.select_related("section", "unit").order_by(*NEWEST_FIRST)


def listings_under(unit: Unit, *, now: datetime, language: str = "vi") -> QuerySet[Listing]:
    """The newest pieces that a unit or one now below it published or wrote."""
    rows = newest(now=now, language=language)
    few = pieces_under(unit, at_most=FEW)
    return rows.filter(_lies_under(unit)) if few is None else rows.filter(pk__in=few)


def pieces_under(unit: Unit, *, at_most: int) -> list[int] | None:
    """
    Ids of all public pieces that a unit or one below published or wrote, expired ones too; None when there are more.
    """
    most = at_most + 1
    with connection.cursor() as cursor:
        cursor.execute(
            f"({PUBLISHED_UNDER} LIMIT %s) UNION ({WRITTEN_UNDER} LIMIT %s)",
            [unit.pk, FOREVER, most, unit.pk, FOREVER, most],
        )
        found = [pk for (pk,) in cursor.fetchall()]
    return found if len(found) <= at_most else None


def _lies_under(unit: Unit) -> Q:
    paths = UnitPath.objects.filter(ancestor=unit, valid_to=FOREVER)
    written = PieceSource.objects.filter(piece=OuterRef("pk"), contribution__unit__paths_up__in=paths)
    return Q(Exists(paths.filter(descendant=OuterRef("unit_id")))) | Q(Exists(written))


def episodes_of(programme: Piece, *, now: datetime) -> QuerySet[Listing]:
    """The episodes of a programme."""
    rows = public(now=now).filter(programme=programme)
    return rows.select_related("section", "unit").order_by(*NEWEST_FIRST)


def by_author(slug: str, *, now: datetime) -> QuerySet[Listing]:
    """What is signed by an author, in any language."""
    rows = public(now=now).filter(author_slug=slug).exclude(author_slug="")
    return rows.select_related("section", "unit").order_by(*NEWEST_FIRST)


def most_read(*, days: int, on: date, now: datetime) -> list[Listing]:
    """The ten Vietnamese pieces opened most often in the last days up to ON, the most read first."""
    since = on - timedelta(days=days - 1)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT top.piece_id, sum(top.count) FROM generate_series(%s::date, %s::date, '1 day') day"
            ' CROSS JOIN LATERAL (SELECT piece_id, count FROM newsroom_readcount WHERE "on" = day::date'
            ' ORDER BY "on", count DESC LIMIT %s) top GROUP BY top.piece_id ORDER BY 2 DESC, 1 DESC LIMIT %s',
            [since, on, TOP_OF_A_DAY, TOP_OF_A_DAY],
        )
        ids = [pk for pk, _reads in cursor.fetchall()]
    return list(in_order(ids, now=now).filter(language="vi")[:MOST_READ])


def in_order(piece_ids: list[int], *, now: datetime) -> QuerySet[Listing]:
    """These pieces in this order, without those that have left the portal or have expired."""
    places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(piece_ids)]
    rows = public(now=now).filter(pk__in=piece_ids).select_related("section", "unit")
    return rows.order_by(Case(*places, default=Value(len(places)), output_field=IntegerField()))


def spread(rows: Iterable[Listing], number: int) -> list[Listing]:
    """That many rows in their order, a second one of a unit only when all units have had their first."""
    taken: list[Listing] = []
    waiting: list[Listing] = []
    for row in rows:
        seen = {one.unit_id for one in taken}
        (waiting if row.unit_id in seen else taken).append(row)
    chosen = {row.pk for row in (taken + waiting)[:number]}
    return [row for row in sorted(taken + waiting, key=_newness, reverse=True) if row.pk in chosen]


def _newness(row: Listing) -> tuple[datetime, int]:
    return row.published_at, row.pk
