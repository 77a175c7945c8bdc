"""The unit's own letter came as a file: it becomes a draft of the unit, with its text, number and date kept."""

import re
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from sumvay.accounts.models import User
from sumvay.documents.models import OfficialPaper
from sumvay.documents.paper_body import body_from_text
from sumvay.documents.services.draft_paper import draft_paper

COPIES_TO = re.compile(r"\s*\**\s*nơi nhận\s*:?\s*[-*]*\s*$", re.IGNORECASE)
HEAD = ("number", "symbol", "date", "place", "issuer", "parent_issuer", "doc_type", "subject", "addressees")
FOOT = ("signing_prefix", "signer_title", "signer", "recipients")
KEPT = ("symbol", "place", "signing_prefix", "signer_title", "signer", "file", "text", "fields", "found")


@transaction.atomic
def adopt_paper(*, actor: User, paper: OfficialPaper, now: datetime) -> OfficialPaper:
    """Begin the road of signing for a letter of the unit's own that was dropped in as a file.

    Number and date stay as printed and are given when the paper is numbered; the file stays the official text.
    Raises what draft_paper refuses.
    """
    own = draft_paper(
        actor=actor,
        unit=paper.unit,
        doc_type=paper.doc_type,
        subject=paper.subject or paper.code,
        body=body_from_text(body_text(paper), before={"blocks": [], "annexes": []}),
        addressees=paper.addressees,
        recipients=paper.recipients,
        urgency=paper.urgency,
        now=now,
    )
    kept = {name: getattr(paper, name) for name in KEPT if getattr(paper, name)}
    if paper.issued_on and paper.issued_on <= localdate(now):
        kept |= {"number": paper.number, "issued_on": paper.issued_on}
    OfficialPaper.objects.filter(pk=own.pk).update(**kept)
    own.refresh_from_db()
    return own


def body_text(paper: OfficialPaper) -> str:
    """The text between the letterhead and the signature, by the places where those were found."""
    start, end = 0, len(paper.text)
    for path, place in paper.found.items():
        name = "" if "proposal" in place else path.split(".")[0]
        for span_start, span_end in place.get("spans", []):
            if name in HEAD:
                start = max(start, span_end)
            elif name in FOOT:
                end = min(end, span_start)
    return COPIES_TO.sub("", paper.text[start:end]).strip(" .\n*") if start < end else paper.text
