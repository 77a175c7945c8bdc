"""A piece goes before readers, is corrected there, and is taken away; each change of what is public is on record."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.unpublish import UnpublishAction
from wagtail.log_actions import LogContext

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.newsroom import tasks
from sumvay.newsroom.fitness import refuse_unfit
from sumvay.newsroom.listing_rows import fields_of, touched_paths
from sumvay.newsroom.models import Correction, Listing, Piece, TakeDown
from sumvay.newsroom.permissions.publishing import can_correct, can_publish
from sumvay.newsroom.picture_sizes import AT_ONCE, draw
from sumvay.newsroom.search_suggestions import remember_words
from sumvay.newsroom.services.bulletin_contents import forget_in_bulletins
from sumvay.newsroom.services.outcomes import note_corrected, note_published, note_taken_down
from sumvay.newsroom.services.readers_pages import refresh
from sumvay.vietnamese import nfc


class PublishingDenied(Refusal):
    """The officer's post does not publish for this unit."""


class EmbargoStands(Refusal):
    """The piece may not go out yet."""


class NotPublished(Refusal):
    """There is nothing before readers to change."""


class NothingSaid(Refusal):
    """A correction or a reason without words."""


@transaction.atomic
def publish_piece(*, actor: User, piece: Piece, now: datetime) -> Piece:
    """
    Publish the newest version of a piece; one that is to go live later is put on the clock.

    Raises PublishingDenied, EmbargoStands, fitness.GenreNotAllowed and fitness.ConsentMissing.
    """
    if not can_publish(actor, piece):
        raise PublishingDenied(_("Your post does not publish for this unit."))
    newest = piece.get_latest_revision_as_object()
    if newest.embargo_until and newest.embargo_until > now:
        raise EmbargoStands(_("There is an embargo on this piece; it can be published when the embargo has ended."))
    refuse_unfit(newest)
    revision = piece.get_latest_revision() or piece.save_revision(user=actor)
    with LogContext(user=actor):
        revision.publish(user=actor, skip_permission_checks=True)
    piece.refresh_from_db()
    return piece


@transaction.atomic
def list_piece(*, actor: User | None = None, piece: Piece, now: datetime) -> None:
    """
    Put what has just been published before readers: lists and search, the authors told, pictures to be drawn.

    Rung by the one listener on Wagtail's publishing, whichever way it came about; also for what waits for its time,
    which is checked and put on record and nothing more. Raises what `refuse_unfit` raises, and then nothing is public.
    """
    refuse_unfit(piece)
    changes = {"revision": piece.latest_revision_id, "live": piece.live}
    audit.record(
        actor=actor, action="piece.publish" if piece.live else "piece.schedule", target=piece, at=now,
        unit_id=piece.unit_id, changes=changes,
    )  # fmt: skip
    if not piece.live:
        return
    former = Listing.objects.select_related("section", "unit", "programme").filter(pk=piece.pk).first()
    if piece.picture:
        draw(piece.picture, [AT_ONCE])
    listing, _new = Listing.objects.update_or_create(piece=piece, defaults=fields_of(piece, now=now))
    remember_words(listing.folded_title)
    note_published(actor=actor, piece=piece, listing=listing, now=now)
    refresh(touched_paths(listing) | (touched_paths(former) if former else set()))
    tasks.draw_pictures.defer(piece_id=piece.pk)
    if piece.expire_at:
        # At the moment itself; the clock of each minute finds what was missed
        ending = tasks.end_expired.configure(lock=f"newsroom.ending:{piece.pk}", schedule_at=piece.expire_at)
        ending.defer(piece_id=piece.pk)


@transaction.atomic
def unlist_piece(*, actor: User | None = None, piece: Piece, now: datetime) -> None:
    """Take a piece out of lists and search; rung by the one listener on Wagtail's taking down. Twice is harmless."""
    former = Listing.objects.select_related("section", "unit", "programme").filter(pk=piece.pk).first()
    if former is None:
        return
    touched = touched_paths(former)
    Listing.objects.filter(pk=piece.pk).delete()
    # Finds it is public no longer, and erases instead
    tasks.draw_pictures.defer(piece_id=piece.pk)
    audit.record(actor=actor, action="piece.unlist", target=piece, at=now, unit_id=piece.unit_id)
    touched |= forget_in_bulletins(actor=actor, gone=former, now=now)
    # Episodes, versions in other languages and whatever it was related to have named it: perhaps a million pages
    refresh(touched, later={"/bai/*"})


@transaction.atomic
def correct_piece(*, actor: User, piece: Piece, text: str, now: datetime) -> Correction:
    """
    Add a correction that readers see below the piece for ever; the same words sent twice are one correction.

    Raises PublishingDenied, NotPublished, NothingSaid.
    """
    listing = _public(actor, piece)
    words = _words(text, _("Please write what was wrong and what is right."))
    said = Correction.objects.filter(piece=piece, text=words[:600]).first()
    if said:
        return said
    correction = Correction.objects.create(piece=piece, text=words[:600], by=actor, at=now)
    Listing.objects.filter(pk=piece.pk).update(changed_at=now)
    audit.record(
        actor=actor, action="piece.correct", target=piece, at=now, unit_id=piece.unit_id,
        changes={"correction": correction.pk},
    )  # fmt: skip
    note_corrected(actor=actor, piece=piece, text=correction.text, now=now)
    refresh({listing.path, f"{listing.path}*", "/sitemap-tin.xml"})
    return correction


@transaction.atomic
def take_down(*, actor: User, piece: Piece, reason: str, now: datetime) -> TakeDown:
    """
    Take a piece off the portal; its address tells readers the reason.

    Raises PublishingDenied, NotPublished, NothingSaid.
    """
    _public(actor, piece)
    words = _words(reason, _("Please write the reason; readers see it at the piece's address."))
    taken = TakeDown.objects.create(piece=piece, reason=words[:400], by=actor, at=now)
    audit.record(
        actor=actor, action="piece.take_down", target=piece, at=now, unit_id=piece.unit_id,
        changes={"take_down": taken.pk},
    )  # fmt: skip
    note_taken_down(actor=actor, piece=piece, reason=taken.reason, now=now)
    # What the database says, so that an old copy in memory never overwrites it
    with LogContext(user=actor):
        UnpublishAction(Piece.objects.get(pk=piece.pk), user=actor).execute(skip_permission_checks=True)
    return taken


def _public(actor: User, piece: Piece) -> Listing:
    if not can_correct(actor, piece):
        raise PublishingDenied(_("Your post does not publish for this unit."))
    # In the order in which publishing takes them; else the two would wait for each other for ever
    Piece.objects.select_for_update(no_key=True).filter(pk=piece.pk).first()
    listing = Listing.objects.select_for_update(of=("self",)).filter(pk=piece.pk).first()
    if listing is None:
        raise NotPublished(_("This piece is not before readers."))
    return listing


def _words(text: str, ask: str) -> str:
    words = " ".join(nfc(text).split())
    if not words:
        raise NothingSaid(ask)
    return words
