"""Who may do what with a directive and a dispatch."""

from datetime import date

from sumvay.accounts.models import User
from sumvay.directives.models import Directive, Dispatch
from sumvay.org import permissions as org


def can_draft(officer: User, directive: Directive, *, on: date) -> bool:
    """May the officer change this directive while it is a draft."""
    return org.can_draft(officer, directive.unit, on=on)


def can_issue(officer: User, directive: Directive, *, on: date) -> bool:
    """May the officer issue: whoever signs or keeps the register of the issuing unit."""
    return org.can_sign(officer, directive.unit, on=on) or org.can_number(officer, directive.unit, on=on)


def can_follow_up(officer: User, directive: Directive, *, on: date) -> bool:
    """May the officer remind, call and send links for this directive."""
    return org.can_act_for(officer, directive.unit, on=on)


def can_do(officer: User, dispatch: Dispatch, *, on: date) -> bool:
    """May the officer do what the dispatch asks: those who act for the unit, or enter things on its behalf."""
    return org.can_enter_for(officer, dispatch.unit, on=on)
