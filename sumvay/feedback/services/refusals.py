"""What officers are refused at the desk of members' messages."""

from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.errors import Refusal
from sumvay.feedback import permissions
from sumvay.feedback.models import Case


class NotYourCase(Refusal):
    """The officer does not handle the unit's messages, or this one is for designated people."""


class MovedOn(Refusal):
    """A colleague did something with it first."""


class TextMissing(Refusal):
    """Nothing was written."""


class WordErased(Refusal):
    """The writer had the message erased."""


def permit(*, actor: User, case: Case, now: datetime) -> None:
    """Raises NotYourCase unless the officer handles the case."""
    if not permissions.can_handle_case(actor, case, on=localdate(now)):
        raise NotYourCase(_("Only those who handle this message can do this."))


def moved_on() -> MovedOn:
    """The refusal of whoever came second."""
    return MovedOn(_("A colleague has changed this message in the meantime; please look at it again."))
