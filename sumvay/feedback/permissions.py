"""Who handles members' messages, and who reads those that only designated people may read."""

from datetime import date

from sumvay.accounts.models import User
from sumvay.feedback import selectors
from sumvay.feedback.models import Case, Handler, SealedCase, Warning
from sumvay.feedback.selectors import sealed
from sumvay.org import permissions as org
from sumvay.org import selectors as org_selectors
from sumvay.org.models import Appointment, Unit


def can_handle(officer: User, unit: Unit, *, on: date) -> bool:
    """Whoever acts for a unit handles the messages that came to it."""
    return org.can_act_for(officer, unit, on=on)


def can_handle_case(officer: User, case: Case, *, on: date) -> bool:
    """Handles the unit's messages, and is designated where the case is reserved."""
    return selectors.cases_handled_by(officer, on=on).filter(pk=case.pk).exists()


def can_take_over(officer: User, case: Case, unit: Unit, *, on: date) -> bool:
    """Sees it from above, works for the unit there, and that unit has been told that nobody answers."""
    seen = selectors.cases_seen_from_above(officer, on=on).filter(pk=case.pk).exists()
    return seen and can_handle(officer, unit, on=on) and selectors.is_told(unit, case, on=on)


def can_keep_box(officer: User, unit: Unit, *, on: date) -> bool:
    """Only the unit's own chair, vice-chairs and inspectors set up its sealed box; an operator has no part in it."""
    return Appointment.objects.filter(officer=officer, unit=unit, post__in=sealed.LEADING, valid__contains=on).exists()


def can_change_tie(officer: User, handler: Handler, *, on: date) -> bool:
    """Those who keep the box, and the leaders of the unit above: where one leader is alone, somebody else must say."""
    above = org_selectors.parent_of(handler.unit, on=on)
    return any(can_keep_box(officer, unit, on=on) for unit in (handler.unit, above) if unit)


def can_read_sealed(officer: User, case: SealedCase, *, on: date) -> bool:
    """Chosen by the writer, or let in by one who was; nobody reads by rank."""
    return sealed.sealed_cases_of(officer, on=on).filter(pk=case.pk).exists()


def can_approve_answers(officer: User, unit: Unit, *, on: date) -> bool:
    """The unit's own chair and vice-chairs: they sign for it too."""
    return org.can_sign(officer, unit, on=on)


def can_set_times(officer: User, unit: Unit, *, on: date) -> bool:
    """How soon a unit answers is promised by its leaders."""
    return org.can_sign(officer, unit, on=on)


def can_instruct(officer: User, unit: Unit, *, on: date) -> bool:
    """What is to be done about a reception is said by the unit's leaders."""
    return org.can_sign(officer, unit, on=on)


def can_handle_warning(officer: User, warning: Warning, *, on: date) -> bool:
    """Works for the unit that was warned or for the one above it, and is not marked there as tied to the employer."""
    return selectors.warnings_seen_by(officer, on=on).filter(pk=warning.pk).exists()
