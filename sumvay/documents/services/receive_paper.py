"""A paper arrives: it is read, its file is kept, and it gets the next number of the register of papers in."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.documents import paper_fields, passages, permissions, reading
from sumvay.documents.models import OfficialPaper
from sumvay.documents.searching import folded
from sumvay.documents.services.number_paper import take_arrival_number
from sumvay.documents.services.refusals import AlreadyReceived, NotYourPost
from sumvay.documents.services.registers import SHARED, lock_register
from sumvay.files import services as files
from sumvay.files.models import StoredFile
from sumvay.org.models import Unit
from sumvay.vietnamese import format_date

Direction = OfficialPaper.Direction


def receive_paper(*, actor: User, unit: Unit, content: bytes, filename: str, now: datetime) -> OfficialPaper:
    """Take a file (.docx, .pdf with text, .txt) into the register of papers in, read and ready to be checked.

    Raises NotYourPost, AlreadyReceived, what the reader refuses (empty, locked, damaged, no text …) and what store_file
    refuses; then nothing is stored and no number is used.
    """
    _permit(actor, unit, now)
    # Reading takes seconds and touches no row: it stays outside the transaction
    read = reading.read_document(content=content, filename=filename)
    with transaction.atomic():
        paper = _enter(actor, unit, read, now)
        stored = files.store_file(
            actor=actor, unit=unit, name=filename, content=content, purpose=StoredFile.Purpose.PAPER, now=now
        )
        OfficialPaper.objects.filter(pk=paper.pk).update(file=stored)
    paper.refresh_from_db()
    return paper


def receive_text(*, actor: User, unit: Unit, text: str, now: datetime) -> OfficialPaper:
    """Take a pasted text into the register of papers in; refuses what receive_paper refuses."""
    _permit(actor, unit, now)
    read = reading.read_text(text)
    with transaction.atomic():
        return _enter(actor, unit, read, now)


def _permit(actor: User, unit: Unit, now: datetime) -> None:
    if not permissions.can_receive(actor, unit, on=localdate(now)):
        raise NotYourPost(_("Only officers of %(unit)s can enter its papers.") % {"unit": unit.name})


def _enter(actor: User, unit: Unit, read: reading.Reading, now: datetime) -> OfficialPaper:
    today = localdate(now)
    # The register's lock also makes two presses of the same button wait for each other
    register = lock_register(unit=unit, year=today.year, direction=Direction.IN, doc_type=SHARED)
    _refuse_copy(unit, read.text)
    paper = OfficialPaper(
        unit=unit,
        direction=Direction.IN,
        state=OfficialPaper.State.RECEIVED,
        text=read.text,
        fields=read.fields,
        found=passages.found_of(read.fields, read.found, read.proposals),
        arrival_number=take_arrival_number(register=register),
        arrived_on=today,
        created_by=actor,
        created_at=now,
        **paper_fields.columns_of(read.fields),
    )
    paper.folded = folded(paper)
    paper.save(force_insert=True)
    audit.record(actor=actor, action="paper.receive", target=paper, at=now, unit_id=unit.pk)
    return paper


def _refuse_copy(unit: Unit, text: str) -> None:
    copy = OfficialPaper.objects.filter(unit=unit, direction=Direction.IN, text=text).first()
    if copy:
        known = {"number": copy.arrival_number, "day": format_date(copy.arrived_on or localdate(copy.created_at))}
        raise AlreadyReceived(
            _("This paper is in the register already: arrival number %(number)s of %(day)s.") % known, copy
        )
