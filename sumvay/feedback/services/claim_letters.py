"""Letters become messages: a new one, or more about one that is being handled; nothing vanishes."""

import re
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.feedback import selectors
from sumvay.feedback.letter_addresses import PURPOSE, address_of_case
from sumvay.feedback.models import READS_LIKE_SPAM, Case, Kind, Message
from sumvay.feedback.reading import reader
from sumvay.feedback.services.enclose import enclose
from sumvay.feedback.services.receive_case import Received, receive_case
from sumvay.feedback.services.rights_letters import forget_outcomes
from sumvay.feedback.services.send_answer import moment
from sumvay.feedback.services.take_form import MOST_OF_A_TEXT
from sumvay.feedback.services.write_back import write_back
from sumvay.feedback.who_reads import Choice, reader_for
from sumvay.mail import selectors as mail_selectors
from sumvay.mail import services as mail
from sumvay.mail.models import InboundMessage, OutboundMessage
from sumvay.mail.selectors import ParsedMail
from sumvay.org.models import Unit
from sumvay.vietnamese import fold

BATCH = 500
# Nobody writes more letters in a day; what comes beyond waits aside for a look
MOST_OF_A_SENDER = 20
# Each gets its key; machines that write to each other without saying so stop here
MOST_ACKNOWLEDGED = 5
# Letters are tried for about a day; a key is kept no longer than it takes to send it
KEY_KEPT = timedelta(days=3)
KEPT_SET_ASIDE = timedelta(days=90)
MESSAGE_NAMES = uuid.uuid5(uuid.NAMESPACE_DNS, "letters.sumvay")
ANSWERING = re.compile(r"^(?:\s*(?:re|fwd?|tr|tl|trả lời|chuyển tiếp)\s*:)+\s*", re.IGNORECASE)


class EmptyLetter(Refusal):
    """There is nothing in the letter."""


class TakenAlready(Refusal):
    """Somebody placed this letter first."""


class NoUnitAtAll(Refusal):
    """The house has no unit that could read."""


def claim_letters(*, now: datetime) -> int:
    """
    Make messages of the letters that came to the addresses of members, and forget the keys that have been sent.

    Says how many letters. Safe to ring again and again; what is empty lies with the letters operators look through.
    """
    with override("vi"):
        sent_once = _("(The key was sent once and is not kept.)")
        mail.forget_text(about="case-key:", words=sent_once, since=now - KEY_KEPT)
        waiting = mail_selectors.one_by_one(mail_selectors.waiting_messages(PURPOSE), most=BATCH)
        return sum(_try_to_take(message, now) for message in waiting)


def forget_letters(*, now: datetime) -> None:
    """
    Every night: keys in letters that went out long after they were written, to whom went what became of requests about
    personal data, and returned letters and holiday answers whose time is over.
    """
    with override("vi"):
        words = _("(The key was sent once and is not kept.)")
    mail.forget_text(about="case-key:", words=words, since=None)
    forget_outcomes()
    mail.forget_set_aside(purpose=PURPOSE, before=now - KEPT_SET_ASIDE)


def _try_to_take(message: InboundMessage, now: datetime) -> bool:
    try:
        with transaction.atomic():
            _take(message, now)
    except TakenAlready:
        return False
    except Refusal as no:
        mail.leave_unmatched(message=message, note=str(no))
        return False
    return True


def _take(message: InboundMessage, now: datetime) -> None:
    letter = mail_selectors.parse(message)
    case = selectors.case_written_to(message)
    if case and not case.erased_at:
        _go_on(case, letter, message)
    else:
        case = _begin(case, letter, message, now)
    if not mail.claim_message(message=message, claimed_by=f"case:{case.pk}"):
        raise TakenAlready(_("This letter has been placed already."))


def _go_on(case: Case, letter: ParsedMail, message: InboundMessage) -> None:
    """More about a case; whoever writes after the result asks again, unless it is a word of thanks."""
    contents = [one.content for one in letter.attachments]
    kind = reader.read([letter.text])[0].kind if letter.text else Kind.QUESTION
    again = kind not in {Kind.THANKS, Kind.SPAM}
    added = write_back(case=case, text=letter.text, again=again, now=message.received_at, enclosed=contents)
    _note_left_out(case, added.left_out, message.received_at)


def _begin(earlier: Case | None, letter: ParsedMail, message: InboundMessage, now: datetime) -> Case:
    text = _words(letter)
    today = localdate(now)
    unit = earlier.unit if earlier else selectors.unit_written_to(message.purpose, on=today)
    if unit is None:
        raise NoUnitAtAll(_("No unit here could read this letter."))
    sender = message.sender if mail_selectors.can_be_answered(message) else ""
    earlier_today = selectors.letters_today(sender, now=now) if sender else 0
    before = selectors.just_came([(unit, text, "")], now=now)[0]
    received = receive_case(
        unit=_reader_of(unit, text, now), about_unit=unit, door=Case.Door.EMAIL, text=text, now=message.received_at,
        token=uuid.uuid5(MESSAGE_NAMES, message.message_id), name=letter.sender_name[:120], email=sender,
    )  # fmt: skip
    case = received.case
    if earlier_today >= MOST_OF_A_SENDER or before.of_the_text >= MOST_OF_A_TEXT:
        _lay_aside(case, now)
    contents = [one.content for one in letter.attachments]
    left_out = enclose(case=case, message=None, contents=contents, now=now)
    _note_left_out(case, left_out, message.received_at)
    audit.record(
        actor=None, action="case.letter", target=case, at=now, unit_id=case.unit_id, changes={"letter": message.pk}
    )
    is_flood = case.put_aside_at and case.put_aside_why != READS_LIKE_SPAM
    if sender and earlier_today < MOST_ACKNOWLEDGED and not is_flood:
        _acknowledge(received, message, left_out, now)
    return case


def _words(letter: ParsedMail) -> str:
    """Subject and text as one message. Raises EmptyLetter."""
    subject = ANSWERING.sub("", letter.subject).strip()
    text = letter.text.strip()
    if not text and letter.attachments:
        text = _("(A voice note or photo without words.)")
    words = text if fold(text).startswith(fold(subject)) else f"{subject}\n\n{text}".strip()
    if not words:
        raise EmptyLetter(_("The letter is empty."))
    return words


def _reader_of(unit: Unit, text: str, now: datetime) -> Unit:
    """A letter leaves the choice open: by what it is about."""
    reading = reader.read([text])[0]
    line = selectors.line_for(unit, on=localdate(now))
    return reader_for(line, Choice.BY_TOPIC, (), {*reading.categories, reading.kind})


def _lay_aside(case: Case, now: datetime) -> None:
    why = _("very many letters of the same kind")
    Case.objects.filter(pk=case.pk, put_aside_at=None).update(put_aside_at=now, put_aside_why=why)
    case.refresh_from_db()


def _note_left_out(case: Case, left_out: list[str], at: datetime) -> None:
    if left_out:
        said = "\n".join([_("Came with the letter and could not be kept:"), *left_out])
        Message.objects.create(case=case, author=Message.Author.NOTE, text=said, at=at)


def _acknowledge(received: Received, message: InboundMessage, left_out: list[str], now: datetime) -> None:
    """One letter: it is here, what happens next, the key (RFC 3834: an answer of a machine, which gets none)."""
    subject = ANSWERING.sub("", message.subject).strip()
    mail.queue_message(
        recipient=received.case.email,
        subject=_("Re: %(subject)s") % {"subject": subject} if subject else _("The union has the message"),
        text="\n\n".join(_told(received, left_out)),
        about=f"case-key:{received.case.pk}",
        reply_to=address_of_case(received.case),
        in_reply_to=message.message_id,
        hand=OutboundMessage.Hand.MACHINE_ANSWERING,
        now=now,
    )


def _told(received: Received, left_out: list[str]) -> list[str]:
    case = received.case
    given = {
        "unit": case.unit.name,
        "due": moment(case.due_at),
        "page": f"{settings.BASE_URL}{reverse('feedback:receipt')}",
        "key": received.key,
    }
    files = [_("These files could not be kept:") + "\n" + "\n".join(left_out)] if left_out else []
    aside = (
        [_("It looks like advertising, so it lies apart until an officer has looked at it.")]
        if case.put_aside_at
        else []
    )
    return [
        _("%(unit)s has the message and answers by %(due)s, to this address.") % given,
        *aside,
        *files,
        _("To add something, answer this letter."),
        _("Key: %(key)s\nWith it the message and its answer are seen at %(page)s. The union does not keep the key.")
        % given,
        _(
            "The message is read by officers of %(unit)s alone and is erased two years after the result. With the key "
            "it can be corrected or erased; the union answers within 2 working days."
        )
        % given,
        _(
            "When nobody answers in time, the level above is told and may take the message over; it then reads it in "
            "full."
        ),
        _(
            "A message here is not a signed petition of complaint or denunciation, and no period of the law begins "
            "with it."
        ),
        _("Life or health in danger: call 115 (ambulance), 114 (fire brigade), 113 (police) first."),
    ]
