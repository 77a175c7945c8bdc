"""What can happen to official papers."""

from sumvay.documents.services.adopt_paper import adopt_paper
from sumvay.documents.services.attach_scan import attach_scan
from sumvay.documents.services.correct_paper import correct_paper
from sumvay.documents.services.draft_paper import (
    change_paper,
    draft_paper,
    empty_drafts,
    reserve_papers,
    withdraw_paper,
)
from sumvay.documents.services.for_other_rooms import (
    fill_docx,
    fill_xlsx,
    list_tables,
    make_workbook,
    render_unsaved,
)
from sumvay.documents.services.number_paper import number_paper, put_through
from sumvay.documents.services.receive_paper import receive_paper, receive_text
from sumvay.documents.services.registers import close_own_register, set_next_number
from sumvay.documents.services.render_paper import render_paper
from sumvay.documents.services.road import approve_paper, issue_paper, return_paper, sign_paper, submit_paper

__all__ = [
    "adopt_paper",
    "approve_paper",
    "attach_scan",
    "change_paper",
    "close_own_register",
    "correct_paper",
    "draft_paper",
    "empty_drafts",
    "fill_docx",
    "fill_xlsx",
    "issue_paper",
    "list_tables",
    "make_workbook",
    "number_paper",
    "put_through",
    "receive_paper",
    "receive_text",
    "render_paper",
    "render_unsaved",
    "reserve_papers",
    "return_paper",
    "set_next_number",
    "sign_paper",
    "submit_paper",
    "withdraw_paper",
]
