"""A letter that was dropped in turns out to be the office's own: it leaves the register of papers in and begins its road."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.documents import letterhead, permissions, reading
from sumvay.documents.models import OfficialPaper, PaperStep
from sumvay.documents.paper_body import body_from_text
from sumvay.documents.services.draft_paper import letterhead_of
from sumvay.documents.services.refusals import NotYourPost, NumberTaken
from sumvay.documents.services.registers import SHARED, give_back

Direction = OfficialPaper.Direction


@transaction.atomic
def own_paper_from(*, actor: User, paper: OfficialPaper, now: datetime) -> OfficialPaper:
    """Make a read paper a draft of the unit's own, with the number and date it carries; asking twice changes nothing.

    Raises NotYourPost, NumberTaken.
    """
    if not permissions.can_draft(actor, paper.unit, on=localdate(now)):
        raise NotYourPost(_("Only officers who draft for %(unit)s can do this.") % {"unit": paper.unit.name})
    arrived = OfficialPaper.objects.filter(pk=paper.pk, direction=Direction.IN)
    try:
        with transaction.atomic():
            is_first = arrived.update(**_as_draft(paper, now))
    except IntegrityError:
        raise NumberTaken(
            _("Number %(code)s was already given in %(year)d; please choose another.")
            % {"code": paper.code, "year": paper.issued_on.year}
        ) from None
    if is_first:
        give_back(unit=paper.unit, year=paper.arrived_on.year, doc_type=SHARED, number=int(paper.arrival_number))
        PaperStep.objects.create(paper=paper, kind=PaperStep.Kind.DRAFT, by=actor, at=now)
        audit.record(actor=actor, action="paper.own", target=paper, at=now, unit_id=paper.unit_id)
    paper.refresh_from_db()
    return paper


def _as_draft(paper, now):
    proposed = letterhead_of(paper.unit, localdate(now))
    proposed["symbol"] = letterhead.propose_symbol(paper.doc_type, paper.unit.paper_symbol)
    return {
        "direction": Direction.OUT,
        "state": OfficialPaper.State.DRAFT,
        "arrival_number": "",
        "arrived_on": None,
        "number": letterhead.printed_number(paper.number),
        "body": body_from_text("\n".join(reading.body_lines(paper.text)), before={}),
        **{name: getattr(paper, name) or value for name, value in proposed.items()},
    }
