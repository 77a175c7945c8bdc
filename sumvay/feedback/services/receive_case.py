"""A message comes in, by whatever door, and is on disk before anybody is told so."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.errors import Refusal
from sumvay.feedback.clock import Times
from sumvay.feedback.models import READS_LIKE_SPAM, Case, Kind
from sumvay.feedback.reading import reader
from sumvay.feedback.reading.enterprises import enterprise_in, key_of, place_key_of
from sumvay.feedback.receipts import key_for, trace_of
from sumvay.feedback.selectors.service_times import times_of_each
from sumvay.feedback.services.designated import pass_on_denunciation
from sumvay.feedback.services.tell_handlers import tell_arrived
from sumvay.org.models import Unit
from sumvay.vietnamese import fold, nfc

LONGEST = 10_000


@dataclass(frozen=True, kw_only=True)
class Written:
    """
    What a member wrote, read already, on its way into the queue of `unit`; see receive_case.

    `put_aside_why` lays it apart, as spam is; what names a danger is never read as that.
    """

    unit: Unit
    about_unit: Unit
    door: str
    text: str
    token: uuid.UUID
    now: datetime
    reading: reader.Reading
    name: str = ""
    phone: str = ""
    email: str = ""
    may_rise: bool = False
    is_reserved: bool = False
    put_aside_why: str = ""

    @property
    def kind(self) -> str:
        """What it is: a denunciation where its writer says so."""
        return Kind.DENUNCIATION if self.is_reserved else self.reading.kind


@dataclass(frozen=True)
class Received:
    """A case and the key its writer comes back with."""

    case: Case
    key: str


class EmptyMessage(Refusal):
    """Nothing was written."""


def receive_case(
    *,
    unit: Unit,
    about_unit: Unit,
    door: str,
    text: str,
    token: uuid.UUID,
    now: datetime,
    name: str = "",
    phone: str = "",
    email: str = "",
    may_rise: bool = False,
    is_reserved: bool = False,
    reading: reader.Reading | None = None,
) -> Received:
    """
    Take a message in: read, put into the queue of `unit`, spam laid aside; the same `token` twice is one case.

    `about_unit` is where the writer works; `is_reserved` leaves it to the designated handlers, as every denunciation,
    which goes on to the nearest unit above that has some where `unit` has none.
    `reading` is how the text was read, where somebody has read it already. Raises EmptyMessage.
    """
    text = words_in(text=text)
    written = Written(
        unit=unit, about_unit=about_unit, door=door, text=text, token=token, now=now, name=name, phone=phone,
        email=email, may_rise=may_rise, is_reserved=is_reserved, reading=reading or reader.read([text])[0],
    )  # fmt: skip
    received = keep_all(written=[written])[0]
    pass_on_denunciation(case=received.case, now=now)
    tell_of(received=received)
    return received


def words_in(*, text: str) -> str:
    """A message as it is kept. Raises EmptyMessage."""
    text = nfc(text.replace("\x00", "").strip())[:LONGEST]
    if not text:
        raise EmptyMessage(_("Please write your message."))
    return text


def keep_all(*, written: Sequence[Written], durable: bool = False) -> list[Received]:
    """
    Put messages into their queues, all or none; nobody is told yet. A step of services.

    `durable` makes sure that they are on disk when this returns, and hang on no transaction around it. Raises
    IntegrityError where one of several is there already.
    """
    keys = [key_for(one.token) for one in written]
    promised = times_of_each([(one.unit, one.kind, localdate(one.now)) for one in written])
    cases = [_case(*each) for each in zip(written, keys, promised, strict=True)]
    try:
        with transaction.atomic(durable=durable):
            Case.objects.bulk_create(cases)
    except IntegrityError:
        before = Case.objects.filter(receipt__in=[case.receipt for case in cases]).select_related("unit", "about_unit")
        if len(cases) > 1 or not before:
            raise
        return [Received(before[0], keys[0])]
    return [Received(case, key) for case, key in zip(cases, keys, strict=True)]


def tell_of(*, received: Received) -> None:
    """
    Tell whom a message concerns that cannot wait. A step of services.

    Pressed again it is told again as long as nobody has answered, of which nothing comes where it was told before:
    the first time may have ended between keeping and telling.
    """
    case = received.case
    if case.state == Case.State.RECEIVED and not case.first_answered_at:
        tell_arrived(case=case, now=case.received_at)


def _case(one: Written, key: str, promised: Times) -> Case:
    why = READS_LIKE_SPAM if one.kind == Kind.SPAM else one.put_aside_why
    return Case(
        receipt=trace_of(key),
        unit=one.unit,
        about_unit=one.about_unit,
        door=one.door,
        text=one.text,
        folded=fold(one.text),
        name=one.name,
        phone=one.phone,
        email=one.email,
        may_rise=one.may_rise,
        received_at=one.now,
        due_at=promised.first_answer_due(is_urgent=one.reading.is_urgent, since=one.now),
        put_aside_at=one.now if why else None,
        put_aside_why=why,
        is_reserved=one.kind == Kind.DENUNCIATION,
        **_as_read(one.reading, one.kind, one.about_unit),
    )


def _as_read(reading: reader.Reading, kind: str, about_unit: Unit) -> dict:
    return {
        "category": reading.categories[0],
        "categories": reading.categories,
        "kind": kind,
        "tone": reading.tone,
        "is_urgent": reading.is_urgent,
        "urgent_why": reading.urgent_why,
        "enterprise": reading.enterprise[:160],
        # Who writes by the poster at the workplace seldom names it
        "enterprise_key": key_of(reading.enterprise or enterprise_in(about_unit.name))[:160],
        "place": reading.place[:160],
        "place_key": place_key_of(reading.place)[:160],
        "read_by": reader.VERSION,
    }
