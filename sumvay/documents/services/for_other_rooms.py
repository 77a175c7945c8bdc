"""The writer for rooms above: workbooks, papers that are not kept, and forms of others filled in place."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from django.utils.timezone import localdate

from sumvay.documents import letterhead, papers, selectors
from sumvay.documents.models import OfficialPaper
from sumvay.documents.official_form import form_of
from sumvay.org.models import Unit

type Kind = Literal["text", "number", "money", "date"]
type Cell = str | int | float | Decimal | date | None


def make_workbook(
    *,
    title: str,
    subtitle: str,
    columns: Sequence[tuple[str, Kind]],
    rows: Sequence[Sequence[Cell]],
    totals: Sequence[Cell] = (),
) -> bytes:
    """An .xlsx of one sheet with real number cells; columns are (head, kind); None stays an empty cell."""
    return papers.to_xlsx(title, subtitle, [papers.Column(head, kind) for head, kind in columns], rows, totals)


def render_unsaved(
    *,
    unit: Unit,
    doc_type: str,
    subject: str,
    body: dict,
    form: Literal["docx", "pdf"],
    now: datetime,
    addressees: Sequence[str] = (),
    is_draft: bool = False,
) -> bytes:
    """A paper on the unit's letterhead, with its signer proposed, without number and without being kept.

    body: as in draft_paper. is_draft marks every page as a draft.
    """
    state = OfficialPaper.State.DRAFT if is_draft else OfficialPaper.State.APPROVED
    paper = OfficialPaper(
        unit=unit,
        direction=OfficialPaper.Direction.OUT,
        state=state,
        doc_type=doc_type,
        subject=subject,
        symbol=letterhead.propose_symbol(doc_type, unit.paper_symbol),
        addressees=list(addressees),
        recipients=letterhead.propose_recipients(addressees),
        body=body,
        **selectors.letterhead_of(unit, on=localdate(now)),
    )
    draw = {"docx": papers.to_docx, "pdf": papers.to_pdf}[form]
    return draw(form_of(paper))


def list_tables(*, content: bytes, filename: str) -> list[papers.FormTable]:
    """The tables of a superior's form that have empty cells to fill. Raises FormRefused."""
    return papers.list_tables(content, filename)


def fill_xlsx(*, content: bytes, cells: Mapping[tuple[str, str], int | float | Decimal | str]) -> bytes:
    """The .xlsx with values in cells named (sheet, "B7"). Raises FormRefused."""
    return papers.fill_xlsx(content, dict(cells))


def fill_docx(*, content: bytes, cells: Mapping[tuple[int, int, int], str]) -> bytes:
    """The .docx with texts in cells named (table, row, column) from 0. Raises FormRefused."""
    return papers.fill_docx(content, dict(cells))
