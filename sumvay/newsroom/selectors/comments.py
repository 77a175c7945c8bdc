"""Questions about the remarks on pieces: which stand on one, which are open, and whom they concern."""

from django.db.models import Count, F, Max, Q, QuerySet

from sumvay.accounts.models import User
from sumvay.newsroom import desk_seats
from sumvay.newsroom.models import Desk, Piece, PieceComment, PlannedPiece


def comments_on(piece: Piece) -> QuerySet[PieceComment]:
    """All remarks on a piece: the open ones first, then the oldest first."""
    said = piece.comments.select_related("by", "resolved_by")
    return said.order_by(F("resolved_at").asc(nulls_first=True), "at", "pk")


def comments_within_reach(officer: User) -> QuerySet[PieceComment]:
    """The remarks on pieces of the units an officer edits for."""
    rows = PieceComment.objects.select_related("piece__unit")
    if officer.is_superuser:
        return rows
    return rows.filter(piece__unit__in=desk_seats.units_of(officer, desk_seats.EDITING))


def open_comments(piece: Piece) -> int:
    """How many remarks on a piece nobody has dealt with."""
    return piece.comments.filter(resolved_at=None).count()


def open_on(pieces: list[int]) -> dict[int, int]:
    """The same for several pieces; those without any are left out."""
    found = PieceComment.objects.filter(piece__in=pieces, resolved_at=None).order_by()
    return dict(found.values("piece_id").annotate(n=Count("pk")).values_list("piece_id", "n"))


def commented_at(desk: Desk) -> QuerySet[Piece]:
    """Pieces of a desk's unit with open remarks, the newest remark first; each carries `last_said`."""
    rows = Piece.objects.filter(unit=desk.unit_id, comments__resolved_at=None, comments__isnull=False)
    return rows.annotate(last_said=Max("comments__at")).select_related("unit").order_by("-last_said", "pk")


def concerned_by(piece: Piece) -> set[User]:
    """Who began the piece, is to write it, saved its newest version or spoke about it, and still edits there."""
    newest = piece.latest_revision.user_id if piece.latest_revision else None
    assigned = PlannedPiece.objects.filter(piece=piece).values("assignee_id")
    spoke = PieceComment.objects.filter(piece=piece).values("by_id")
    named = Q(pk__in=[pk for pk in (piece.created_by_id, newest) if pk]) | Q(pk__in=assigned) | Q(pk__in=spoke)
    people = User.objects.filter(named)
    return {person for person in people if desk_seats.holds(person, desk_seats.EDITING, piece.unit_id)}
