"""Who works at a desk, who makes pieces for a unit and who sets a desk up."""

from collections.abc import Iterable
from datetime import date

from sumvay.accounts.models import User
from sumvay.newsroom import desk_seats
from sumvay.newsroom.models import Contribution, Piece
from sumvay.newsroom.selectors.desk import not_used_at
from sumvay.org import permissions as org
from sumvay.org.models import Unit

State = Contribution.State


def can_work_on(officer: User, contribution: Contribution) -> bool:
    """Edits at or above the desk where it lies, and it waits there or is in the officer's own hands."""
    lies_open = contribution.state == State.WAITING
    in_hand = contribution.state == State.TAKEN and contribution.editor_id == officer.pk
    return (lies_open or in_hand) and can_edit_at(officer, contribution.desk_id)


def is_made_for(unit_id: int | None, made: Iterable[Piece]) -> bool:
    """Whether one of the pieces made of an item is of a unit: each desk makes its own, once."""
    return any(piece.unit_id == unit_id for piece in made)


def can_make_of(officer: User, contribution: Contribution, *, made: Iterable[Piece]) -> bool:
    """Works on it, and of the pieces made of it none is of the desk where it lies."""
    return can_work_on(officer, contribution) and not is_made_for(contribution.desk_id, made)


def can_lift(officer: User, contribution: Contribution) -> bool:
    """As above, or it was published by the desk and may go further up."""
    if contribution.state == State.PUBLISHED:
        return can_edit_at(officer, contribution.desk_id)
    return can_work_on(officer, contribution)


def can_put_back(officer: User, contribution: Contribution) -> bool:
    """Whoever has it in hand, or whoever publishes at or above the desk, when a colleague is away."""
    if contribution.state != State.TAKEN:
        return False
    in_hand = contribution.editor_id == officer.pk and can_edit_at(officer, contribution.desk_id)
    return in_hand or desk_seats.holds(officer, desk_seats.PUBLISHING, contribution.desk_id)


def can_take_up_again(officer: User, contribution: Contribution) -> bool:
    """Edits at or above the desk that decided not to use it."""
    if contribution.state not in {State.REFUSED, State.PUBLISHED}:
        return False
    set_aside = not_used_at(contribution.desk_id).filter(pk=contribution.pk)
    return set_aside.exists() and can_edit_at(officer, contribution.desk_id)


def can_edit_at(officer: User, unit_id: int | None) -> bool:
    """Holds an editing post in the unit or in one above it."""
    return desk_seats.holds(officer, desk_seats.EDITING, unit_id)


def can_set_up(officer: User, unit: Unit, *, on: date) -> bool:
    """Opens and closes the unit's desk and orders its steps: those who manage the unit, or its heir."""
    units = [unit, *desk_seats.heirs_of(unit, on=on)]
    return any(org.can_manage(officer, one, on=on) for one in units)
