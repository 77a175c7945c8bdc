"""What the triage desk shows, as a sheet to keep: texts masked, writers left out."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sumvay.documents import services as documents
from sumvay.feedback.models import Case
from sumvay.feedback.reading.personal_data import masked
from sumvay.org.models import Unit
from sumvay.vietnamese import format_date

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 5_000


def triage_sheet(cases: Iterable[Case], *, unit: Unit, now: datetime) -> bytes:
    """The messages in the order given, as .xlsx."""
    columns = [
        (_("No."), "number"), (_("Came in on"), "date"), (_("About"), "text"), (_("Kind"), "text"),
        (_("Urgent because"), "text"), (_("Enterprise named"), "text"), (_("Works at"), "text"),
        (_("What was written, personal data masked"), "text"), (pgettext("case", "Stands"), "text"),
        (_("In the hands of"), "text"), (_("Answer owed by"), "date"), (_("First answered on"), "date"),
        (_("Result on"), "date"), (_("How content the sender is (1 to 5)"), "number"),
    ]  # fmt: skip
    return documents.make_workbook(
        title=_("Members' messages"),
        subtitle=f"{unit.name}, {format_date(localdate(now))}",
        columns=columns,
        rows=[_row(number, case) for number, case in enumerate(cases, 1)],
    )


def _row(number: int, case: Case) -> list:
    return [
        number, localdate(case.received_at), capfirst(case.get_category_display()), capfirst(case.get_kind_display()),
        case.urgent_why, case.enterprise, case.about_unit.name, masked(case.text), _standing(case),
        case.assigned_to.full_name if case.assigned_to else "", None if case.resolved_at else localdate(case.due_at),
        localdate(case.first_answered_at) if case.first_answered_at else None,
        localdate(case.resolved_at) if case.resolved_at else None, case.satisfied,
    ]  # fmt: skip


def _standing(case: Case) -> str:
    words = capfirst(case.get_state_display())
    return f"{words}: {case.forwarded_to}" if case.state == Case.State.FORWARDED else words
