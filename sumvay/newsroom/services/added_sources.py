"""What was added to a draft leaves it again when its author withdraws it, or the draft's desk does not use it."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.newsroom.models import Contribution, Piece, PieceSource


def leave_drafts(*, actor: User, contribution: Contribution, now: datetime, unit_id: int | None = None) -> None:
    """
    Take a contribution out of pieces that never were before readers, unless the piece was made of it.

    Of one unit's pieces alone when `unit_id` is given. Rung by services that have asked whether the actor may, inside
    their transaction.
    """
    at = {} if unit_id is None else {"unit": unit_id}
    drafts = Piece.objects.filter(sources__contribution=contribution, first_published_at=None, **at)
    # In the order in which publishing takes them; whoever adds it meanwhile has done so, or finds it gone
    list(drafts.select_for_update(of=("self",), no_key=True).order_by("pk"))
    Contribution.objects.select_for_update(no_key=True).get(pk=contribution.pk)
    earlier = PieceSource.objects.filter(piece=OuterRef("piece"), pk__lt=OuterRef("pk"))
    added = PieceSource.objects.filter(Exists(earlier), contribution=contribution, piece__in=drafts)
    for source in added.select_related("piece"):
        audit.record(
            actor=actor, action="piece.remove_source", target=source.piece, at=now, unit_id=source.piece.unit_id,
            changes={"contribution": contribution.pk},
        )  # fmt: skip
        source.delete()
