"""A piece and its versions in other languages, as readers may find them."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from sumvay.newsroom.models import Listing, Piece
from sumvay.newsroom.selectors.listings import NEWEST_FIRST, public


def all_versions(listing: Listing) -> QuerySet[Listing]:
    """What is published of one original: itself and all that translate it, in no order."""
    original = listing.translation_of_id or listing.pk
    return Listing.objects.filter(Q(pk=original) | Q(translation_of=original))


def versions_of(listing: Listing, *, now: datetime) -> list[Listing]:
    """What readers may open of a piece in other languages, the newest of each language."""
    return versions_of_each([listing], now=now)[listing.pk]


def versions_of_each(listings: Iterable[Listing], *, now: datetime) -> dict[int, list[Listing]]:
    """As `versions_of`, by the number of each piece, in one query for them all."""
    originals = {row.pk: row.translation_of_id or row.pk for row in listings}
    asked = set(originals.values())
    rows = public(now=now).filter(Q(pk__in=asked) | Q(translation_of__in=asked))
    told: dict[int, dict[str, Listing]] = {}
    for row in rows.order_by(*NEWEST_FIRST):
        told.setdefault(row.translation_of_id or row.pk, {}).setdefault(row.language, row)
    return {
        row.pk: [one for language, one in told.get(originals[row.pk], {}).items() if language != row.language]
        for row in listings
    }


def english_version_of(piece: Piece) -> Piece | None:
    """The English version that was begun of a piece, whether or not it is published."""
    return piece.translations.filter(language="en").order_by("pk").first()
