"""Remarks on a piece: said, dealt with, opened again; those concerned are told."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.newsroom.models import Piece, PieceComment
from sumvay.newsroom.permissions import desks as permissions
from sumvay.newsroom.selectors import comments as selectors
from sumvay.notifications import services as notifications
from sumvay.vietnamese import nfc


class NotYourPiece(Refusal):
    """The officer holds no editing post for the piece's unit."""


class NothingSaid(Refusal):
    """A remark without words, or one too long."""


class NotAsItStood(Refusal):
    """A colleague was quicker."""


@transaction.atomic
def comment(*, actor: User, piece: Piece, text: str, now: datetime) -> PieceComment:
    """
    Remark on a piece; who wrote it, who is to write it and who spoke about it are told. The same words sent again
    while they stand open are one remark.

    Raises NotYourPiece, NothingSaid.
    """
    _permit(actor, piece)
    words = nfc(text).replace("\r\n", "\n").strip()
    if not words or len(words) > PieceComment.LONGEST:
        raise NothingSaid(_("Please write a comment of at most %(most)d letters.") % {"most": PieceComment.LONGEST})
    # Of two presses at once the second waits for the first, and finds its words
    Piece.objects.select_for_update(of=("self",), no_key=True).get(pk=piece.pk)
    if said := PieceComment.objects.filter(piece=piece, by=actor, text=words, resolved_at=None).first():
        return said
    remark = PieceComment.objects.create(piece=piece, by=actor, at=now, text=words)
    _record("add", actor, remark, now)
    _tell(actor, remark, now)
    return remark


@transaction.atomic
def resolve_comment(*, actor: User, remark: PieceComment, now: datetime) -> None:
    """
    Say that a remark has been dealt with.

    Raises NotYourPiece, NotAsItStood.
    """
    _permit(actor, remark.piece)
    if not PieceComment.objects.filter(pk=remark.pk, resolved_at=None).update(resolved_at=now, resolved_by=actor):
        raise NotAsItStood(_("This comment has already been dealt with."))
    _record("resolve", actor, remark, now)


@transaction.atomic
def reopen_comment(*, actor: User, remark: PieceComment, now: datetime) -> None:
    """
    Open a remark again.

    Raises NotYourPiece, NotAsItStood.
    """
    _permit(actor, remark.piece)
    done = PieceComment.objects.filter(pk=remark.pk, resolved_at__isnull=False)
    if not done.update(resolved_at=None, resolved_by=None):
        raise NotAsItStood(_("This comment is already open."))
    _record("reopen", actor, remark, now)


def _permit(actor: User, piece: Piece) -> None:
    if not permissions.can_edit_at(actor, piece.unit_id):
        raise NotYourPiece(_("You do not edit for this unit."))


def _record(verb: str, actor: User, remark: PieceComment, now: datetime) -> None:
    audit.record(
        actor=actor, action=f"comment.{verb}", target=remark, at=now, unit_id=remark.piece.unit_id,
        changes={"piece": remark.piece_id},
    )  # fmt: skip


def _tell(actor: User, remark: PieceComment, now: datetime) -> None:
    # Read later, by each in their own language; notices are kept in Vietnamese
    with override("vi"):
        title = _("%(who)s commented on “%(title)s”.") % {"who": actor.full_name, "title": remark.piece.title}
    notifications.notify_officers(
        officers=selectors.concerned_by(remark.piece) - {actor},
        kind="piece_comment",
        title=title,
        body=remark.text,
        path=reverse("newsroom:piece_state", args=[remark.piece_id]),
        about=f"comment:{remark.pk}",
        now=now,
        unit=remark.piece.unit,
    )
