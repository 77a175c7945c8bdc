"""Who shapes the portal itself: its sections, its identity, its former addresses."""

from datetime import date

from sumvay.accounts.models import User
from sumvay.newsroom.selectors.bulletins import speaks_for_the_site
from sumvay.org import permissions as org
from sumvay.org.models import Appointment

Post = Appointment.Post
LEADING = frozenset({Post.MANAGING_EDITOR, Post.EDITOR_IN_CHIEF, Post.CHAIR, Post.VICE_CHAIR})


def can_shape_site(officer: User, *, on: date) -> bool:
    """Leads the highest open desk, or manages a unit with nothing above it: the portal is one for all."""
    if not officer.is_active:
        return False
    if org.can_shape_kinds(officer, on=on):
        return True
    seats = Appointment.objects.filter(officer=officer, valid__contains=on, post__in=LEADING, unit__desk__is_open=True)
    return any(speaks_for_the_site(seat.unit, on=on) for seat in seats.select_related("unit"))
