"""The editors of a desk learn that something has come, however much comes on a busy day."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from sumvay.accounts.models import User
from sumvay.newsroom import desk_seats
from sumvay.newsroom.models import Contribution
from sumvay.notifications import selectors as notices
from sumvay.notifications import services as notifications

KIND = "contribution_came"
# Who reads the letters alone, and opens no notice, hears of a desk once a day
STANDS = timedelta(days=1)


def tell_desk(*, contribution: Contribution, by: User, now: datetime) -> None:
    """
    Tell those who edit at the desk where an item has just come, sent or lifted; not whoever brought it. A step.

    As long as a notice of the desk lies unopened its reader gets no other, and nobody more than one an hour.
    """
    desk = contribution.desk or contribution.unit
    people = [one for one in desk_seats.people_of(desk, on=localdate(now), posts=desk_seats.EDITING) if one != by]
    know = notices.not_opened_by(people, kind=KIND, unit=desk, since=now - STANDS)
    # The officers read it later, each in their own language; notices are kept in Vietnamese
    with override("vi"):
        title = _("New items have come to the desk of %(desk)s.") % {"desk": desk.name}
        body = _("“%(title)s”, sent by %(unit)s.") % {"title": contribution.title, "unit": contribution.unit.name}
    notifications.notify_officers(
        officers=[one for one in people if one.pk not in know],
        kind=KIND,
        title=title,
        body=body,
        path=f"{reverse('newsroom:desk')}?desk={desk.pk}",
        about=f"came:{desk.pk}:{now:%Y%m%d%H}",
        now=now,
        unit=desk,
    )
