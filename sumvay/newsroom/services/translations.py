"""A published piece gets an English version: begun as a copy, for the editor to put into English."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.newsroom.models import Listing, Piece, PieceSource
from sumvay.newsroom.permissions import desks as permissions
from sumvay.newsroom.selectors.translations import english_version_of

# The words wait to be translated; whether it leads the front page, its address and its times are its own
COPIED = (
    "unit_id", "section_id", "kind", "genre", "title", "kicker", "standfirst", "picture_id", "body", "byline", "place",
    "happened_on", "campaign_id", "topic_id", "programme_id", "video_url", "paper_id", "legal_source", "employer",
    "pay", "expire_at", "picks", "names_hardship", "hardship_person", "hardship_how",
)  # fmt: skip


class NotYourPiece(Refusal):
    """The officer does not edit for the piece's unit."""


class NothingToTranslate(Refusal):
    """The piece is not before readers, or is no original in Vietnamese."""


class AlreadyBegun(Refusal):
    """There is an English version."""


@transaction.atomic
def start_english_version(*, actor: User, piece: Piece, now: datetime) -> Piece:
    """
    Begin the English version of a published Vietnamese piece: its text, pictures, credit and sources as a draft.

    Raises NotYourPiece, NothingToTranslate, AlreadyBegun.
    """
    if not permissions.can_edit_at(actor, piece.unit_id):
        raise NotYourPiece(_("You do not edit for this unit."))
    # Held until the end, so that a second press waits for the first
    original = Piece.objects.select_for_update(of=("self",)).get(pk=piece.pk)
    is_public = Listing.objects.filter(pk=original.pk, language="vi").exists()
    if not is_public or original.translation_of_id:
        raise NothingToTranslate(_("An English version is made of a published piece in Vietnamese."))
    if english_version_of(original):
        raise AlreadyBegun(_("This piece has an English version already."))
    version = Piece(
        **{name: getattr(original, name) for name in COPIED}, language="en", translation_of=original,
        created_by=actor, created_at=now, live=False, has_unpublished_changes=True,
    )  # fmt: skip
    version.save(force_insert=True)
    PieceSource.objects.bulk_create(
        PieceSource(piece=version, contribution_id=source.contribution_id, at=now)
        for source in original.sources.order_by("at", "pk")
    )
    version.save_revision(user=actor, changed=True)
    audit.record(
        actor=actor, action="piece.start", target=version, at=now, unit_id=version.unit_id,
        changes={"kind": version.kind, "translation_of": original.pk},
    )  # fmt: skip
    return version
