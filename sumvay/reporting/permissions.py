"""Who may do what with report forms, reports and cuts."""

from datetime import date

from sumvay.accounts.models import User
from sumvay.directives.models import Directive
from sumvay.feedback import permissions as feedback
from sumvay.org import permissions as org
from sumvay.org.models import Unit
from sumvay.reporting.models import UnitReport


def can_report(officer: User, unit: Unit, *, on: date) -> bool:
    """May the officer fill in the unit's report: those who act for it, or above it on its behalf."""
    return org.can_enter_for(officer, unit, on=on)


def can_judge(officer: User, report: UnitReport, *, on: date) -> bool:
    """May the officer accept or return a report: only from above."""
    return org.can_act_on_behalf(officer, report.unit, on=on)


def can_shape_form(officer: User, directive: Directive, *, on: date) -> bool:
    """May the officer change what is reported: whoever drafts at the top of the lineage."""
    top = directive.root or directive
    return org.can_draft(officer, top.unit, on=on)


def can_consolidate(officer: User, unit: Unit, *, on: date) -> bool:
    """May the officer write and close the unit's consolidation."""
    return org.can_act_for(officer, unit, on=on)


def can_report_listening(officer: User, unit: Unit, *, on: date) -> bool:
    """May the officer report what members wrote: who consolidates for the unit and sees its synthesis."""
    return can_consolidate(officer, unit, on=on) and feedback.can_handle(officer, unit, on=on)
