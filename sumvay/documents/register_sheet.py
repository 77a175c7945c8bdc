"""The register of papers as a sheet, with the columns of a register book (Decree 30/2020/NĐ-CP, Phụ lục IV)."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sumvay.documents.models import OfficialPaper
from sumvay.documents.papers import Column, to_xlsx
from sumvay.org.models import Unit
from sumvay.vietnamese import format_date

SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def register_sheet(papers: Iterable[OfficialPaper], direction: str, *, unit: Unit | None, on: date) -> bytes:
    """The papers in the order given, as .xlsx."""
    incoming = direction == OfficialPaper.Direction.IN
    title = _("Register of papers received") if incoming else _("Register of own papers")
    as_of = _("as of %(day)s") % {"day": format_date(on)}
    subtitle = f"{unit.name}, {as_of}" if unit else as_of
    columns, row = (_columns_in(), _row_in) if incoming else (_columns_out(), _row_out)
    return to_xlsx(title, subtitle, columns, [row(paper) for paper in papers])


def _columns_in():
    return [
        Column(_("Arrival number")),
        Column(_("Arrived on"), "date"),
        Column(_("Issuer")),
        Column(_("Number and symbol")),
        Column(_("Date of the paper"), "date"),
        Column(pgettext("paper", "Type")),
        Column(_("Subject")),
        Column(_("Signer")),
        Column(_("State")),
    ]


def _row_in(paper):
    state = _("checked") if paper.confirmed_at else _("to be checked")
    kind = paper.get_doc_type_display()
    return [
        paper.arrival_number,
        paper.arrived_on,
        paper.issuer,
        paper.code,
        paper.issued_on,
        kind,
        paper.subject,
        paper.signer,
        state,
    ]


def _columns_out():
    return [
        Column(_("Number and symbol")),
        Column(_("Date of the paper"), "date"),
        Column(pgettext("paper", "Type")),
        Column(_("Subject")),
        Column(_("Signer")),
        Column(_("Addressees")),
        Column(_("State")),
    ]


def _row_out(paper):
    return [
        paper.code,
        paper.issued_on,
        paper.get_doc_type_display(),
        paper.subject,
        paper.signer,
        "; ".join(paper.addressees),
        paper.get_state_display(),
    ]
