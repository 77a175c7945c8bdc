"""What leaves the portal leaves the lines of contents of the bulletins that carried it."""

from datetime import datetime

from django.db.models import Q

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.newsroom.bulletin_picks import contents_without
from sumvay.newsroom.listing_rows import fields_of, touched_paths
from sumvay.newsroom.models import Listing, Piece
from sumvay.newsroom.selectors.bulletins import listings_in_order


def forget_in_bulletins(*, actor: User | None, gone: Listing, now: datetime) -> set[str]:
    """
    Write the contents of every bulletin that named a piece anew, in public and in draft; gives the addresses touched.

    To be called once the piece is listed no longer. Lines an editor wrote that do not name it stay as they are.
    """
    touched: set[str] = set()
    carrying = Piece.objects.filter(kind=Piece.Kind.BULLETIN, picks__contains=[gone.pk])
    for bulletin in carrying.select_for_update(of=("self",)).order_by("pk"):
        if _forget(bulletin, gone, now):
            audit.record(
                actor=actor, action="bulletin.forget", target=bulletin, at=now, unit_id=bulletin.unit_id,
                changes={"piece": gone.pk},
            )  # fmt: skip
            touched |= _listed_anew(bulletin, now)
    return touched


def _forget(bulletin: Piece, gone: Listing, now: datetime) -> bool:
    """The published words and those that may still come out: the newest version and what waits for its time."""
    line = _line(bulletin.standfirst, bulletin.picks, gone, now)
    is_changed = line != bulletin.standfirst
    if is_changed:
        Piece.objects.filter(pk=bulletin.pk).update(standfirst=line)
    for revision in bulletin.revisions.filter(Q(pk=bulletin.latest_revision_id) | ~Q(approved_go_live_at=None)):
        said = revision.content["standfirst"]
        line = _line(said, revision.as_object().picks, gone, now)
        if line != said:
            revision.content["standfirst"] = line
            revision.save(update_fields=["content"])
            is_changed = True
    return is_changed


def _line(said: str, picks: list[int], gone: Listing, now: datetime) -> str:
    titles = [row.title for row in listings_in_order(picks, now=now)]
    return contents_without(said, gone.title, titles)


def _listed_anew(bulletin: Piece, now: datetime) -> set[str]:
    """What lists, search and feeds say of a published bulletin."""
    listing = Listing.objects.select_related("section", "unit", "programme").filter(pk=bulletin.pk).first()
    if listing is None:
        return set()
    Listing.objects.filter(pk=bulletin.pk).update(**fields_of(Piece.objects.get(pk=bulletin.pk), now=now))
    return touched_paths(listing)
