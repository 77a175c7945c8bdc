"""An officer confirms, or corrects, how a received paper was read."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.documents import paper_fields, passages, permissions
from sumvay.documents.models import OfficialPaper
from sumvay.documents.searching import folded
from sumvay.documents.services.refusals import NotYourPost, StepOutOfTurn


@transaction.atomic
def correct_paper(*, actor: User, paper: OfficialPaper, corrections: dict, now: datetime) -> None:
    """Put the officer's word in place of what was read, and mark the paper as looked at.

    corrections: some of the fields of paper_fields.SHAPE, whole; what is not given stays.
    Raises NotYourPost, StepOutOfTurn when the paper was adopted as one's own, FieldUnknown and FieldMisshapen.
    """
    if not permissions.can_receive(actor, paper.unit, on=localdate(now)):
        raise NotYourPost(_("Only officers of %(unit)s can correct this paper.") % {"unit": paper.unit.name})
    incoming = OfficialPaper.objects.filter(direction=OfficialPaper.Direction.IN)
    received = incoming.select_for_update().filter(pk=paper.pk).first()
    if received is None:
        raise StepOutOfTurn(_("This is a paper of your own unit now; please change it on its own page."))
    right = paper_fields.checked(corrections)
    changed = sorted(name for name, value in right.items() if received.fields.get(name) != value)
    columns = paper_fields.columns_of(right)
    for name, value in columns.items():
        setattr(received, name, value)
    received.found = passages.realigned(received.found, received.fields, right)
    received.fields = {**received.fields, **right}
    received.folded = folded(received)
    received.confirmed_at = now
    received.save(update_fields=[*columns, "fields", "found", "folded", "confirmed_at"])
    changes = {"fields": changed}
    audit.record(actor=actor, action="paper.correct", target=paper, at=now, unit_id=paper.unit_id, changes=changes)
    paper.refresh_from_db()
