"""Advertising and the like is laid aside where everybody still sees it, and comes back on a press."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.feedback import selectors
from sumvay.feedback.models import Aside, Case
from sumvay.feedback.services.refusals import MovedOn, NotYourCase, TextMissing, moved_on, permit
from sumvay.vietnamese import nfc


@transaction.atomic
def put_aside(*, actor: User, case: Case, why: str, now: datetime, words: str = "") -> None:
    """
    Out of the queue, for one of the reasons of `Aside` and what is said of it; the level above still sees urgent ones.

    Raises NotYourCase, TextMissing, MovedOn.
    """
    permit(actor=actor, case=case, now=now)
    said = nfc(words.replace("\x00", "")).strip()
    if why not in Aside.values or (why == Aside.OTHER and not said):
        raise TextMissing(_("Please say why the message is put aside."))
    told = ": ".join(filter(None, [str(Aside(why).label), said]))
    lying = Case.objects.filter(pk=case.pk, unit=case.unit_id, put_aside_at=None)
    if not lying.update(put_aside_at=now, put_aside_why=told[:120], aside_confirmed_at=now):
        raise moved_on()
    audit.record(actor=actor, action="case.put_aside", target=case, at=now, unit_id=case.unit_id, changes={"why": why})
    case.refresh_from_db()


@transaction.atomic
def leave_aside(*, actor: User, case: Case, now: datetime) -> None:
    """
    What a machine laid aside lies there rightly, an officer says who has looked at it; only from then on the time runs
    after which it is erased.

    Raises NotYourCase, MovedOn.
    """
    permit(actor=actor, case=case, now=now)
    unseen = selectors.lying_unseen().filter(pk=case.pk, unit=case.unit_id)
    if not unseen.update(aside_confirmed_at=now):
        raise moved_on()
    audit.record(actor=actor, action="case.leave_aside", target=case, at=now, unit_id=case.unit_id)
    case.refresh_from_db()


@transaction.atomic
def leave_together_aside(*, actor: User, pks: Sequence[int], now: datetime) -> int:
    """
    As leave_aside of messages an officer has ticked; those a colleague has looked at are left out. Says of how many.

    Raises NotYourCase when one of them is not the officer's, MovedOn when none waits for a look.
    """
    chosen = selectors.cases_handled_by(actor, on=localdate(now)).filter(pk__in=pks)
    if chosen.count() != len(set(pks)):
        raise NotYourCase(_("Only those who handle these messages can do this."))
    unseen = selectors.lying_unseen().filter(pk__in=chosen.values("pk")).order_by("pk")
    left = list(unseen.select_for_update(of=("self",), no_key=True))
    if not left:
        raise MovedOn(_("No message was ticked that waits for an officer's look."))
    Case.objects.filter(pk__in=[case.pk for case in left]).update(aside_confirmed_at=now)
    for case in left:
        audit.record(
            actor=actor, action="case.leave_aside", target=case, at=now, unit_id=case.unit_id,
            changes={"together": len(left)},
        )  # fmt: skip
    return len(left)


@transaction.atomic
def bring_back(*, actor: User, case: Case, now: datetime) -> None:
    """Into the queue again, where it was. Raises NotYourCase, MovedOn."""
    permit(actor=actor, case=case, now=now)
    aside = Case.objects.filter(pk=case.pk, unit=case.unit_id, put_aside_at__isnull=False)
    if not aside.update(put_aside_at=None, put_aside_why="", aside_confirmed_at=None):
        raise moved_on()
    audit.record(actor=actor, action="case.bring_back", target=case, at=now, unit_id=case.unit_id)
    case.refresh_from_db()
