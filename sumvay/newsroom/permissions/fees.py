"""Who sees what a desk pays, and who sets its rates."""

from sumvay.accounts.models import User
from sumvay.newsroom import desk_seats
from sumvay.newsroom.models import Desk


def can_set_rates(officer: User, desk: Desk) -> bool:
    """Publishes in the desk's unit or in one above it."""
    return desk_seats.holds(officer, desk_seats.PUBLISHING, desk.unit_id)
