"""Changes of the tree and of its officers that reach into every room: moves, endings with heirs, hand-overs."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.directives import services as directives
from sumvay.errors import Refusal
from sumvay.feedback import services as feedback
from sumvay.org import selectors as org_selectors
from sumvay.org import services as org
from sumvay.org.models import Appointment, Unit
from sumvay.tally import services as tally


class HeirUnclear(Refusal):
    """Units below the ended one need exactly one heir to go to, or must be moved before."""


@transaction.atomic
def move_unit(*, actor: User, unit: Unit, parent: Unit, on: date, paper: str, now: datetime) -> None:
    """Put a unit with its branch under another parent from day ON; what the branch has done counts there from now on.

    Raises what `org.services.move_unit` raises.
    """
    left = _ancestor_ids(unit, on)
    org.move_unit(actor=actor, unit=unit, parent=parent, on=on, paper=paper, now=now)
    tally.move_branch(unit_id=unit.pk, old_ancestor_ids=left, new_ancestor_ids=_ancestor_ids(unit, on))


@transaction.atomic
def end_unit(*, actor: User, unit: Unit, heirs: Sequence[Unit], on: date, paper: str, now: datetime) -> None:
    """Close a unit: units below go to its one heir, open work to the first heir; its past stays where it was counted.

    Raises HeirUnclear and what `org.services.end_unit` raises.
    """
    children = list(org_selectors.children_of(unit, on=on))
    if children and len(heirs) != 1:
        raise HeirUnclear(_("Units still belong to this one. Name one heir for them, or move them first."))
    for child in children:
        move_unit(actor=actor, unit=child, parent=heirs[0], on=on, paper=paper, now=now)
    if heirs:
        directives.pass_on_to_heir(ended=unit, heir=heirs[0], now=now)
    # Members wait for an answer in any case: without an heir the unit above takes their messages
    if carries_on := heirs[0] if heirs else org_selectors.parent_of(unit, on=on):
        feedback.pass_on_to_heir(ended=unit, heir=carries_on, now=now)
    # Facts of the unit must rise before its paths close. Taking a branch nowhere waits for whoever folds now.
    tally.move_branch(unit_id=unit.pk, old_ancestor_ids=[], new_ancestor_ids=[])
    tally.fold_all()
    org.end_unit(actor=actor, unit=unit, heirs=heirs, on=on, paper=paper, now=now)


@transaction.atomic
def hand_over(
    *,
    actor: User,
    appointment: Appointment,
    full_name: str,
    email: str,
    phone: str,
    on: date,
    reason: str,
    now: datetime,
) -> tuple[Appointment, str]:
    """An officer leaves: the post ends, the successor takes it up and is invited, the leaver's links die.

    Open work stays with the unit. Gives the new post and once the token of the successor's link ("" when none is
    needed). Raises what `org.services.hand_post_on` raises.
    """
    leaver, unit = appointment.officer, appointment.unit
    successor, token = org.hand_post_on(
        actor=actor,
        appointment=appointment,
        full_name=full_name,
        email=email,
        phone=phone,
        on=on,
        reason=reason,
        now=now,
    )
    directives.revoke_links_of_officer(officer=leaver, unit=unit, now=now)
    feedback.lay_back(actor=actor, officer=leaver, unit=unit, on=on, now=now)
    return successor, token


@transaction.atomic
def leave_post(*, actor: User, appointment: Appointment, on: date, reason: str, now: datetime) -> None:
    """An officer leaves without a successor; the leaver's links die, messages in hand lie on the desk again.

    Raises as `org.services.end_appointment`.
    """
    org.end_appointment(actor=actor, appointment=appointment, on=on, reason=reason, now=now)
    directives.revoke_links_of_officer(officer=appointment.officer, unit=appointment.unit, now=now)
    feedback.lay_back(actor=actor, officer=appointment.officer, unit=appointment.unit, on=on, now=now)


def _ancestor_ids(unit: Unit, on: date) -> list[int]:
    return [ancestor.pk for ancestor in org_selectors.ancestors_of(unit, on=on)]
