"""The tables of a synthesis as a sheet to keep."""

from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.documents import services as documents
from sumvay.feedback.selectors.periods import Period
from sumvay.feedback.selectors.synthesis import Synthesis
from sumvay.feedback.selectors.synthesis_tables import sheet_columns, sheet_rows
from sumvay.org.models import Unit
from sumvay.vietnamese import format_date


def synthesis_sheet(told: Synthesis, *, unit: Unit, period: Period, now: datetime) -> bytes:
    """All tables in one sheet, as .xlsx; what is veiled on the page is veiled here."""
    return documents.make_workbook(
        title=_("Synthesis of members' messages"),
        subtitle=f"{unit.name}, {period.title}, {format_date(localdate(now))}",
        columns=sheet_columns(),
        rows=sheet_rows(told, period),
    )
