"""A unit's sealed box: set up by its leaders, its handlers named, passed to the heir when the unit ends."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.feedback import permissions, sealing
from sumvay.feedback.models import Box, Handler, HandlerKey, SealedCase, SealedKey
from sumvay.feedback.selectors import sealed as selectors
from sumvay.notifications import services as notifications
from sumvay.org.models import Unit


class KeepingDenied(Refusal):
    """Only the unit's own leaders and inspectors."""


class LeadersUnfit(Refusal):
    """Not two different leaders with keys."""


class NotNameable(Refusal):
    """The officer holds no post in the unit, or is named already."""


class LastReader(Refusal):
    """Cases would be left that nobody can open."""


class OwnTie(Refusal):
    """Nobody says of oneself that the employer has no hold."""


class AlreadyEnded(Refusal):
    """Somebody was faster."""


@transaction.atomic
def set_up_box(*, actor: User, unit: Unit, leaders: Sequence[User], now: datetime) -> Box:
    """
    Make a box for a unit, each half of its private key sealed to one of two leaders; an older box stays for its cases.

    Handlers of the older box go on reading and carry each case over to the new one when they next open it. Raises
    KeepingDenied, LeadersUnfit.
    """
    today = localdate(now)
    _permit(actor, unit, now)
    first, second = keys_of_leaders(unit=unit, leaders=leaders, now=now)
    # Two presses at once take turns, so that one box is open
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    Box.objects.filter(unit=unit, ended_on=None).update(ended_on=today, offer=None, offered_by=None)
    private, public = sealing.new_pair()
    shared = halves(first=first, second=second, private=private)
    box = Box(unit=unit, public=public, set_up_by=actor, set_up_on=today, **shared)
    box.save(force_insert=True)
    audit.record(
        actor=actor, action="sealed.set_up_box", target=box, at=now, unit_id=unit.pk,
        changes={"leaders": [first.officer_id, second.officer_id]},
    )  # fmt: skip
    return box


def keys_of_leaders(*, unit: Unit, leaders: Sequence[User], now: datetime) -> list[HandlerKey]:
    """The keys of the two who are to hold the halves. Raises LeadersUnfit."""
    fit = selectors.leaders_for(unit, on=localdate(now))
    if len({leader.pk for leader in leaders}) != 2 or any(leader not in fit for leader in leaders):
        raise LeadersUnfit(_("Choose two different leaders of this unit or the one above; both must have made a key."))
    return [selectors.key_of(leader) for leader in leaders]


def halves(*, first: HandlerKey, second: HandlerKey, private: bytes) -> dict:
    """The columns of a box that hold its private key in two halves, each bound to the public key of the box."""
    about = about_half(public=sealing.public_of(private))
    one, other = sealing.split(private)
    return {
        "first_leader": first,
        "second_leader": second,
        "first_half": sealing.seal_to(bytes(first.public), one, about),
        "second_half": sealing.seal_to(bytes(second.public), other, about),
    }


def about_half(*, public: bytes) -> bytes:
    """What a half is for."""
    return b"half of " + public


@transaction.atomic
def name_handler(*, actor: User, unit: Unit, officer: User, tied_to_employer: bool, now: datetime) -> Handler:
    """
    Name an officer to read what comes into the unit's box from now on, and tell the officer.

    Raises KeepingDenied, NotNameable, OwnTie.
    """
    today = localdate(now)
    _permit(actor, unit, now)
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    if not selectors.officers_to_name(unit, on=today).filter(pk=officer.pk).exists():
        raise NotNameable(_("Only officers with a post in this unit can be named, and each once."))
    if actor == officer and not tied_to_employer and selectors.was_tied(officer, unit):
        raise _own_tie()
    handler = Handler.objects.create(
        unit=unit, officer=officer, tied_to_employer=tied_to_employer, named_by=actor, named_on=today
    )
    _trail(actor, "sealed.name_handler", handler, now)
    notifications.notify_officers(
        officers=[officer],
        kind="sealed_named",
        title=_("You handle confidential messages of %(unit)s") % {"unit": unit.name},
        body=_("Please make your key; messages can be sealed to you only after that."),
        path=reverse("feedback:sealed_key"),
        about="",
        now=now,
        unit=unit,
    )
    return handler


@transaction.atomic
def change_tie(*, actor: User, handler: Handler, tied_to_employer: bool, now: datetime) -> None:
    """
    Say whether a handler is tied to the employer; nobody says of oneself that one is not, and leaders of the unit above
    may say it too. Raises KeepingDenied, OwnTie, AlreadyEnded.
    """
    if not permissions.can_change_tie(actor, handler, on=localdate(now)):
        raise _keeping_denied()
    if actor == handler.officer and not tied_to_employer:
        raise _own_tie()
    if not Handler.objects.filter(pk=handler.pk, ended_on=None).update(tied_to_employer=tied_to_employer):
        raise AlreadyEnded(_("This officer no longer handles confidential messages here."))
    _trail(actor, "sealed.change_tie", handler, now)


@transaction.atomic
def end_handler(*, actor: User, handler: Handler, now: datetime) -> None:
    """
    An officer handles confidential messages of the unit no longer; the keys to its cases are taken back.

    Raises KeepingDenied, LastReader, AlreadyEnded.
    """
    _permit(actor, handler.unit, now)
    # Two at once would each be let go because the other reads
    Unit.objects.select_for_update(no_key=True).get(pk=handler.unit_id)
    readers = selectors.readers_of(handler.unit, on=localdate(now))
    theirs = SealedKey.objects.filter(case__box__unit=handler.unit, key__officer=handler.officer)
    others = SealedKey.objects.filter(key__in=[one.key for one in readers if one.officer != handler.officer])
    _refuse_alone(handler, readers, theirs, others)
    if not Handler.objects.filter(pk=handler.pk, ended_on=None).update(ended_on=localdate(now)):
        raise AlreadyEnded(_("This officer no longer handles confidential messages here."))
    # What has no spare key and no other reader stays with an officer who has left, and may be named once more
    theirs.filter(case__in=others.values("case_id")).delete()
    _trail(actor, "sealed.end_handler", handler, now)


def _refuse_alone(
    handler: Handler, readers: Sequence[selectors.Reader], theirs: QuerySet[SealedKey], others: QuerySet[SealedKey]
) -> None:
    alone = SealedCase.objects.filter(pk__in=theirs.values("case_id")).exclude(pk__in=others.values("case_id"))
    if any(reader.officer == handler.officer for reader in readers):
        words = _("%(number)d messages can be read by this officer alone. Please let another handler read them first.")
    else:
        alone = alone.filter(for_box__isnull=False)
        words = _("%(number)d messages can be opened by nobody now. Please let the two leaders open the box first.")
    if number := alone.count():
        raise LastReader(words % {"number": number})


def pass_box_on(*, ended: Unit, heir: Unit, now: datetime) -> int:
    """
    Mark the boxes of an ended unit as its heir's, and those it inherited itself; says how many.

    Nothing can be read by the heir yet: a handler who holds a case, or the two leaders for all of them, seal the
    content keys to the heir's handlers. Writers' receipts keep working meanwhile.
    """
    Box.objects.filter(unit=ended, ended_on=None).update(ended_on=localdate(now))
    return Box.objects.filter(Q(unit=ended) | Q(heir=ended)).exclude(unit=heir).update(heir=heir)


def _permit(actor: User, unit: Unit, now: datetime) -> None:
    if not permissions.can_keep_box(actor, unit, on=localdate(now)):
        raise _keeping_denied()


def _keeping_denied() -> KeepingDenied:
    return KeepingDenied(_("Only the chair, vice-chairs and inspectors of this unit keep its sealed box."))


def _own_tie() -> OwnTie:
    return OwnTie(_("Nobody takes the own mark off; please ask another leader, or one of the unit above."))


def _trail(actor: User, action: str, handler: Handler, now: datetime) -> None:
    changes = {"officer": handler.officer_id, "tied": handler.tied_to_employer}
    audit.record(actor=actor, action=action, target=handler, at=now, unit_id=handler.unit_id, changes=changes)
