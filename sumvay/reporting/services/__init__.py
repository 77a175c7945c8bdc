"""Everything that can happen to forms, reports and cuts, by use case."""

from sumvay.reporting.content import Content, Entry, Seen
from sumvay.reporting.services.consolidation import (
    begin_consolidation,
    note_look,
    pick_sentence,
    unpick_sentence,
    write_narrative,
)
from sumvay.reporting.services.cutting import close_figures
from sumvay.reporting.services.forms import LineInput, change_form, form_of, form_proposal
from sumvay.reporting.services.group_chat import ChatPick, Taken, apply_group_chat
from sumvay.reporting.services.issue_with_form import issue_with_form
from sumvay.reporting.services.large_annex import ask_annex, is_large, make_annex, make_annex_or_say_so
from sumvay.reporting.services.listening import (
    begin_listening,
    choose_extract,
    drop_extract,
    pin_raised,
    shorten_extract,
    write_listening,
)
from sumvay.reporting.services.listening_cut import begin_listening_supplement, close_listening
from sumvay.reporting.services.listening_paper import draft_listening_paper, listening_workbook, render_listening
from sumvay.reporting.services.mail_replies import (
    claim_mail_reports,
    mail_form,
    mail_forms,
    match_message,
    read_reply,
)
from sumvay.reporting.services.own_part import report_own_part
from sumvay.reporting.services.pages import report_page
from sumvay.reporting.services.quick_ask import ask_quickly
from sumvay.reporting.services.report_paper import (
    differences_of,
    draft_report_paper,
    render_consolidation,
    render_own_report,
)
from sumvay.reporting.services.reports import (
    accept_report,
    return_report,
    save_draft,
    submit_report,
)
from sumvay.reporting.services.superior_annex import add_annex, drop_annex, fill_annex, map_annex, slots_of
from sumvay.reporting.services.supplement import begin_supplement
from sumvay.reporting.services.workbook import annex_workbook, report_workbook

__all__ = [
    "ChatPick",
    "Content",
    "Entry",
    "LineInput",
    "Seen",
    "Taken",
    "accept_report",
    "add_annex",
    "annex_workbook",
    "apply_group_chat",
    "ask_annex",
    "ask_quickly",
    "begin_consolidation",
    "begin_listening",
    "begin_listening_supplement",
    "begin_supplement",
    "change_form",
    "choose_extract",
    "claim_mail_reports",
    "close_figures",
    "close_listening",
    "differences_of",
    "draft_listening_paper",
    "draft_report_paper",
    "drop_annex",
    "drop_extract",
    "fill_annex",
    "form_of",
    "form_proposal",
    "is_large",
    "issue_with_form",
    "listening_workbook",
    "mail_form",
    "mail_forms",
    "make_annex",
    "make_annex_or_say_so",
    "map_annex",
    "match_message",
    "note_look",
    "pick_sentence",
    "pin_raised",
    "read_reply",
    "render_consolidation",
    "render_listening",
    "render_own_report",
    "report_own_part",
    "report_page",
    "report_workbook",
    "return_report",
    "save_draft",
    "shorten_extract",
    "slots_of",
    "submit_report",
    "unpick_sentence",
    "write_listening",
    "write_narrative",
]
