"""Everything that can happen to forms, reports and cuts, by use case."""

from sumvay.reporting.content import Content, Entry
from sumvay.reporting.services.forms import LineInput, change_form, form_of, form_proposal
from sumvay.reporting.services.pages import report_page
from sumvay.reporting.services.quick_ask import ask_quickly
from sumvay.reporting.services.reports import (
    accept_report,
    return_report,
    save_draft,
    submit_report,
)

__all__ = [
    "Content",
    "Entry",
    "LineInput",
    "accept_report",
    "ask_quickly",
    "change_form",
    "form_of",
    "form_proposal",
    "report_page",
    "return_report",
    "save_draft",
    "submit_report",
]
