"""Rules that several changes of the tree share."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from sumvay.errors import Refusal
from sumvay.org.models import Unit
from sumvay.vietnamese import format_date


class NotPermitted(Refusal):
    """The officer's posts do not reach this far."""

    def __init__(self):
        """One sentence for every case: which posts reach how far is on the help page."""
        super().__init__(_("Your posts do not allow this. The chair, vice-chair or clerk of a higher unit can do it."))


class FutureDated(Refusal):
    """The tree never holds what has not happened yet."""


class Ended(Refusal):
    """A unit that no longer exists cannot be changed."""


def permit(allowed: bool) -> None:
    """Raise NotPermitted unless ALLOWED."""
    if not allowed:
        raise NotPermitted


def check_day(on: date, *, now: datetime) -> None:
    """Raise FutureDated when a day has not come yet."""
    if on > timezone.localdate(now):
        raise FutureDated(_("The date is in the future. Record the change on the day it takes effect."))


def check_alive(*units: Unit) -> None:
    """Raise Ended for the first unit that no longer exists."""
    for unit in units:
        if unit.lifetime.upper is not None:
            raise Ended(_("%(unit)s ended on %(day)s.") % {"unit": unit.name, "day": format_date(unit.lifetime.upper)})
