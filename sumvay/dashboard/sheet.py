"""The rows of a board as a sheet that any office program opens."""

import csv
import io

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sumvay.dashboard.board import Board, Row
from sumvay.dashboard.figures import Figures

# Excel takes a file for UTF-8 only when it begins so
MARK = "\ufeff"
# What a spreadsheet would take for a formula
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows_as_csv(board: Board, rows: list[Row]) -> str:
    """One line for each row shown, then the branch as a whole, with when it was read."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([
        _("Unit code"), _("Unit"), _("Received"), pgettext("units", "Done"), _("In progress"), _("Seen, no answer"),
        _("Not seen"), _("Not applicable"), _("Late"), _("Reports"),
    ])  # fmt: skip
    for row in rows:
        writer.writerow([_text(row.unit.code), _text(row.unit.name), *_cells(row.figures)])
    writer.writerow(["", _("Total"), *_cells(board.total)])
    writer.writerow([_("as of %(moment)s") % {"moment": f"{localtime(board.at):%H:%M %d/%m/%Y}"}])
    return MARK + out.getvalue()


def _cells(figures: Figures) -> list[int | str]:
    return [
        figures.addressed,
        figures.done,
        figures.doing,
        figures.seen,
        figures.unseen,
        figures.not_applicable,
        figures.late,
        "" if figures.reports is None else figures.reports,
    ]


def _text(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULA) else value
