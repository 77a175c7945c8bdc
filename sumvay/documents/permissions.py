"""Who may do what with an official paper and with an office's registers."""

from datetime import date

from sumvay.accounts.models import User
from sumvay.documents.models import OfficialPaper
from sumvay.documents.road import ROAD, Step
from sumvay.org import permissions as org
from sumvay.org.models import Unit

State = OfficialPaper.State


def can_receive(officer: User, unit: Unit, *, on: date) -> bool:
    """May the officer enter papers that arrived at the unit, and correct how they were read."""
    return org.can_act_for(officer, unit, on=on)


def can_draft(officer: User, unit: Unit, *, on: date) -> bool:
    """May the officer write papers of the unit."""
    return org.can_draft(officer, unit, on=on)


def can_keep_registers(officer: User, unit: Unit, *, on: date) -> bool:
    """May the officer set the numbers the unit's registers go on from."""
    return org.can_number(officer, unit, on=on)


def can_change(officer: User, paper: OfficialPaper, *, on: date) -> bool:
    """May the officer change the text as it stands: the drafter before it is submitted, the leader after."""
    if paper.state in (State.DRAFT, State.RETURNED):
        return org.can_draft(officer, paper.unit, on=on)
    return paper.state in (State.SUBMITTED, State.APPROVED) and org.can_sign(officer, paper.unit, on=on)


def can_withdraw(officer: User, paper: OfficialPaper, *, on: date) -> bool:
    """May the officer throw the draft away; a paper that has a number stays."""
    is_draft = paper.state in (State.DRAFT, State.RETURNED) and not paper.number
    return is_draft and org.can_draft(officer, paper.unit, on=on)


def can_attach_scan(officer: User, paper: OfficialPaper, *, on: date) -> bool:
    """May the officer lay the signed and sealed copy on the record."""
    is_signed = paper.state in (State.SIGNED, State.NUMBERED, State.ISSUED)
    return is_signed and org.can_act_for(officer, paper.unit, on=on)


def may_take(officer: User, step: Step, unit: Unit, *, on: date) -> bool:
    """Does the officer hold a post that takes this step for the unit, whatever the paper's state."""
    posts = {"draft": org.can_draft, "sign": org.can_sign, "number": org.can_number}
    return any(posts[duty](officer, unit, on=on) for duty in step.duties)


def steps_open_to(officer: User, paper: OfficialPaper, *, on: date) -> list[Step]:
    """The steps the officer may take with the paper now, the one that leads on first."""
    return [step for step in ROAD.values() if paper.state in step.before and may_take(officer, step, paper.unit, on=on)]


def steps_ahead_of(officer: User, paper: OfficialPaper, *, on: date) -> list[Step]:
    """The steps one press would take: every next one the officer holds the post for, up to the number."""
    steps, state = [], paper.state
    for step in ROAD.values():
        if step.leads_on and state in step.before and may_take(officer, step, paper.unit, on=on):
            steps.append(step)
            state = step.after
    return steps
