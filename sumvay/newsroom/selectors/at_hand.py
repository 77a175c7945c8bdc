"""What waits for an officer at their unit's desk, in figures for the page that begins the day."""

from typing import NamedTuple

from django.db.models import QuerySet

from sumvay.accounts.models import User
from sumvay.newsroom import desk_seats
from sumvay.newsroom.models import Contribution, Desk
from sumvay.newsroom.selectors.approval import waiting_at
from sumvay.newsroom.selectors.desk import parts_for

MOST_COUNTED = 100


class AtHand(NamedTuple):
    """Items new at a desk, items the officer holds, pieces to approve; of each a hundred are counted at most."""

    new: int
    mine: int
    approval: int


def at_hand(officer: User, desk: Desk | None, *, posts: set[str]) -> AtHand | None:
    """The figures of an open desk for an officer whose `posts` in its unit are given; None where none of them edits."""
    if desk is None or not posts & desk_seats.EDITING:
        return None
    lying, parts = Contribution.objects.filter(desk=desk.unit_id), parts_for(officer)
    return AtHand(
        new=_counted(lying.filter(parts["new"])),
        mine=_counted(lying.filter(parts["mine"])),
        approval=_counted(waiting_at(desk, officer=officer)),
    )


def _counted(rows: QuerySet) -> int:
    return rows.order_by()[:MOST_COUNTED].count()
