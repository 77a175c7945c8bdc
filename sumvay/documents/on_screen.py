"""A paper as its page shows it: the sheet in the official form, and how far it is on its road."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from sumvay.documents import papers
from sumvay.documents.models import OfficialPaper
from sumvay.documents.official_form import form_of
from sumvay.documents.papers import wording

State = OfficialPaper.State
ROAD = (
    pgettext_lazy("step of the road", "Draft"),
    pgettext_lazy("step of the road", "Submit"),
    pgettext_lazy("step of the road", "Approve"),
    pgettext_lazy("step of the road", "Sign"),
    pgettext_lazy("step of the road", "Number"),
    pgettext_lazy("step of the road", "Issue"),
)
STEPS_DONE = {
    State.DRAFT: 1,
    State.RETURNED: 1,
    State.SUBMITTED: 2,
    State.APPROVED: 3,
    State.SIGNED: 4,
    State.NUMBERED: 5,
    State.ISSUED: 6,
}


@dataclass(frozen=True)
class RoadMark:
    """One mark of the road: its word, whether it is behind, whether it is the next."""

    word: str | Promise
    is_done: bool
    is_next: bool


@dataclass(frozen=True)
class Sheet:
    """An own paper in the words of the official form, block by block."""

    form: papers.Paper
    issuer: str
    parent_issuer: str
    number_line: str
    date_line: str
    title: str
    subject: str
    addressees: list[str]
    blocks: list[dict]
    recipients: list[str]
    signing_lines: list[str]
    annexes: list[dict]
    state: str = wording.STATE
    motto: str = wording.MOTTO
    to: str = wording.TO
    copies: str = wording.RECIPIENTS


def road_shown(paper: OfficialPaper) -> list[RoadMark]:
    """The road of an own paper; a received one has none."""
    if paper.direction == OfficialPaper.Direction.IN:
        return []
    done = STEPS_DONE[State(paper.state)]
    return [RoadMark(word, place < done, place == done) for place, word in enumerate(ROAD)]


def sheet_of(paper: OfficialPaper) -> Sheet | None:
    """The sheet of an own paper; None for a received one, whose text is shown as it came."""
    if paper.direction == OfficialPaper.Direction.IN:
        return None
    form = wording.tidied(form_of(paper))
    return Sheet(
        form=form,
        issuer=form.issuer.upper(),
        parent_issuer=form.parent_issuer.upper(),
        number_line=wording.number_line(form),
        date_line=wording.date_line(form),
        title=form.doc_type.upper(),
        subject=wording.subject_line(form) if form.is_letter else form.subject,
        addressees=wording.addressee_lines(form),
        blocks=[_block(block) for block in wording.closed(form.body)],
        recipients=wording.recipient_lines(form),
        signing_lines=wording.signing_lines(form),
        annexes=[_annex(form, place) for place in range(len(form.annexes))],
    )


def _annex(form, place):
    annex = form.annexes[place]
    return {
        "heading": wording.annex_heading(place + 1, len(form.annexes)),
        "title": annex.title,
        "note": annex.note or wording.annex_note(form),
        "blocks": [_block(block) for block in annex.blocks],
    }


def _block(block):
    match block:
        case papers.Heading():
            return {"kind": "heading", "level": block.level, "text": block.text}
        case papers.Bullet():
            return {"kind": "bullet", "text": block.text}
        case papers.Table():
            numeric = [align == "right" for align in wording.table_aligns(block)]
            rows = [list(zip(row, numeric, strict=True)) for row in wording.table_texts(block)]
            return {"kind": "table", "head": list(zip(block.head, numeric, strict=True)), "rows": rows}
        case papers.Figure():
            bars = [(bar.label, wording.bar_text(bar.value, bar.of)) for bar in block.plot.bars]
            return {"kind": "plot", "title": block.plot.title, "bars": bars, "note": block.plot.note}
    return {"kind": "paragraph", "text": block.text, "italic": block.italic}
