"""What becomes of contributions when a piece made of them is published, corrected or taken down: step and word."""

from datetime import datetime

from django.db.models import Q

from sumvay.accounts.models import User
from sumvay.newsroom.models import Contribution, ContributionStep, Listing, Piece
from sumvay.newsroom.services.contributing import tell_author

State = Contribution.State
Act = ContributionStep.Act
AT_ITS_DESK = [State.WAITING, State.TAKEN, State.RETURNED]
ENDED = [State.REFUSED, State.TAKEN_DOWN]


def note_published(*, actor: User | None, piece: Piece, listing: Listing, now: datetime) -> None:
    """Each desk publishes an item once for its author, its fees and points; a version later changes nothing of that.

    What lies at a desk further up stays there: the lower desk's piece is not the upper desk's answer.
    """
    for contribution in _sources(piece):
        here = Q(desk=piece.unit_id, state__in=AT_ITS_DESK) | Q(state__in=ENDED)
        Contribution.objects.filter(here, pk=contribution.pk).update(state=State.PUBLISHED, outcome_at=now)
        if not contribution.steps.filter(act=Act.PUBLISHED, desk=piece.unit_id).exists():
            words = {"note": listing.path, "title": piece.title, "text": contribution.text}
            _tell(Act.PUBLISHED, contribution, piece, actor, now, **words)


def note_corrected(*, actor: User, piece: Piece, text: str, now: datetime) -> None:
    """The authors learn that readers were told of a mistake, and in which words."""
    for contribution in _sources(piece):
        _tell(Act.CORRECTED, contribution, piece, actor, now, note=text[:500])


def note_taken_down(*, actor: User, piece: Piece, reason: str, now: datetime) -> None:
    """The authors learn why; what stands before readers nowhere else is published no longer."""
    for contribution in _sources(piece):
        elsewhere = contribution.used_in.exclude(piece=piece).filter(piece__listing__isnull=False)
        if not elsewhere.exists():
            published = Contribution.objects.filter(pk=contribution.pk, state=State.PUBLISHED)
            published.update(state=State.TAKEN_DOWN, outcome_at=now)
        _tell(Act.TAKEN_DOWN, contribution, piece, actor, now, note=reason[:500])


def _sources(piece: Piece) -> list[Contribution]:
    """Held until the transaction ends: of two pieces of one contribution, the second sees what the first did."""
    made = Contribution.objects.select_for_update(of=("self",), no_key=True).filter(used_in__piece=piece)
    return list(made.select_related("author", "unit").order_by("pk"))


def _tell(
    act: Act, contribution: Contribution, piece: Piece, actor: User | None, now: datetime, *, note: str, **words: str
) -> None:
    ContributionStep.objects.create(
        contribution=contribution, act=act, desk_id=piece.unit_id, by=actor, at=now, note=note, **words
    )
    tell_author(contribution=contribution, act=act, note="" if act == Act.PUBLISHED else note, now=now)
