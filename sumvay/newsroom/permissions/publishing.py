"""Who may put a piece before readers, correct it there and take it away."""

from sumvay.accounts.models import User
from sumvay.newsroom import desk_seats
from sumvay.newsroom.models import Desk, Piece


def can_publish(officer: User, piece: Piece) -> bool:
    """Publish alone: by post in the piece's unit or above it, where the unit's desk has no steps of approval."""
    if not desk_seats.holds(officer, desk_seats.PUBLISHING, piece.unit_id):
        return False
    return officer.is_superuser or not Desk.objects.filter(unit=piece.unit_id, workflow__isnull=False).exists()


def can_correct(officer: User, piece: Piece) -> bool:
    """Add a correction or take a piece down: by post in the piece's unit or above it, approval or not."""
    return desk_seats.holds(officer, desk_seats.PUBLISHING, piece.unit_id)
