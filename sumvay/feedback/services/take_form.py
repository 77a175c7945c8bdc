"""The form on the web comes in: measured against floods, handed to whom the writer chose, kept whole or put aside."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from sumvay.errors import Refusal
from sumvay.feedback import selectors
from sumvay.feedback.form_tokens import FormToken, fault_of
from sumvay.feedback.models import Case
from sumvay.feedback.reading import reader
from sumvay.feedback.receipts import key_for
from sumvay.feedback.services.enclose import enclose
from sumvay.feedback.services.receive_case import receive_case
from sumvay.feedback.who_reads import Line, Topic, reader_for

# A hall of twenty thousand people writes within half an hour; more than this about one unit is a machine
MOST_A_MINUTE = 1_000
# A text that is passed round comes often; beyond this within ten minutes it waits aside for a look
MOST_OF_A_TEXT = 200


@dataclass(frozen=True)
class Taken:
    """A message that is on disk: its case, the key of its writer, and sentences about files that could not be kept."""

    case: Case
    key: str
    left_out: list[str]


class FormTooOld(Refusal):
    """The form lay open too long, or is none of ours."""


class FormTooFast(Refusal):
    """Nobody writes that fast."""


class TooManyAtOnce(Refusal):
    """More comes in about this unit than people write."""


def take_form(
    *,
    line: Line,
    token: FormToken | None,
    choice: str,
    topics: Collection[str],
    text: str,
    now: datetime,
    name: str = "",
    phone: str = "",
    email: str = "",
    may_rise: bool = False,
    enclosed: Sequence[bytes] = (),
) -> Taken:
    """
    Take in what a member wrote about the unit of `line`; the form of one `token` is one case, however often it is sent.
    With other words, another reader or contact it is another case: changed after Back, or written on a shared phone.

    `choice` is a who_reads.Choice, `topics` are who_reads.Topic values. Once the case is committed nothing refuses it
    any more: a file that cannot be kept is told beside the key. Raises FormTooOld, FormTooFast, TooManyAtOnce,
    EmptyMessage.
    """
    number = uuid.uuid5(_number_of(token, now), repr([text, choice, sorted(topics), name, phone, email, may_rise]))
    text = text or (_("(A voice note or photo without words.)") if enclosed else "")
    in_a_minute, of_the_text = selectors.just_came(line.unit, text, now=now)
    if in_a_minute >= MOST_A_MINUTE and not selectors.case_by_key(key_for(number)):
        raise TooManyAtOnce(
            _("Very many messages are coming in about this unit. The text is still here; please send it in a minute.")
        )
    reading = reader.read([text])[0]
    received = receive_case(
        unit=reader_for(line, choice, topics, {*reading.categories, reading.kind}), about_unit=line.unit,
        door=Case.Door.WEB_FORM, text=text, token=number, now=now, name=name, phone=phone, email=email,
        may_rise=may_rise, is_reserved=Topic.DENUNCIATION in topics, reading=reading,
    )  # fmt: skip
    case = received.case
    if of_the_text >= MOST_OF_A_TEXT:
        aside = {"put_aside_at": now, "put_aside_why": _("the same text very often")}
        Case.objects.filter(pk=case.pk, put_aside_at=None).update(**aside)
    return Taken(case, received.key, enclose(case=case, message=None, contents=enclosed, now=now))


def _number_of(token: FormToken | None, now: datetime) -> uuid.UUID:
    """By which twice is told; machines are refused."""
    fault = fault_of(token, now=now)
    if token is None or fault == "stale":
        raise FormTooOld(_("This page had been open for long. The text is still here; please press Send once more."))
    if fault == "early":
        raise FormTooFast(_("That was very fast. The text is still here; please press Send once more."))
    return token.number
