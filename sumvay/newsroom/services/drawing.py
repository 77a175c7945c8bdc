"""Every size of a published piece's pictures, and its card for sharing, drawn after the publishing."""

import logging
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import ReferenceIndex

from sumvay.newsroom import share_card
from sumvay.newsroom.listing_rows import touched_paths
from sumvay.newsroom.models import Listing, Piece
from sumvay.newsroom.picture_sizes import as_shown, draw, pictures_of, specs_for
from sumvay.newsroom.services.readers_pages import refresh

log = logging.getLogger(__name__)


def draw_pictures(*, piece_id: int) -> None:
    """
    Draw the sizes that are missing and the card, then show them: lists take the new sizes, kept pages are dropped.
    Of a piece that is public no longer, the sizes are erased.

    Seconds of work outside any transaction; drawing twice is harmless.
    """
    listing = (
        Listing.objects.select_related("piece__picture", "section", "unit", "programme").filter(pk=piece_id).first()
    )
    if listing is None:
        log.info("piece %s is before readers no longer: %s sizes erased", piece_id, _erase_pictures(piece_id))
        return
    pictures = list(pictures_of(listing.piece))
    for picture in pictures:
        draw(picture, specs_for(picture))
    if pictures:
        _show(listing)
    share_card.draw(listing)


def _erase_pictures(piece_id: int) -> int:
    """What was taken down must not stay under an address somebody kept, unless another public piece shows it."""
    erased = 0
    for picture in pictures_of(Piece.objects.get(pk=piece_id)):
        public = ReferenceIndex.get_references_to(picture).filter(base_content_type__model="piece")
        shown_by = {int(pk) for pk in public.values_list("object_id", flat=True)}
        if Listing.objects.filter(pk__in=shown_by).exists():
            continue
        for size in picture.renditions.all():
            size.file.delete(save=False)
            size.delete()
            erased += 1
    return erased


def card_of(*, listing: Listing) -> Path:
    """Where a listing's card for sharing lies; drawn at the first asking when the worker has not come to it yet."""
    place = share_card.place_of(listing.pk)
    return place if place.exists() else share_card.draw(listing)


def show_anew(pieces: QuerySet[Piece]) -> None:
    """Have what is shared and printed of pieces made anew: people in their pictures agree to something else now."""
    ids = list(pieces.values_list("pk", flat=True))
    transaction.on_commit(lambda: share_card.forget(ids))
    printed = [f"{path}in/" for path in Listing.objects.filter(pk__in=ids).values_list("path", flat=True)]
    if printed:
        refresh(printed)


def forget_cards() -> None:
    """Have every card drawn anew when it is next asked for: the site's name stands on each."""
    for card in share_card.place_of(0).parent.glob("*.png"):
        card.unlink(missing_ok=True)


@transaction.atomic
def _show(listing: Listing) -> None:
    lead = listing.piece.picture
    listing.picture = as_shown(lead) if lead else None
    Listing.objects.filter(pk=listing.pk).update(picture=listing.picture)
    refresh(touched_paths(listing))
