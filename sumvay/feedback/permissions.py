"""Who handles members' messages, and who reads those that only designated people may read."""

from datetime import date

from sumvay.accounts.models import User
from sumvay.feedback import selectors
from sumvay.feedback.models import Case, SealedCase
from sumvay.feedback.selectors import sealed
from sumvay.org import permissions as org
from sumvay.org.models import Appointment, Unit


def can_handle(officer: User, unit: Unit, *, on: date) -> bool:
    """Whoever acts for a unit handles the messages that came to it."""
    return org.can_act_for(officer, unit, on=on)


def can_handle_case(officer: User, case: Case, *, on: date) -> bool:
    """Handles the unit's messages, and is designated where the case is reserved."""
    return selectors.cases_handled_by(officer, on=on).filter(pk=case.pk).exists()


def can_keep_box(officer: User, unit: Unit, *, on: date) -> bool:
    """Only the unit's own chair, vice-chairs and inspectors set up its sealed box; an operator has no part in it."""
    return Appointment.objects.filter(officer=officer, unit=unit, post__in=sealed.LEADING, valid__contains=on).exists()


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
