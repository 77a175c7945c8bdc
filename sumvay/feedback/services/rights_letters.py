"""What became of a request about personal data is told by letter to who left an address."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from sumvay.feedback.letter_addresses import address_of_case
from sumvay.feedback.models import RightsRequest
from sumvay.mail import services as mail
from sumvay.mail.models import OutboundMessage
from sumvay.vietnamese import format_date

Outcome, State = RightsRequest.Outcome, OutboundMessage.State
# Not erased with the letters of its message, which it tells of
ABOUT = "case-rights:"


def tell_outcome(*, asked: RightsRequest, outcome: str, to: str, now: datetime, reason: str = "") -> None:
    """Write to the address `to`, if there is one, what was done or why it could not be. A step of services."""
    if not to:
        return
    with override("vi"):
        mail.queue_message(
            recipient=to,
            subject=_("Answer of the union"),
            text="\n\n".join(_told(asked, outcome, reason)),
            about=f"{ABOUT}{asked.pk}",
            reply_to=address_of_case(asked.case),
            hand=OutboundMessage.Hand.PERSON,
            now=now,
        )


def forget_outcomes() -> None:
    """Every night: the addresses of such letters go once they are sent or have failed. A step of services."""
    over = OutboundMessage.objects.filter(about__startswith=ABOUT, state__in=[State.SENT, State.FAILED])
    gone = over.exclude(recipient="").values_list("pk", flat=True)
    mail.erase_letters(sent=list(gone), claimed_by=[])


def _told(asked: RightsRequest, outcome: str, reason: str) -> list[str]:
    case = asked.case
    given = {"day": format_date(localdate(case.received_at)), "reason": reason}
    page = f"{settings.BASE_URL}{reverse('feedback:receipt')}"
    seen = _("With the key all that was said is seen at %(page)s.") % {"page": page}
    if outcome == Outcome.REFUSED:
        said = [
            _("What was asked about the data in the message of %(day)s could not be done: %(reason)s") % given,
            seen,
        ]
    elif asked.wish == RightsRequest.Wish.ERASE:
        said = [
            _("Words, name, contact and files of the message of %(day)s have been erased as asked.") % given,
            _("This address is erased too once this letter has gone."),
        ]
    else:
        said = [_("The message of %(day)s has been corrected as asked.") % given, seen]
    return [_("%(unit)s answers:") % {"unit": case.unit.name}, *said]
