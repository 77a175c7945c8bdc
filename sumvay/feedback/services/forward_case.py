"""What is outside the union's authority is passed on with a slip, and the writer reads to whom it went."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.documents import services as documents
from sumvay.documents.models import OfficialPaper
from sumvay.errors import Refusal
from sumvay.feedback.models import Case, Forwarding
from sumvay.feedback.services.move_case import WhereToMissing
from sumvay.feedback.services.next_due import result_due_again
from sumvay.feedback.services.refusals import TextMissing, moved_on, permit
from sumvay.feedback.slip import body_of_slip, subject_of_slip

SeenBy = OfficialPaper.SeenBy


class IdentityProtected(Refusal):
    """Who wrote a denunciation is named in no paper."""


@transaction.atomic
def forward_case(
    *, actor: User, case: Case, authority: str, summary: str, names_writer: bool, now: datetime
) -> Forwarding:
    """
    Pass a message on to a body outside the union: a phiếu chuyển is drafted, the state says where it went.

    `summary` is what the slip tells of it; `names_writer` puts name and contact on the slip, never for a denunciation
    (Quy định 05/QĐ-TLĐ, 2024, Art. 21). The slip goes the road of every paper and gets its number there.
    Raises NotYourCase, WhereToMissing, TextMissing, IdentityProtected, MovedOn.
    """
    permit(actor=actor, case=case, now=now)
    authority, summary = " ".join(authority.split())[:200], summary.strip()
    if not authority:
        raise WhereToMissing(_("Please say to which body it was passed on."))
    if not summary:
        raise TextMissing(_("Please write what the message is about."))
    if names_writer and case.is_reserved:
        raise IdentityProtected(_("Who wrote a denunciation is not named on the slip."))
    paper = documents.draft_paper(
        actor=actor,
        unit=case.unit,
        doc_type=OfficialPaper.DocType.PHIEU_CHUYEN,
        subject=subject_of_slip(case),
        body=body_of_slip(case, authority=authority, summary=summary, names_writer=names_writer),
        addressees=[authority],
        # Who wrote stays with those who handle the message
        seen_by=SeenBy.RESERVED if case.is_reserved else SeenBy.OFFICE,
        now=now,
    )
    as_seen = Case.objects.filter(pk=case.pk, unit=case.unit_id, state=case.state)
    again = {"due_at": result_due_again(case=case, now=now)} if case.resolved_at else {}
    if not as_seen.update(state=Case.State.FORWARDED, forwarded_to=authority, resolved_at=None, **again):
        raise moved_on()
    slip = Forwarding.objects.create(case=case, authority=authority, paper=paper, by=actor, at=now)
    audit.record(
        actor=actor, action="case.forward", target=case, at=now, unit_id=case.unit_id,
        changes={"state": Case.State.FORWARDED.value, "paper": paper.pk, "names_writer": names_writer},
    )  # fmt: skip
    case.refresh_from_db()
    return slip
