"""What can happen to members' messages, one module by what happens."""

from sumvay.feedback.services.answer_case import (
    AnsweredSo,
    NobodyToAnswer,
    answer_case,
    answer_cases,
    answer_issue,
    give_answers,
)
from sumvay.feedback.services.answer_line import answer_line, merge_issues, promise, remind_owing, reopen_issue
from sumvay.feedback.services.approved_answers import (
    AnswerWords,
    approve_answer,
    change_answer,
    retire_answer,
    write_answer,
)
from sumvay.feedback.services.assign_case import NotAHandler, assign_case
from sumvay.feedback.services.claim_letters import claim_letters, forget_letters
from sumvay.feedback.services.erase_again import erase_again
from sumvay.feedback.services.erase_words import forget_old
from sumvay.feedback.services.escalate import NotAbove, escalate_overdue, take_over
from sumvay.feedback.services.forward_case import IdentityProtected, forward_case
from sumvay.feedback.services.group_cases import group_cases
from sumvay.feedback.services.handle_warning import NotYourWarning, act_on_warning, close_warning, see_warning
from sumvay.feedback.services.import_sheet import (
    HandledAlready,
    MeantTwice,
    NotYourSheet,
    SheetMovedOn,
    SheetTrial,
    UnfitSheet,
    WordsUnclear,
    map_sheet,
    receive_sheet,
    start_sheet,
    take_sheet,
    try_sheet,
    undo_sheet,
)
from sumvay.feedback.services.issue_rules import (
    DayPassed,
    NobodyAbove,
    NotAboveIssue,
    NotToRise,
    OtherUnit,
    PromisedAlready,
    TooFewBehind,
)
from sumvay.feedback.services.issues_of_cases import (
    IssueClosed,
    NotYourIssue,
    TooDifferent,
    dismiss_issue,
    merge_cases,
    open_issue,
    split_case,
)
from sumvay.feedback.services.lay_back import lay_back
from sumvay.feedback.services.move_case import ResultUnspoken, WhereToMissing, move_case
from sumvay.feedback.services.note_case import note_case
from sumvay.feedback.services.open_fully import open_fully
from sumvay.feedback.services.pass_on_to_heir import pass_on_to_heir
from sumvay.feedback.services.put_aside import bring_back, leave_aside, leave_together_aside, put_aside
from sumvay.feedback.services.raise_issue import choose_extract, drop_extract, raise_issue, withdraw_raise
from sumvay.feedback.services.receive_case import EmptyMessage, Received, receive_case
from sumvay.feedback.services.receptions import (
    InstructionChanged,
    NotALeader,
    Noted,
    NotYet,
    NotYourRegister,
    ReceptionWords,
    SettledAlready,
    instruct,
    note_chair_day,
    note_reception,
    settle,
)
from sumvay.feedback.services.refusals import MovedOn, NotYourCase, TextMissing, WordErased
from sumvay.feedback.services.remind_handlers import remind_handlers
from sumvay.feedback.services.rights import (
    AnsweredAlready,
    ReasonMissing,
    ask_for_rights,
    correct_case,
    erase_case,
    refuse_rights,
)
from sumvay.feedback.services.sealed_boxes import pass_box_on
from sumvay.feedback.services.set_service_time import drop_service_time, set_service_time
from sumvay.feedback.services.sort_case import sort_case
from sumvay.feedback.services.take_form import (
    FormTooFast,
    FormTooOld,
    NoSuchUnit,
    NotOffered,
    Taken,
    TooManyAtOnce,
    take_form,
)
from sumvay.feedback.services.warn_early import warn_early
from sumvay.feedback.services.write_back import (
    NotResolved,
    SatisfactionSaid,
    TooManyUnanswered,
    say_how_content,
    write_back,
)

__all__ = [
    "AnswerWords",
    "AnsweredAlready",
    "AnsweredSo",
    "DayPassed",
    "EmptyMessage",
    "FormTooFast",
    "FormTooOld",
    "HandledAlready",
    "IdentityProtected",
    "InstructionChanged",
    "IssueClosed",
    "MeantTwice",
    "MovedOn",
    "NoSuchUnit",
    "NobodyAbove",
    "NobodyToAnswer",
    "NotAHandler",
    "NotALeader",
    "NotAbove",
    "NotAboveIssue",
    "NotOffered",
    "NotResolved",
    "NotToRise",
    "NotYet",
    "NotYourCase",
    "NotYourIssue",
    "NotYourRegister",
    "NotYourSheet",
    "NotYourWarning",
    "Noted",
    "OtherUnit",
    "PromisedAlready",
    "ReasonMissing",
    "Received",
    "ReceptionWords",
    "ResultUnspoken",
    "SatisfactionSaid",
    "SettledAlready",
    "SheetMovedOn",
    "SheetTrial",
    "Taken",
    "TextMissing",
    "TooDifferent",
    "TooFewBehind",
    "TooManyAtOnce",
    "TooManyUnanswered",
    "UnfitSheet",
    "WhereToMissing",
    "WordErased",
    "WordsUnclear",
    "act_on_warning",
    "answer_case",
    "answer_cases",
    "answer_issue",
    "answer_line",
    "approve_answer",
    "ask_for_rights",
    "assign_case",
    "bring_back",
    "change_answer",
    "choose_extract",
    "claim_letters",
    "close_warning",
    "correct_case",
    "dismiss_issue",
    "drop_extract",
    "drop_service_time",
    "erase_again",
    "erase_case",
    "escalate_overdue",
    "forget_letters",
    "forget_old",
    "forward_case",
    "give_answers",
    "group_cases",
    "instruct",
    "lay_back",
    "leave_aside",
    "leave_together_aside",
    "map_sheet",
    "merge_cases",
    "merge_issues",
    "move_case",
    "note_case",
    "note_chair_day",
    "note_reception",
    "open_fully",
    "open_issue",
    "pass_box_on",
    "pass_on_to_heir",
    "promise",
    "put_aside",
    "raise_issue",
    "receive_case",
    "receive_sheet",
    "refuse_rights",
    "remind_handlers",
    "remind_owing",
    "reopen_issue",
    "retire_answer",
    "say_how_content",
    "see_warning",
    "set_service_time",
    "settle",
    "sort_case",
    "split_case",
    "start_sheet",
    "take_form",
    "take_over",
    "take_sheet",
    "try_sheet",
    "undo_sheet",
    "warn_early",
    "withdraw_raise",
    "write_answer",
    "write_back",
]
