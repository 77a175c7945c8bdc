"""Who may put a piece before readers, correct it there and take it away."""

from sumvay.accounts.models import User
from sumvay.newsroom import desk_seats
from sumvay.newsroom.models import Piece
from sumvay.org.models import Unit


def can_publish(officer: User, piece: Piece) -> bool:
    """Publish alone: by post in the piece's unit or above it, where the nearest open desk has no steps of approval."""
    if not desk_seats.holds(officer, desk_seats.PUBLISHING, piece.unit_id):
        return False
    return officer.is_superuser or piece.get_workflow() is None


def can_correct(officer: User, piece: Piece) -> bool:
    """Add a correction or take a piece down: by post in the piece's unit or above it, approval or not."""
    return desk_seats.holds(officer, desk_seats.PUBLISHING, piece.unit_id)


def units_to_correct(officer: User, unit_ids: set[int]) -> set[int]:
    """Those of the units in which an officer may do so, for the rows of a list."""
    if officer.is_superuser:
        return unit_ids
    held = Unit.objects.filter(pk__in=unit_ids).filter(pk__in=desk_seats.units_of(officer, desk_seats.PUBLISHING))
    return set(held.values_list("pk", flat=True))


def can_approve(officer: User, piece: Piece) -> bool:
    """Approve or return the step at which the piece waits: by the step's post in the piece's unit or above it."""
    task = piece.current_workflow_task
    return task is not None and task.user_can_access_editor(piece, officer)


def can_change(officer: User, piece: Piece) -> bool:
    """Change it now: by an editing post there; while it waits for approval, only who may approve it."""
    if not desk_seats.holds(officer, desk_seats.EDITING, piece.unit_id):
        return False
    task = piece.current_workflow_task
    return task is None or not task.locked_for_user(piece, officer)
