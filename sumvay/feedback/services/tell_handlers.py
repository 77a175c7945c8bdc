"""Those who handle a unit's messages learn what cannot wait for their next look: urgent, reserved, written again."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.feedback import selectors
from sumvay.feedback.models import Case
from sumvay.notifications import services as notifications

# However many come in, a unit is told so often at most
SLOT_MINUTES = 10


def tell_arrived(*, case: Case, now: datetime) -> None:
    """
    Tell who handles it of an urgent message, and designated people of a reserved one; others wait for the daily notice.

    What comes within the same ten minutes is one notice, also of words that come so often that they lie aside.
    A step of services.
    """
    if not (case.is_urgent or case.is_reserved):
        return
    slot = int(now.timestamp()) // (SLOT_MINUTES * 60)
    path = f"{reverse('feedback:triage')}?unit={case.unit_id}"
    about = f"came:{case.unit_id}:{case.is_reserved:d}:{slot}"
    if not case.is_urgent:
        tell_designated(case=case, path=path, about=about, now=now)
        return
    notifications.notify_officers(
        officers=_handlers(case, now), kind="case_urgent",
        title=_("An urgent message of a member has come in at %(unit)s.") % {"unit": case.unit.name},
        body=_("It is to be answered within two hours."), path=path, about=about, now=now, unit=case.unit,
    )  # fmt: skip


def tell_designated(*, case: Case, path: str, about: str, now: datetime) -> None:
    """Tell the designated handlers that a denunciation waits for them; `path` leads to it. A step of services."""
    notifications.notify_officers(
        officers=selectors.designated_handlers(case.unit, on=localdate(now)), kind="case_reserved",
        title=_("A denunciation waits for you."),
        body=_("Only the designated handlers of %(unit)s can read it.") % {"unit": case.unit.name},
        path=path, about=about, now=now, unit=case.unit,
    )  # fmt: skip


def tell_written_back(*, case: Case, now: datetime) -> None:
    """Tell who has it in hand, else who handles it, that its writer has written more; once a day. A step."""
    notifications.notify_officers(
        officers=[case.assigned_to] if case.assigned_to else _handlers(case, now),
        kind="case_written",
        title=_("The sender has written more about message %(number)s.") % {"number": case.pk},
        body=_("At: %(units)s.") % {"units": case.unit.name},
        path=reverse("feedback:case", args=[case.pk]),
        about=f"written:{case.pk}:{localdate(now)}",
        now=now,
        unit=case.unit,
    )


def _handlers(case: Case, now: datetime) -> QuerySet[User]:
    return selectors.who_can_take(case, on=localdate(now))
