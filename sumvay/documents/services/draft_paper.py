"""Writing a paper of one's own: begin it with everything around the text proposed, change it, throw it away."""

from collections.abc import Collection, Sequence
from copy import copy
from datetime import datetime

from django.db import transaction
from django.db.models import F, ProtectedError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.documents import letterhead, permissions, selectors
from sumvay.documents.models import OfficialPaper, PaperStep
from sumvay.documents.paper_body import tidied_body
from sumvay.documents.searching import folded
from sumvay.documents.services.refusals import (
    ChangedMeanwhile,
    NotYourPost,
    PaperInUse,
    StepOutOfTurn,
    SubjectMissing,
    TextFrozen,
)
from sumvay.org.models import Unit
from sumvay.vietnamese import nfc

State = OfficialPaper.State


@transaction.atomic
def draft_paper(
    *,
    actor: User,
    unit: Unit,
    doc_type: str,
    subject: str,
    body: dict,
    now: datetime,
    addressees: Sequence[str] = (),
    recipients: Sequence[str] = (),
    urgency: str = "",
    seen_by: str = OfficialPaper.SeenBy.ALL,
) -> OfficialPaper:
    """Begin a paper of the unit (soạn); letterhead, place, symbol, signer and copies are proposed.

    body: {"blocks": […], "annexes": […]} as in paper_body; seen_by: an OfficialPaper.SeenBy. Raises NotYourPost,
    SubjectMissing.
    """
    today = localdate(now)
    if not permissions.can_draft(actor, unit, on=today):
        raise NotYourPost(_("Only officers who draft for %(unit)s can do this.") % {"unit": unit.name})
    paper = OfficialPaper(
        unit=unit,
        direction=OfficialPaper.Direction.OUT,
        state=State.DRAFT,
        doc_type=doc_type,
        subject=_told_subject(subject),
        symbol=letterhead.propose_symbol(doc_type, unit.paper_symbol),
        urgency=urgency.strip(),
        addressees=_lines(addressees),
        recipients=_lines(recipients) or letterhead.propose_recipients(addressees),
        body=tidied_body(body),
        seen_by=seen_by,
        created_by=actor,
        created_at=now,
        **selectors.letterhead_of(unit, on=today),
    )
    paper.folded = folded(paper)
    paper.save(force_insert=True)
    PaperStep.objects.create(paper=paper, kind=PaperStep.Kind.DRAFT, by=actor, at=now)
    audit.record(actor=actor, action="paper.draft", target=paper, at=now, unit_id=unit.pk)
    return paper


@transaction.atomic
def change_paper(
    *,
    actor: User,
    paper: OfficialPaper,
    now: datetime,
    doc_type: str | None = None,
    subject: str | None = None,
    body: dict | None = None,
    addressees: Sequence[str] | None = None,
    recipients: Sequence[str] | None = None,
    urgency: str | None = None,
    place: str | None = None,
    symbol: str | None = None,
    signing_prefix: str | None = None,
    signer_title: str | None = None,
    signer: str | None = None,
    version: int | None = None,
    remark: str = "",
) -> None:
    """Change a draft, or as the leader a submitted paper with a remark; what is None stays as it is.

    A symbol that was the proposed one follows the kind of paper. version: paper.version as the officer saw it, so that
    two who write at once do not undo each other's words.
    Raises NotYourPost, TextFrozen, SubjectMissing, ChangedMeanwhile.
    """
    _permit_change(actor, paper, now)
    asked = {
        "doc_type": doc_type,
        "subject": None if subject is None else _told_subject(subject),
        "body": None if body is None else tidied_body(body),
        "addressees": None if addressees is None else _lines(addressees),
        "recipients": None if recipients is None else _lines(recipients),
        "urgency": urgency,
        "place": place,
        "symbol": _following_symbol(paper, doc_type, symbol),
        "signing_prefix": signing_prefix,
        "signer_title": signer_title,
        "signer": signer,
    }
    right = {name: nfc(value).strip() if isinstance(value, str) else value for name, value in asked.items()}
    changes = {name: value for name, value in right.items() if value is not None and value != getattr(paper, name)}
    if changes:
        _write(actor, paper, changes, paper.version if version is None else version, now, remark)


@transaction.atomic
def withdraw_paper(*, actor: User, paper: OfficialPaper, now: datetime) -> None:
    """Throw away a draft that has no number and from which nothing was made.

    Raises NotYourPost, StepOutOfTurn, PaperInUse.
    """
    if not permissions.can_draft(actor, paper.unit, on=localdate(now)):
        raise NotYourPost(_("Only officers who draft for %(unit)s can do this.") % {"unit": paper.unit.name})
    audit.record(actor=actor, action="paper.withdraw", target=paper, at=now, unit_id=paper.unit_id)
    drafts = OfficialPaper.objects.filter(pk=paper.pk, state__in=(State.DRAFT, State.RETURNED), number="")
    try:
        with transaction.atomic():
            gone, _rows = drafts.delete()
    except ProtectedError:
        raise PaperInUse(_("A directive or a report is built on this paper; discard that first.")) from None
    if not gone:
        raise StepOutOfTurn(_("Only a draft without a number can be thrown away."))


def reserve_papers(*, papers: Collection[int]) -> int:
    """
    Own papers are for leaders and inspectors alone from now on; says how many.

    A step of services above that have asked their permission.
    """
    own = OfficialPaper.objects.filter(pk__in=papers, direction=OfficialPaper.Direction.OUT)
    return own.update(seen_by=OfficialPaper.SeenBy.RESERVED)


def empty_drafts(*, papers: Collection[int]) -> int:
    """
    Erase the text of own papers that have no number yet: who is named there wants to be forgotten. Says how many.

    A step of services above that have asked their permission; the papers stay with their subjects.
    """
    drafts = OfficialPaper.objects.filter(pk__in=papers, direction=OfficialPaper.Direction.OUT, number="")
    return drafts.update(body=tidied_body({"blocks": [], "annexes": []}), text="", folded="", version=F("version") + 1)


def _permit_change(actor: User, paper: OfficialPaper, now: datetime) -> None:
    if permissions.can_change(actor, paper, on=localdate(now)):
        return
    if paper.state in (State.DRAFT, State.RETURNED, State.SUBMITTED, State.APPROVED):
        raise NotYourPost(_("The text is now with somebody else; you cannot change it."))
    raise TextFrozen(_("This paper is signed; its text can no longer be changed."))


def _write(actor: User, paper: OfficialPaper, changes: dict, version: int, now: datetime, remark: str) -> None:
    after = copy(paper)
    for name, value in changes.items():
        setattr(after, name, value)
    as_seen = OfficialPaper.objects.filter(pk=paper.pk, state=paper.state, version=version)
    if not as_seen.update(**changes, folded=folded(after), version=F("version") + 1):
        raise ChangedMeanwhile(_("Somebody changed this paper after you opened it; please look at it again."))
    if paper.state in (State.SUBMITTED, State.APPROVED):
        PaperStep.objects.create(paper=paper, kind=PaperStep.Kind.CHANGE, by=actor, remark=remark.strip(), at=now)
    named = {"fields": sorted(changes)}
    audit.record(actor=actor, action="paper.change", target=paper, at=now, unit_id=paper.unit_id, changes=named)
    paper.refresh_from_db()


def _following_symbol(paper: OfficialPaper, doc_type: str | None, symbol: str | None) -> str | None:
    if doc_type is None or doc_type == paper.doc_type:
        return symbol
    proposed = letterhead.propose_symbol(paper.doc_type, paper.unit.paper_symbol)
    if symbol in (None, proposed) and paper.symbol == proposed:
        return letterhead.propose_symbol(doc_type, paper.unit.paper_symbol)
    return symbol


def _told_subject(subject: str) -> str:
    if not subject.strip():
        raise SubjectMissing(_("Please say what the paper is about."))
    return nfc(subject).strip()


def _lines(lines: Sequence[str]) -> list[str]:
    return [line for line in (nfc(line).strip() for line in lines) if line]
