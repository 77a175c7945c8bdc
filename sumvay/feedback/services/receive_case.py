"""A message comes in, by whatever door, and is on disk before anybody is told so."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.errors import Refusal
from sumvay.feedback.models import Case, Enclosure, Kind
from sumvay.feedback.reading import reader
from sumvay.feedback.reading.enterprises import enterprise_in, key_of, place_key_of
from sumvay.feedback.receipts import key_for, trace_of
from sumvay.feedback.selectors.service_times import times_of
from sumvay.feedback.services.tell_handlers import tell_arrived
from sumvay.files.models import StoredFile
from sumvay.org.models import Unit
from sumvay.vietnamese import fold, nfc

LONGEST = 10_000


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
    files: Sequence[StoredFile] = (),
    reading: reader.Reading | None = None,
) -> Received:
    """
    Take a message in: read, put into the queue of `unit`, spam laid aside; the same `token` twice is one case.

    `about_unit` is where the writer works; `is_reserved` leaves it to the designated handlers, as every denunciation.
    `reading` is how the text was read, where somebody has read it already. Raises EmptyMessage.
    """
    text = nfc(text.replace("\x00", "").strip())[:LONGEST]
    if not text:
        raise EmptyMessage(_("Please write your message."))
    key = key_for(token)
    reading = reading or reader.read([text])[0]
    kind = Kind.DENUNCIATION if is_reserved else reading.kind
    is_spam = kind == Kind.SPAM
    case = Case(
        receipt=trace_of(key),
        unit=unit,
        about_unit=about_unit,
        door=door,
        text=text,
        folded=fold(text),
        name=name,
        phone=phone,
        email=email,
        may_rise=may_rise,
        received_at=now,
        due_at=times_of(unit, kind, on=localdate(now)).first_answer_due(is_urgent=reading.is_urgent, since=now),
        put_aside_at=now if is_spam else None,
        put_aside_why="spam" if is_spam else "",
        is_reserved=kind == Kind.DENUNCIATION,
        **_as_read(reading, kind, about_unit),
    )
    return Received(_kept(case, files), key)


def _kept(case: Case, files: Sequence[StoredFile]) -> Case:
    """The case on disk: this one, or the one that the same form has made before."""
    try:
        with transaction.atomic():
            case.save(force_insert=True)
            Enclosure.objects.bulk_create([Enclosure(case=case, file=file) for file in files])
    except IntegrityError:
        before = Case.objects.filter(receipt=case.receipt).select_related("unit", "about_unit").first()
        if before is None:
            raise
        return before
    tell_arrived(case=case, now=case.received_at)
    return case


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
