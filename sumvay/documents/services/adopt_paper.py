"""A letter that was dropped in turns out to be the office's own: it leaves the register of papers in."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.documents import letterhead, permissions, selectors
from sumvay.documents.models import OfficialPaper, PaperStep
from sumvay.documents.paper_body import body_from_text
from sumvay.documents.reading.columns import in_reading_order
from sumvay.documents.reading.intake import rows_of_pasted
from sumvay.documents.reading.paper import paper_of
from sumvay.documents.reading.parts import parts_of
from sumvay.documents.services.refusals import NotYourPost, NumberTaken
from sumvay.documents.services.registers import give_back_arrival

Direction = OfficialPaper.Direction


@transaction.atomic
def adopt_paper(*, actor: User, paper: OfficialPaper, now: datetime) -> OfficialPaper:
    """Make a read paper a draft of the unit's own, with the number and date it carries; asking twice changes nothing.

    Raises NotYourPost, NumberTaken.
    """
    if not permissions.can_draft(actor, paper.unit, on=localdate(now)):
        raise NotYourPost(_("Only officers who draft for %(unit)s can do this.") % {"unit": paper.unit.name})
    if paper.direction == Direction.OUT:
        return paper
    arrived = OfficialPaper.objects.filter(pk=paper.pk, direction=Direction.IN)
    try:
        with transaction.atomic():
            is_first = arrived.update(**_as_draft(paper, now))
    except IntegrityError:
        raise NumberTaken(
            _("Number %(code)s was already given in %(year)d; please choose another.")
            % {"code": paper.code, "year": paper.issued_on.year if paper.issued_on else localdate(now).year}
        ) from None
    if is_first:
        arrived_on = paper.arrived_on or localdate(paper.created_at)
        give_back_arrival(unit=paper.unit, year=arrived_on.year, number=int(paper.arrival_number))
        PaperStep.objects.create(paper=paper, kind=PaperStep.Kind.DRAFT, by=actor, at=now)
        audit.record(actor=actor, action="paper.own", target=paper, at=now, unit_id=paper.unit_id)
    paper.refresh_from_db()
    return paper


def _as_draft(paper: OfficialPaper, now: datetime) -> dict:
    proposed = selectors.letterhead_of(paper.unit, on=localdate(now))
    proposed["symbol"] = letterhead.propose_symbol(paper.doc_type, paper.unit.paper_symbol)
    return {
        "direction": Direction.OUT,
        "state": OfficialPaper.State.DRAFT,
        "arrival_number": "",
        "arrived_on": None,
        "number": letterhead.printed_number(paper.number),
        "body": body_from_text("\n".join(_body_lines(paper.text)), before={}),
        **{name: getattr(paper, name) or value for name, value in proposed.items()},
    }


def _body_lines(text: str) -> list[str]:
    parts = parts_of(paper_of(in_reading_order(rows_of_pasted(text))))
    return [line.text for line in parts.body]
