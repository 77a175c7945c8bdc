"""What officers do about an early warning: they have seen it, act on it, and say what came of it."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.feedback import permissions
from sumvay.feedback.models import Warning
from sumvay.feedback.services.issue_rules import said
from sumvay.feedback.services.refusals import MovedOn

State = Warning.State
LONGEST_NOTE = 500


class NotYourWarning(Refusal):
    """The officer works neither for the unit that was warned nor for the one above it."""


@transaction.atomic
def see_warning(*, actor: User, warning: Warning, now: datetime) -> None:
    """Say that it has been seen. Raises NotYourWarning, MovedOn."""
    _permit(actor, warning, now)
    _change(actor, warning, State.SEEN, "", now, before=[State.NEW])


@transaction.atomic
def act_on_warning(*, actor: User, warning: Warning, now: datetime) -> None:
    """Say that it is being acted on. Raises NotYourWarning, MovedOn."""
    _permit(actor, warning, now)
    _change(actor, warning, State.ACTING, "", now, before=[State.NEW, State.SEEN])


@transaction.atomic
def close_warning(*, actor: User, warning: Warning, note: str, now: datetime) -> None:
    """Close it with what came of it, without names of people. Raises NotYourWarning, TextMissing, MovedOn."""
    _permit(actor, warning, now)
    words = said(note, missing=_("Please write what came of it."))[:LONGEST_NOTE]
    _change(actor, warning, State.CLOSED, words, now, before=[State.NEW, State.SEEN, State.ACTING])


def _permit(actor: User, warning: Warning, now: datetime) -> None:
    if not permissions.can_handle_warning(actor, warning, on=localdate(now)):
        raise NotYourWarning(_("Only officers of the units that were warned can do this."))


def _change(actor: User, warning: Warning, state: str, note: str, now: datetime, *, before: list[str]) -> None:
    as_seen = Warning.objects.filter(pk=warning.pk, unit=warning.unit_id, state__in=before)
    if not as_seen.update(state=state, note=note, changed_by=actor, changed_at=now):
        raise MovedOn(_("A colleague has changed this warning in the meantime; please look at it again."))
    audit.record(
        actor=actor, action=f"warning.{state}", target=warning, at=now, unit_id=warning.unit_id,
        changes={"from": warning.state},
    )  # fmt: skip
    warning.refresh_from_db()
