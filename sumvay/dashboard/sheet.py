"""The rows of a board as a sheet: a workbook with real number cells, or plain text that any program reads."""

import csv
import io

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sumvay.dashboard.board import Board, Row
from sumvay.dashboard.figures import Figures
from sumvay.documents import services as documents
from sumvay.ui.moments import format_moment

# Excel takes a file for UTF-8 only when it begins so
MARK = "\ufeff"
# What a spreadsheet would take for a formula
FORMULA = ("=", "+", "-", "@", "\t", "\r")
TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def sheet_of(board: Board, rows: list[Row], form: str) -> bytes:
    """One line for each row shown, then the branch as a whole, with when it was read; form is csv or xlsx."""
    lines = [[row.unit.code, row.unit.name, *_cells(row.figures)] for row in rows]
    total = [None, _("Total"), *_cells(board.total)]
    as_of = _("as of %(moment)s") % {"moment": format_moment(board.at)}
    if form == "csv":
        return _as_csv([_heads(), *lines, total, [as_of]])
    return documents.make_workbook(
        title=board.directive.title,
        subtitle=f"{board.unit.name}. {as_of}",
        columns=[(head, "text" if place < 2 else "number") for place, head in enumerate(_heads())],
        rows=lines,
        totals=total,
    )


def name_of(board: Board, form: str) -> str:
    """What the downloaded file is called."""
    return f"bang-theo-doi-{board.directive.pk}-{localtime(board.at):%Y%m%d-%H%M}.{form}"


def _as_csv(lines: list[list]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([_harmless(cell) for cell in line] for line in lines)
    return (MARK + out.getvalue()).encode()


def _heads() -> list[str]:
    return [
        _("Unit code"), _("Unit"), _("Received"), pgettext("units", "Done"), _("In progress"), _("Seen, no answer"),
        _("Not seen"), _("Not applicable"), _("Late"), _("Reports"),
    ]  # fmt: skip


def _cells(figures: Figures) -> list[int | None]:
    return [
        figures.addressed,
        figures.done,
        figures.doing,
        figures.seen,
        figures.unseen,
        figures.not_applicable,
        figures.late,
        figures.reports,
    ]


def _harmless(cell: str | int | None) -> str | int | None:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
