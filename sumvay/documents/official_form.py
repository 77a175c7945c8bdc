"""An official paper of our own as the writer draws it; the same form on screen, in .docx and in PDF."""

from sumvay.documents import letterhead, papers
from sumvay.documents.models import OfficialPaper
from sumvay.documents.paper_body import annexes_of, blocks_of

UNSIGNED = {OfficialPaper.State.DRAFT, OfficialPaper.State.SUBMITTED, OfficialPaper.State.RETURNED}


def form_of(paper: OfficialPaper) -> papers.Paper:
    """The paper in the shape the writer takes; until the leader has approved it, it is marked as a draft."""
    return papers.Paper(
        issuer=paper.issuer,
        parent_issuer=paper.parent_issuer,
        number=paper.number,
        symbol=paper.symbol,
        place=paper.place,
        date=paper.issued_on,
        doc_type="" if paper.doc_type == paper.DocType.CONG_VAN else letterhead.type_name(paper.doc_type),
        subject=paper.subject,
        urgency=paper.urgency,
        addressees=paper.addressees,
        body=blocks_of(paper.body),
        annexes=annexes_of(paper.body),
        signing_prefix=_lines(paper.signing_prefix),
        signer_title=paper.signer_title,
        signer_name=paper.signer,
        recipients=paper.recipients,
        draft=paper.state in UNSIGNED,
    )


def _lines(text):
    return [line.strip() for line in text.split(";") if line.strip()]
