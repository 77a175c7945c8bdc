"""What waits for an officer at their unit's desk, in figures for the page that begins the day."""

from datetime import date
from typing import NamedTuple

from django.db.models import Exists, QuerySet

from sumvay.accounts.models import User
from sumvay.newsroom import desk_seats
from sumvay.newsroom.models import Contribution, Desk
from sumvay.newsroom.selectors.approval import waiting_at
from sumvay.org.models import Appointment, Unit

State = Contribution.State
MOST_COUNTED = 100


class AtHand(NamedTuple):
    """Items new at a desk, items the officer holds, pieces to approve; of each a hundred are counted at most."""

    new: int
    mine: int
    approval: int


def at_hand(officer: User, unit: Unit, *, on: date) -> AtHand | None:
    """The figures of a unit's open desk for somebody who holds an editing post in that unit; None for others."""
    seats = Appointment.objects.filter(officer=officer, unit=unit, valid__contains=on, post__in=desk_seats.EDITING)
    desk = Desk.objects.filter(Exists(seats), unit=unit, is_open=True).first()
    if desk is None:
        return None
    lying = Contribution.objects.filter(desk=unit)
    return AtHand(
        new=_counted(lying.filter(state=State.WAITING)),
        mine=_counted(lying.filter(state=State.TAKEN, editor=officer)),
        approval=_counted(waiting_at(desk, officer=officer)),
    )


def _counted(rows: QuerySet) -> int:
    return rows.order_by()[:MOST_COUNTED].count()
