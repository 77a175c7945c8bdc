"""What happens to a line of the register: written, given the leader's word, settled; the chair's days are noted."""

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.feedback import permissions, selectors
from sumvay.feedback.models import Case, Reception, ReceptionDay
from sumvay.feedback.reading import reader
from sumvay.feedback.receipts import key_for
from sumvay.feedback.services.receive_case import Received, receive_case
from sumvay.feedback.services.refusals import TextMissing
from sumvay.org.models import Unit
from sumvay.vietnamese import fold, nfc

DOORS = {Reception.Way.PHONE: Case.Door.PHONE}


@dataclass(frozen=True)
class ReceptionWords:
    """What the officer writes down of a visit, a call or a meeting."""

    at: datetime
    way: str
    name: str
    address: str
    id_number: str
    phone: str
    content: str
    kind: str


@dataclass(frozen=True)
class Noted:
    """The line, and the key for the person when a message was made of it ("" when none)."""

    reception: Reception
    key: str


class NotYourRegister(Refusal):
    """Only those who work for the unit write in its register."""


class NotALeader(Refusal):
    """Only a leader of the unit gives the instruction."""


class NotYet(Refusal):
    """Nothing is written down before it has happened."""


class SettledAlready(Refusal):
    """A colleague wrote the result first."""


class InstructionChanged(Refusal):
    """A leader wrote an instruction in the meantime."""


@transaction.atomic
def note_reception(
    *,
    actor: User,
    unit: Unit,
    words: ReceptionWords,
    by_chair: bool,
    makes_case: bool,
    token: uuid.UUID,
    now: datetime,
) -> Noted:
    """
    Write a line into the register, under the next number of the unit's year; the same `token` twice is one line.

    `by_chair`: the chair received in person, which counts as a day of the chair. `makes_case` puts it into the queue
    of messages too. Raises NotYourRegister, TextMissing, NotYet.
    """
    _permit(actor, unit, now)
    if not words.content.strip() or not words.name.strip():
        raise TextMissing(_("Please write who it was and what it was about."))
    if words.at > now:
        raise NotYet(_("That moment is still to come."))
    # One number after the other
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    written = Reception.objects.filter(token=token, unit=unit).first()
    if written:
        # Pressed twice, the person is given the key all the same
        return Noted(written, key_for(token) if written.case_id else "")
    received = _case_of(unit, words, token, now) if makes_case else None
    reception = _write(actor, unit, words, token, received)
    if by_chair:
        ReceptionDay.objects.get_or_create(unit=unit, day=localdate(words.at), defaults={"noted_by": actor})
    audit.record(
        actor=actor, action="reception.note", target=reception, at=now, unit_id=unit.pk,
        changes={"number": reception.number, "year": reception.year, "case": reception.case_id},
    )  # fmt: skip
    return Noted(reception, received.key if received else "")


@transaction.atomic
def instruct(*, actor: User, reception: Reception, text: str, now: datetime) -> None:
    """The leader's instruction; it may be changed. Raises NotALeader, TextMissing, InstructionChanged."""
    today = localdate(now)
    is_readable = selectors.receptions_kept_by(actor, on=today).filter(pk=reception.pk).exists()
    if not (is_readable and permissions.can_instruct(actor, reception.keeper or reception.unit, on=today)):
        raise NotALeader(_("Only a leader of %(unit)s gives the instruction.") % {"unit": reception.unit.name})
    words = _tidy(text)
    if not words:
        raise TextMissing(_("Please write the instruction."))
    as_seen = Reception.objects.filter(pk=reception.pk, instructed_at=reception.instructed_at)
    if not as_seen.update(instruction=words, instructed_by=actor, instructed_at=now):
        raise InstructionChanged(_("An instruction has been written in the meantime; please look at it again."))
    audit.record(actor=actor, action="reception.instruct", target=reception, at=now, unit_id=reception.unit_id)


@transaction.atomic
def settle(*, actor: User, reception: Reception, outcome: str, result: str, now: datetime) -> None:
    """How it was settled (a Reception.Outcome) and with what result. Raises NotYourRegister, SettledAlready."""
    if not selectors.receptions_kept_by(actor, on=localdate(now)).filter(pk=reception.pk).exists():
        raise NotYourRegister(_("Only officers of %(unit)s can do this.") % {"unit": reception.unit.name})
    open_line = Reception.objects.filter(pk=reception.pk, settled_at=None)
    if not open_line.update(outcome=outcome, result=_tidy(result), settled_by=actor, settled_at=now):
        raise SettledAlready(_("A colleague has written the result already."))
    audit.record(
        actor=actor, action="reception.settle", target=reception, at=now, unit_id=reception.unit_id,
        changes={"outcome": outcome},
    )  # fmt: skip


@transaction.atomic
def note_chair_day(*, actor: User, unit: Unit, day: date, now: datetime) -> None:
    """The chair received people on a day, even if nobody came; noted once. Raises NotYourRegister, NotYet."""
    _permit(actor, unit, now)
    if day > localdate(now):
        raise NotYet(_("That day is still to come."))
    _day, is_new = ReceptionDay.objects.get_or_create(unit=unit, day=day, defaults={"noted_by": actor})
    if is_new:
        audit.record(
            actor=actor, action="reception.chair_day", target=unit, at=now, unit_id=unit.pk,
            changes={"day": day.isoformat()},
        )  # fmt: skip


def _permit(actor: User, unit: Unit, now: datetime) -> None:
    if not permissions.can_handle(actor, unit, on=localdate(now)):
        raise NotYourRegister(_("Only officers of %(unit)s can do this.") % {"unit": unit.name})


def _case_of(unit: Unit, words: ReceptionWords, token: uuid.UUID, now: datetime) -> Received:
    """A message to the unit; what the officer calls it counts and not how it reads."""
    reading = replace(reader.read([words.content])[0], kind=words.kind)
    return receive_case(
        unit=unit, about_unit=unit, door=DOORS.get(Reception.Way(words.way), Case.Door.VISIT), text=words.content,
        token=token, now=now, name=_tidy(words.name), phone=words.phone, reading=reading,
    )  # fmt: skip


def _write(actor: User, unit: Unit, words: ReceptionWords, token: uuid.UUID, received: Received | None) -> Reception:
    year = localdate(words.at).year
    last = Reception.objects.filter(unit=unit, year=year).aggregate(last=Max("number"))["last"] or 0
    name, address, content = _tidy(words.name), _tidy(words.address), _tidy(words.content)
    return Reception.objects.create(
        unit=unit, year=year, number=last + 1, token=token, at=words.at, way=words.way, name=name, address=address,
        id_number=_tidy(words.id_number), phone=_tidy(words.phone), content=content,
        folded=fold(f"{name}\n{address}\n{content}"), kind=words.kind, received_by=actor,
        case=received.case if received else None,
    )  # fmt: skip


def _tidy(text: str) -> str:
    return nfc(text.replace("\x00", "").replace("\r\n", "\n")).strip()
