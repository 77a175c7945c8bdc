"""An answer leaves by e-mail where the writer left an address."""

import re
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


def send_answer(*, case: Case, message: Message, now: datetime) -> None:
    """Send an answer to the address the writer left, as an answer to the letter it came by; nothing when there is none.

    A step of services that have asked their permission; how the letter fares is read in `message.letter`.
    """
    if not case.email:
        return
    letter = _letter_of_writer(case)
    with override("vi"):
        message.letter = mail.queue_message(
            recipient=case.email,
            subject=_subject(letter),
            text="\n\n".join(_told(case, message)),
            about=f"case:{case.pk}",
            reply_to=address_of_case(case),
            in_reply_to=letter.message_id if letter else "",
            hand=OutboundMessage.Hand.PERSON,
            now=now,
        )
    Message.objects.filter(pk=message.pk).update(letter=message.letter)


def moment(at: datetime) -> str:
    """A moment as letters say it: "09:30 19/01/2027"."""
    local = localtime(at)
    return f"{local:%H:%M} {format_date(local.date())}"


def _letter_of_writer(case: Case) -> InboundMessage | None:
    if case.door != Case.Door.EMAIL:
        return None
    letters = InboundMessage.objects.filter(claimed_by=f"case:{case.pk}")
    return letters.only("message_id", "subject").order_by("-pk").first()


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
