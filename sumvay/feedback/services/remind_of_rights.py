"""Requests about personal data are not forgotten: handlers on the day they are owed, then the level above."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.feedback import selectors
from sumvay.feedback.models import Case, RightsRequest
from sumvay.notifications import services as notifications
from sumvay.org import permissions as org_permissions
from sumvay.vietnamese import format_date


def remind_of_rights(*, now: datetime) -> int:
    """Tell of each open request once on the day it is owed, and once above when the day is over. A step of services."""
    today = localdate(now)
    owed = list(selectors.rights_owed(by=today))
    above = _above([asked for asked in owed if asked.due_on < today], today)
    to_handlers = (_due(officer, asked) for officer, asked in _with_readers(owed, _own(owed), today))
    to_above = (_late(officer, asked, above[asked.pk]) for officer, asked in _with_readers(owed, above, today))
    return notifications.notify_each(tellings=to_handlers, kind="rights_due", now=now) + notifications.notify_each(
        tellings=to_above, kind="rights_late", now=now
    )


def _own(owed: list[RightsRequest]) -> dict[int, int]:
    return {asked.pk: asked.case.unit_id for asked in owed}


def _above(late: list[RightsRequest], today: date) -> dict[int, int]:
    """By request, the nearest unit above its own with officers who may read it."""
    found: dict[int, int] = {}
    for posts, is_reserved in ((org_permissions.ACTING, False), (selectors.DESIGNATED, True)):
        cases = Case.objects.filter(pk__in=[asked.case_id for asked in late], is_reserved=is_reserved)
        above = selectors.next_above(posts, on=today, also_told=True)
        to = dict(cases.annotate(to=above).values_list("pk", "to"))
        found |= {asked.pk: to[asked.case_id] for asked in late if to.get(asked.case_id)}
    return found


def _with_readers(owed: list[RightsRequest], units: dict[int, int], today: date) -> list[tuple[User, RightsRequest]]:
    handlers = selectors.handlers_of_units(set(units.values()), on=today)
    return [
        (officer, asked)
        for asked in owed
        for officer in selectors.readers_among(
            handlers.get(units.get(asked.pk, 0), {}), is_reserved=asked.case.is_reserved
        )
    ]


def _due(officer: User, asked: RightsRequest) -> notifications.Telling:
    given = {"unit": asked.case.unit.name, "day": format_date(asked.due_on)}
    return notifications.Telling(
        officer=officer,
        unit_id=asked.case.unit_id,
        title=_("A request about personal data at %(unit)s is owed an answer by %(day)s.") % given,
        body=_("The law wants an answer within two working days."),
        path=reverse("feedback:request", args=[asked.pk]),
        about=f"rights_due:{asked.pk}",
    )


def _late(officer: User, asked: RightsRequest, unit_id: int) -> notifications.Telling:
    return notifications.Telling(
        officer=officer,
        unit_id=unit_id,
        title=_("%(unit)s has not answered a request about personal data in time.") % {"unit": asked.case.unit.name},
        body=_("The law wants an answer within two working days. Please see to it that the unit answers."),
        path="",
        about=f"rights_late:{asked.pk}",
    )
