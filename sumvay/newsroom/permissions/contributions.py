"""Who may write for a unit, and who may take a consent back."""

from datetime import date

from sumvay.accounts.models import User
from sumvay.newsroom import desk_seats
from sumvay.newsroom.models import Contribution
from sumvay.org import permissions as org
from sumvay.org import selectors as org_selectors
from sumvay.org.models import Appointment, Unit

Post = Appointment.Post
WRITING = {Post.COLLABORATOR, Post.EDITOR, Post.MANAGING_EDITOR, Post.EDITOR_IN_CHIEF}


def can_contribute(officer: User, unit: Unit, *, on: date) -> bool:
    """Whoever acts for the unit, and its collaborators and editors."""
    if not officer.is_active:
        return False
    return org.can_act_for(officer, unit, on=on) or bool(org_selectors.posts_held(officer, unit, on=on) & WRITING)


def can_use_style_help(officer: User, unit: Unit | None, *, on: date) -> bool:
    """Whoever edits anywhere, and whoever writes for the unit they act for."""
    edits = officer.is_superuser or bool(desk_seats.posts_of(officer) & desk_seats.EDITING)
    return edits or (unit is not None and can_contribute(officer, unit, on=on))


def can_write(officer: User, contribution: Contribution, *, on: date) -> bool:
    """
    May the officer change, send and withdraw this contribution: its unit's people, whoever of them began it.

    When the unit has ended, the people of its heirs.
    """
    units = [contribution.unit, *desk_seats.heirs_of(contribution.unit, on=on)]
    return any(can_contribute(officer, unit, on=on) for unit in units)


def can_record_consent(officer: User, contribution: Contribution, *, on: date) -> bool:
    """The unit's people; once it was sent, also whoever edits at the desk where it lies."""
    is_at_desk = contribution.sent_at is not None and contribution.state != Contribution.State.WITHDRAWN
    at_desk = is_at_desk and desk_seats.holds(officer, desk_seats.EDITING, contribution.desk_id)
    return at_desk or can_write(officer, contribution, on=on)


def can_withdraw_consent(officer: User, contribution: Contribution, *, on: date) -> bool:
    """The same people, at any time: a person who changes their mind must not wait for one certain colleague."""
    return can_record_consent(officer, contribution, on=on)
