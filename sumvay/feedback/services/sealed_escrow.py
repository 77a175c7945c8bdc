"""
The escrow of a box, opened by its two leaders together: for a handler who forgot the passphrase, for other leaders
to hold it, for the heir of an ended unit.

Each leader acts on an own device: the first one's half goes, sealed to the second one, through the table; nobody types
a passphrase where another could see it, and both stand in the trail under their own names. The leaders read nothing.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.feedback import sealed_content, sealing
from sumvay.feedback.models import Box, HandlerKey, SealedCase, SealedKey
from sumvay.feedback.selectors import sealed as selectors
from sumvay.feedback.selectors.sealed import Reader
from sumvay.feedback.services.sealed_boxes import about_half, halves, keys_of_leaders
from sumvay.feedback.services.sealed_handling import seal_to_heir
from sumvay.feedback.services.sealed_keys import unlock_key


class NotALeader(Refusal):
    """Holds no half of this box."""


class HalfLost(Refusal):
    """One half can be opened by nobody any more."""


class NothingOffered(Refusal):
    """The other leader has not begun."""


@transaction.atomic
def offer_half(*, actor: User, box: Box, passphrase: str, now: datetime) -> None:
    """
    One leader begins: opens the own half and seals it to the other leader.

    Raises NotALeader, HalfLost, NoKey, WrongPassphrase.
    """
    mine, other = _halves_for(actor, box)
    half = _own_half(actor, box, mine, passphrase)
    offer = sealing.seal_to(bytes(other.public), half, _about_offer(box))
    Box.objects.filter(pk=box.pk).update(offer=offer, offered_by=mine)
    audit.record(actor=actor, action="sealed.offer_half", target=box, at=now, unit_id=box.unit_id)


@transaction.atomic
def open_escrow(*, actor: User, box: Box, passphrase: str, leaders: Sequence[User], now: datetime) -> int:
    """
    The other leader opens the escrow: handlers with a new key read their cases again, cases that nobody reads any more
    get the handlers of today, the heir's handlers get those of an ended unit, and `leaders` hold the halves from now on
    (empty: the same two). Says how many cases got readers.

    Raises NotALeader, HalfLost, NothingOffered, NoKey, WrongPassphrase, LeadersUnfit.
    """
    box = Box.objects.select_for_update(of=["self"]).select_related(
        "unit", "heir", "first_leader", "second_leader", "offered_by"
    ).get(pk=box.pk)  # fmt: skip
    mine, other = _halves_for(actor, box)
    if box.offered_by != other:
        raise NothingOffered(_("The other leader has to begin, with the own passphrase on the own device."))
    private = _both(actor, box, mine, passphrase)
    keys = [box.first_leader, box.second_leader]
    if leaders:
        keys = keys_of_leaders(unit=box.unit, leaders=leaders, now=now)
    columns = halves(first=keys[0], second=keys[1], private=private)
    Box.objects.filter(pk=box.pk).update(offer=None, offered_by=None, **columns)
    touched = _sealed_anew(box, private, now)
    audit.record(
        actor=actor, action="sealed.open_escrow", target=box, at=now, unit_id=box.unit_id,
        changes={"with": other.officer_id, "cases": touched, "leaders": [key.officer_id for key in keys]},
    )  # fmt: skip
    return touched


def _sealed_anew(box: Box, private: bytes, now: datetime) -> int:
    """How many cases got keys for other readers."""
    cases = SealedCase.objects.select_for_update(of=["self"]).filter(box=box, for_box__isnull=False)
    cases = cases.select_related("box__unit", "box__heir").prefetch_related("keys__key")
    if box.heir_id:
        return sum(
            seal_to_heir(case=case, content_key=sealed_content.key_by_escrow(case, private), now=now) for case in cases
        )
    readers = selectors.readers_of(box.unit, on=localdate(now))
    renewed = selectors.box_of(box.unit) if box.ended_on else None
    return sum(_readable_again(case, private, readers, renewed) for case in cases)


def _readable_again(case: SealedCase, private: bytes, readers: Sequence[Reader], renewed: Box | None) -> bool:
    """Whether a case got readers: who made another key, and where nobody is left who reads it, all who may."""
    content_key = sealed_content.key_by_escrow(case, private)
    frame = sealed_content.frame_of(case, content_key)
    fit = {reader.officer.pk: reader.key for reader in readers if selectors.may_be_let_in(reader, frame)}
    held = [given.key for given in case.keys.all()]
    has_reader = any(key in held for key in fit.values())
    forgot = [fit[key.officer_id] for key in held if key.ended_on and key.officer_id in fit]
    new = forgot or ([] if has_reader else list(fit.values()))
    sealed_content.seal_to_readers(case, content_key, new)
    SealedKey.objects.filter(case=case, key__ended_on__isnull=False, key__officer__in=fit).delete()
    # An older box: its case goes on in the one that is open
    if renewed and (new or has_reader):
        sealed_content.carry_over(case, content_key, renewed)
    return bool(new)


def _both(actor: User, box: Box, mine: HandlerKey, passphrase: str) -> bytes:
    """The private key of the box."""
    own = unlock_key(actor=actor, passphrase=passphrase)
    try:
        half = sealing.unseal(own, bytes(_half_of(box, mine)), about_half(public=bytes(box.public)))
        offered = sealing.unseal(own, bytes(box.offer or b""), _about_offer(box))
    except sealing.CannotOpen as no:
        raise _half_lost() from no
    return sealing.joined(half, offered)


def _own_half(actor: User, box: Box, mine: HandlerKey, passphrase: str) -> bytes:
    own = unlock_key(actor=actor, passphrase=passphrase)
    return sealing.unseal(own, bytes(_half_of(box, mine)), about_half(public=bytes(box.public)))


def _halves_for(actor: User, box: Box) -> tuple[HandlerKey, HandlerKey]:
    """The leader's own key and the other one's."""
    keys = [box.first_leader, box.second_leader]
    mine = [key for key in keys if key.officer_id == actor.pk]
    if not mine:
        raise NotALeader(_("You do not hold a half of the key to this box."))
    if any(key.ended_on for key in keys):
        raise _half_lost()
    return mine[0], next(key for key in keys if key != mine[0])


def _half_of(box: Box, key: HandlerKey) -> bytes:
    return bytes(box.first_half if key.pk == box.first_leader_id else box.second_half)


def _about_offer(box: Box) -> bytes:
    return b"offer" + bytes(box.public)


def _half_lost() -> HalfLost:
    return HalfLost(
        _("One leader has forgotten the passphrase, so this box can no longer be opened this way. Set up a new one.")
    )
