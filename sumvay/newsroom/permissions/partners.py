"""Who keeps the list of partners whose titles the portal shows."""

from datetime import date

from sumvay.accounts.models import User
from sumvay.newsroom.desk_seats import PUBLISHING
from sumvay.org import permissions as org
from sumvay.org.models import Appointment


def can_keep_partners(officer: User, *, on: date) -> bool:
    """Publishes at the open desk of a unit with nothing above it, or manages such a unit: the list is one for all."""
    if not officer.is_active:
        return False
    seats = Appointment.objects.filter(officer=officer, valid__contains=on, post__in=PUBLISHING)
    at_the_top = seats.filter(unit__desk__is_open=True).exclude(unit__parent_links__valid__contains=on)
    return org.can_shape_kinds(officer, on=on) or at_the_top.exists()
