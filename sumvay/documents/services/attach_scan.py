"""The signed and sealed paper, scanned, laid on the record."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.documents import permissions
from sumvay.documents.models import OfficialPaper, PaperStep
from sumvay.documents.services.refusals import NotAScan, NotYourPost
from sumvay.files import services as files
from sumvay.files.models import StoredFile


@transaction.atomic
def attach_scan(*, actor: User, paper: OfficialPaper, content: bytes, filename: str, now: datetime) -> StoredFile:
    """Store the scan of the signed paper; it is the official file from now on. A later, better scan takes its place.

    content: a PDF or a picture. Raises NotYourPost, NotAScan, and what store_file refuses.
    """
    if not permissions.can_attach_scan(actor, paper, on=localdate(now)):
        raise NotYourPost(
            _("A signed copy is added by officers of %(unit)s, after the paper is signed.") % {"unit": paper.unit.name}
        )
    stored = files.store_file(
        actor=actor, unit=paper.unit, name=filename, content=content, purpose=StoredFile.Purpose.PAPER, now=now
    )
    if stored.media_type != "application/pdf" and not stored.media_type.startswith("image/"):
        raise NotAScan(_("A signed copy is a PDF or a picture; please choose another file."))
    OfficialPaper.objects.filter(pk=paper.pk).update(signed_scan=stored)
    PaperStep.objects.create(paper=paper, kind=PaperStep.Kind.SCAN, by=actor, at=now)
    changes = {"file": stored.pk}
    audit.record(actor=actor, action="paper.scan", target=paper, at=now, unit_id=paper.unit_id, changes=changes)
    paper.refresh_from_db()
    return stored
