"""Answers leave by e-mail where their writers left an address."""

import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from sumvay.feedback.letter_addresses import address_of_case
from sumvay.feedback.models import Case, Message
from sumvay.mail import services as mail
from sumvay.mail.models import InboundMessage, OutboundMessage
from sumvay.vietnamese import format_date

ANSWERING = re.compile(r"^(?:\s*re\s*:)+\s*", re.IGNORECASE)


def send_answers(*, answers: Sequence[tuple[Case, Message]], now: datetime) -> None:
    """
    Send each answer to the address its writer left, as an answer to the letter it came by.

    A step of services that have asked their permission; how a letter fares is read in `message.letter`.
    """
    came = _letters_of_writers([case for case, _message in answers])
    with override("vi"):
        letters = [_letter(case, message, came.get(f"case:{case.pk}")) for case, message in answers]
    # One alone need not wait behind the notices of all
    queued = (
        [mail.queue_message(**asdict(letters[0]), now=now)]
        if len(letters) == 1
        else mail.queue_letters(letters=letters, now=now)
    )
    for (_case, message), letter in zip(answers, queued, strict=True):
        message.letter = letter
    Message.objects.bulk_update([message for _case, message in answers], ["letter"])


def moment(at: datetime) -> str:
    """A moment as letters say it: "09:30 19/01/2027"."""
    local = localtime(at)
    return f"{local:%H:%M} {format_date(local.date())}"


def _letter(case: Case, message: Message, came: InboundMessage | None) -> mail.Letter:
    return mail.Letter(
        recipient=case.email,
        subject=_subject(came),
        text="\n\n".join(_told(case, message)),
        about=f"case:{case.pk}",
        reply_to=address_of_case(case),
        in_reply_to=came.message_id if came else "",
        hand=OutboundMessage.Hand.PERSON,
    )


def _letters_of_writers(cases: Sequence[Case]) -> dict[str, InboundMessage]:
    """By what claimed it, the last letter of those who wrote by e-mail."""
    claims = [f"case:{case.pk}" for case in cases if case.door == Case.Door.EMAIL]
    letters = InboundMessage.objects.filter(claimed_by__in=claims).only("message_id", "subject", "claimed_by")
    return {letter.claimed_by: letter for letter in letters.order_by("pk")}


def _subject(letter: InboundMessage | None) -> str:
    """What the writer called it; what came by another door is not told to whoever sees a list of letters."""
    subject = ANSWERING.sub("", letter.subject).strip() if letter else ""
    return _("Re: %(subject)s") % {"subject": subject} if subject else _("Answer of the union")


def _told(case: Case, message: Message) -> list[str]:
    said = [_("%(unit)s answers:") % {"unit": case.unit.name}, message.text]
    if message.source:
        said.append(_("Source: %(source)s") % {"source": message.source})
    if case.resolved_at:
        said.append(_("This is the result. Whoever is not content with it answers this letter; it is looked at again."))
    else:
        said.append(
            _("The result follows by %(due)s. To add something, answer this letter.") % {"due": moment(case.due_at)}
        )
    page = f"{settings.BASE_URL}{reverse('feedback:receipt')}"
    return [*said, _("With the key all that was said is seen at %(page)s.") % {"page": page}]
