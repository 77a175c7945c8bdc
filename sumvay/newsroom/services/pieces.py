"""
Pieces begin here: from what a unit sent, from the plan, or blank; Wagtail's editor takes them from there.

What another unit sent of the same event is added to them.
"""

import re
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.files import selectors as files
from sumvay.files.models import StoredFile
from sumvay.newsroom.fitness import refuse_unfit
from sumvay.newsroom.listing_rows import touched_paths
from sumvay.newsroom.models import (
    Contribution,
    ContributionPhoto,
    Desk,
    Listing,
    NewsPicture,
    Piece,
    PieceSource,
    PlannedPiece,
    Section,
)
from sumvay.newsroom.permissions import desks as permissions
from sumvay.newsroom.selectors import desk as selectors
from sumvay.newsroom.selectors.translations import english_version_of
from sumvay.newsroom.services.outcomes import note_published
from sumvay.newsroom.services.readers_pages import refresh
from sumvay.org.models import Unit
from sumvay.vietnamese import nfc

State = Contribution.State
Sent = Contribution.Kind
KINDS = {
    Sent.NEWS: Piece.Kind.ARTICLE,
    Sent.ARTICLE: Piece.Kind.ARTICLE,
    Sent.PHOTO_STORY: Piece.Kind.PHOTO_STORY,
    Sent.VIDEO: Piece.Kind.VIDEO,
    Sent.EXEMPLARY: Piece.Kind.EXEMPLARY,
    Sent.GOOD_PRACTICE: Piece.Kind.GOOD_PRACTICE,
    Sent.VOICE: Piece.Kind.ARTICLE,
    Sent.LEADER_MESSAGE: Piece.Kind.ARTICLE,
    Sent.QUESTION: Piece.Kind.LEGAL_ANSWER,
}
GENRES = {
    Sent.ARTICLE: Piece.Genre.FEATURE,
    Sent.EXEMPLARY: Piece.Genre.FEATURE,
    Sent.GOOD_PRACTICE: Piece.Genre.FEATURE,
    Sent.PHOTO_STORY: Piece.Genre.FEATURE,
    Sent.VOICE: Piece.Genre.OPINION,
    Sent.LEADER_MESSAGE: Piece.Genre.OPINION,
}
QUOTED = {Sent.VOICE, Sent.LEADER_MESSAGE}
# Not the link to a film: it stands in the text, which feeds carry, and above it would be seen a second time
COPIED = ("place", "happened_on", "campaign_id", "topic_id")


class NotYourDesk(Refusal):
    """The officer holds no editing post for this unit."""


class NotFree(Refusal):
    """A colleague works on the contribution, or it has left the desk."""


class AlreadyMade(Refusal):
    """There is a piece of it at this desk."""


class PhotoLost(Refusal):
    """The disk has lost a photo."""


class PieceClosed(Refusal):
    """The piece was taken down, or is another desk's."""


@transaction.atomic
def start_piece(
    *,
    actor: User,
    unit: Unit,
    kind: str,
    title: str,
    section: Section,
    now: datetime,
    contribution: Contribution | None = None,
    planned: PlannedPiece | None = None,
) -> Piece:
    """
    Begin a piece of a unit as a draft with its first version.

    From a contribution come text, photos with caption and credit, place, day, campaign and who signs it, and it stays
    attached as the piece's source; it is then in the officer's hands. The line of the plan it was written for, or the
    one the piece is begun from, is filled.
    Raises NotYourDesk, NotFree, AlreadyMade, PhotoLost.
    """
    if not permissions.can_edit_at(actor, unit.pk) or not Desk.objects.filter(unit=unit, is_open=True).exists():
        raise NotYourDesk(_("You do not edit for this unit."))
    piece = Piece(
        unit=unit, kind=kind, title=nfc(title).strip(), section=section, created_by=actor, created_at=now,
        live=False, has_unpublished_changes=True,
    )  # fmt: skip
    if contribution:
        _claim(actor, contribution, unit, now)
        _fill(piece, contribution, actor)
    piece.save(force_insert=True)
    if contribution:
        PieceSource.objects.create(piece=piece, contribution=contribution, at=now)
        PlannedPiece.objects.filter(contribution=contribution, desk__unit=unit, piece=None).update(piece=piece)
    if planned:
        _take_from_plan(planned, unit, piece)
    piece.save_revision(user=actor, changed=True)
    audit.record(
        actor=actor, action="piece.start", target=piece, at=now, unit_id=unit.pk,
        changes={"kind": kind, "contribution": contribution.pk if contribution else None},
    )  # fmt: skip
    return piece


@transaction.atomic
def add_to_piece(*, actor: User, piece: Piece, contribution: Contribution, now: datetime) -> None:
    """
    Make a contribution one more source of a piece that tells of the same; text and pictures of the piece stay.

    It is then in the officer's hands until the piece is published; before readers already, the piece credits the unit
    at once, and the author is told.
    Raises NotYourDesk, AlreadyMade, PieceClosed, NotFree, and of a published piece what `refuse_unfit` raises.
    """
    if not permissions.can_edit_at(actor, piece.unit_id):
        raise NotYourDesk(_("You do not edit for this unit."))
    # In the order in which publishing takes them, so that it finds the source, or we what it has published
    held = Piece.objects.select_for_update(no_key=True).get(pk=piece.pk)
    if held.sources.filter(contribution=contribution).exists():
        raise AlreadyMade(_("This item is part of the piece already."))
    if not selectors.pieces_open_to(contribution).filter(pk=held.pk).exists():
        raise PieceClosed(_("This piece has been taken down, or belongs to another desk than the item."))
    _claim(actor, contribution, held.unit, now)
    for version in (held, english_version_of(held)):
        if version:
            PieceSource.objects.get_or_create(piece=version, contribution=contribution, defaults={"at": now})
    audit.record(
        actor=actor, action="piece.add_source", target=held, at=now, unit_id=held.unit_id,
        changes={"contribution": contribution.pk},
    )  # fmt: skip
    _tell_readers(actor, held, now)


def _tell_readers(actor: User, piece: Piece, now: datetime) -> None:
    """A piece that is public names its new sender at once, wherever it stands."""
    listing = Listing.objects.select_related("section", "unit", "programme").filter(pk=piece.pk).first()
    if listing is None:
        return
    refuse_unfit(piece)
    Listing.objects.filter(pk=piece.pk).update(changed_at=now)
    note_published(actor=actor, piece=piece, listing=listing, now=now)
    refresh(touched_paths(listing))


def _claim(actor: User, contribution: Contribution, unit: Unit, now: datetime) -> None:
    """It must lie free where the officer edits; the update also makes a second press wait for the first."""
    free = Q(state=State.WAITING) | Q(state=State.TAKEN, editor=actor)
    here = Contribution.objects.filter(free, pk=contribution.pk, desk=contribution.desk_id)
    if not permissions.can_edit_at(actor, contribution.desk_id) or not here.update(
        state=State.TAKEN, editor=actor, changed_at=now
    ):
        raise NotFree(_("This item is in other hands, or has moved on in the meantime."))
    if permissions.is_made_for(unit.pk, selectors.pieces_from(contribution)):
        raise AlreadyMade(_("A piece has already been made of this item."))
    contribution.refresh_from_db()


def _take_from_plan(planned: PlannedPiece, unit: Unit, piece: Piece) -> None:
    line = PlannedPiece.objects.filter(pk=planned.pk, desk__unit=unit, piece=None)
    if not line.update(piece=piece):
        raise AlreadyMade(_("A piece has already been made of this line of the plan."))


def _fill(piece: Piece, contribution: Contribution, actor: User) -> None:
    """What a contribution brings; its first photo leads, but a photo story shows all of them in their order."""
    sent = contribution.photos.select_related("stored", "frame")
    photos, films = [one for one in sent if not one.is_film], [one for one in sent if one.is_film]
    pictures = [_picture(photo, photo.stored, contribution, actor) for photo in photos]
    # A film that came without a photo leads with a picture out of itself
    pictures += [_picture(one, one.frame, contribution, actor) for one in films if one.frame and not photos]
    for name in COPIED:
        setattr(piece, name, getattr(contribution, name))
    piece.genre = GENRES.get(Contribution.Kind(contribution.kind), Piece.Genre.NEWS)
    # The unit's credit climbs along, whichever desk publishes
    name = contribution.byline or contribution.author.full_name
    piece.byline = f"{name} ({contribution.unit.short_name or contribution.unit.name})"[:160]
    piece.picture = pictures[0] if pictures else None
    if piece.kind == Piece.Kind.PHOTO_STORY:
        shown = [("gallery", [_shown(picture) for picture in pictures])] if pictures else []
    else:
        shown = [("picture", _shown(picture)) for picture in pictures[1:]]
    piece.body = [*_films(contribution, films, piece), *_words(contribution), *shown]


def _words(contribution: Contribution) -> list[tuple[str, object]]:
    if not contribution.text.strip():
        return []
    if contribution.kind == Sent.QUESTION:
        return [("question", {"question": contribution.text.strip(), "answer": ""})]
    if contribution.kind in QUOTED:
        return [("quote", {"text": contribution.text.strip(), "speaker": contribution.speaker})]
    paragraphs = [line.strip() for line in re.split(r"\n+", contribution.text) if line.strip()]
    return [("text", format_html_join("", "<p>{}</p>", ((line,) for line in paragraphs)))]


def _films(contribution: Contribution, sent: list[ContributionPhoto], piece: Piece) -> list[tuple[str, object]]:
    """
    The film that was sent, with the first picture before it, and the link to one elsewhere.

    Where that is all the piece is about, the picture stands before it too; else it leads the text.
    """
    title, lead = contribution.title, piece.picture
    own = [{"film": film.pk, "url": "", "title": title, "picture": lead} for film in sent]
    before = lead if piece.kind == Piece.Kind.VIDEO and not own else None
    linked = [{"url": contribution.video_url, "title": title, "picture": before}] if contribution.video_url else []
    return [("video", shown) for shown in (*own, *linked)]


def _shown(picture: NewsPicture) -> dict[str, object]:
    return {"picture": picture, "caption": picture.caption, "credit": picture.credit}


def _picture(photo: ContributionPhoto, stored: StoredFile, contribution: Contribution, actor: User) -> NewsPicture:
    """A photo, or the picture out of a film, as kept: drawn anew without place and camera when it came in."""
    try:
        content = files.read_bytes(stored)
    except FileNotFoundError as lost:
        raise PhotoLost(_("The photo “%(name)s” is no longer on the disk.") % {"name": stored.name}) from lost
    picture = NewsPicture(
        title=(photo.caption or contribution.title)[:255],
        description=photo.caption[:255],
        caption=photo.caption,
        credit=photo.credit or contribution.byline or contribution.author.full_name,
        unit=contribution.unit,
        photo=photo,
        uploaded_by_user=actor,
        file=ContentFile(content, name=stored.name),
    )
    picture.save(force_insert=True)
    return picture
