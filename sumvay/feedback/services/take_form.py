"""The form on the web comes in: measured against floods, handed to whom the writer chose, kept whole or put aside."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.errors import Refusal
from sumvay.feedback import selectors
from sumvay.feedback.form_tokens import FormToken, fault_of
from sumvay.feedback.models import Case
from sumvay.feedback.reading import reader
from sumvay.feedback.receipts import key_for, trace_of
from sumvay.feedback.services.enclose import enclose
from sumvay.feedback.services.receive_case import Received, Written, keep_all, tell_of, words_in
from sumvay.feedback.together import Together
from sumvay.feedback.who_reads import Line, Topic, is_offered, reader_for

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


class NoSuchUnit(Refusal):
    """Nobody is there to read it: the unit has ended, or never was."""


class NotOffered(Refusal):
    """Since the form was opened, those who may read have changed."""


class TooManyAtOnce(Refusal):
    """More comes in about this unit than people write."""


@dataclass(frozen=True)
class _Form:
    """A form that was sent, ready to be taken in together with others."""

    code: str
    choice: str
    topics: Collection[str]
    token: uuid.UUID
    key: str
    now: datetime
    text: str
    contact: dict[str, str]
    may_rise: bool


def take_form(
    *,
    code: str,
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
    Take in what a member wrote about the unit of a code; the form of one `token` is one case, however often it is sent.
    With other words, another reader or contact it is another case: changed after Back, or written on a shared phone.

    `choice` is a who_reads.Choice, `topics` are who_reads.Topic values. Once the case is committed nothing refuses it
    any more: a file that cannot be kept is told beside the key. Raises FormTooOld, FormTooFast,
    NoSuchUnit, NotOffered, TooManyAtOnce, EmptyMessage. Not to be called within a transaction: others wait here too.
    """
    number = uuid.uuid5(_number_of(token, now), repr([text, choice, sorted(topics), name, phone, email, may_rise]))
    text = words_in(text=text or (_("(A voice note or photo without words.)") if enclosed else ""))
    contact = {"name": name, "phone": phone, "email": email}
    received = _in_one_go(_Form(code, choice, topics, number, key_for(number), now, text, contact, may_rise))
    if isinstance(received, Refusal):
        raise received
    tell_of(received=received)
    return Taken(received.case, received.key, enclose(case=received.case, message=None, contents=enclosed, now=now))


def _take_all(forms: list[_Form]) -> list[Received | Refusal]:
    """What comes of each form."""
    now = max(form.now for form in forms)
    lines = selectors.lines_by_code([form.code for form in forms], on=localdate(now))
    asked = [
        (line.unit if line else None, form.text, trace_of(form.key)) for form, line in zip(forms, lines, strict=True)
    ]
    looked_at = list(zip(forms, lines, selectors.just_came(asked, now=now), strict=True))
    found = {form.key: outcome for form, line, before in looked_at if (outcome := _settled(form, line, before))}
    # The same form twice at the same moment is one
    to_keep = {form.key: (form, line, before) for form, line, before in looked_at if line and form.key not in found}
    readings = reader.read([form.text for form, _line, _before in to_keep.values()]) if to_keep else []
    written = [_written(*each, reading) for each, reading in zip(to_keep.values(), readings, strict=True)]
    # Those who wait here are told that theirs is on disk
    kept = keep_all(written=written, durable=True) if written else []
    found |= {received.key: received for received in kept}
    return [found[form.key] for form in forms]


def _settled(form: _Form, line: Line | None, before: selectors.Before) -> Received | Refusal | None:
    """What comes of a form that is not to be kept: it is here already, or is refused."""
    if before.is_here and (case := selectors.case_by_key(form.key)):
        return Received(case, form.key)
    if line is None:
        return NoSuchUnit(_("This unit is no longer there."))
    if not is_offered(line, form.choice):
        return NotOffered(_("Who reads messages here has changed; please choose once more who is to read it."))
    if before.in_a_minute >= MOST_A_MINUTE:
        return TooManyAtOnce(
            _("Very many messages are coming in about this unit. The text is still here; please send it in a minute.")
        )
    return None


def _written(form: _Form, line: Line, before: selectors.Before, reading: reader.Reading) -> Written:
    return Written(
        unit=reader_for(line, form.choice, form.topics, {*reading.categories, reading.kind}),
        about_unit=line.unit,
        door=Case.Door.WEB_FORM,
        text=form.text,
        token=form.token,
        now=form.now,
        reading=reading,
        may_rise=form.may_rise,
        is_reserved=Topic.DENUNCIATION in form.topics,
        put_aside_why=_("the same text very often") if before.of_the_text >= MOST_OF_A_TEXT else "",
        **form.contact,
    )


_in_one_go = Together(_take_all)


def _number_of(token: FormToken | None, now: datetime) -> uuid.UUID:
    """By which twice is told; machines are refused."""
    fault = fault_of(token, now=now)
    if token is None or fault == "stale":
        raise FormTooOld(_("This page had been open for long. The text is still here; please press Send once more."))
    if fault == "early":
        raise FormTooFast(_("That was very fast. The text is still here; please press Send once more."))
    return token.number
