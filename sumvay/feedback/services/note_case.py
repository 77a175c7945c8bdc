"""Notes between officers, which the writer never reads."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.feedback.models import Case, Message
from sumvay.feedback.services.refusals import TextMissing, permit
from sumvay.vietnamese import nfc


@transaction.atomic
def note_case(*, actor: User, case: Case, text: str, now: datetime) -> Message:
    """Write something down for colleagues. Raises NotYourCase, TextMissing."""
    permit(actor=actor, case=case, now=now)
    text = nfc(text.replace("\x00", "")).strip()
    if not text:
        raise TextMissing(_("Please write the note."))
    note = Message.objects.create(case=case, author=Message.Author.NOTE, officer=actor, text=text, at=now)
    audit.record(
        actor=actor, action="case.note", target=case, at=now, unit_id=case.unit_id, changes={"message": note.pk}
    )
    return note
