"""Questions about members' messages; who wrote them is answered to the handling unit alone."""

from sumvay.feedback.selectors.above import cases_seen_from_above, designated_handlers, said_above
from sumvay.feedback.selectors.answers import answers_kept_by, answers_offered, library_of, public_answers
from sumvay.feedback.selectors.asking import heirs_of, just_came, line_by_code, line_for, unit_to_ask, units_to_ask
from sumvay.feedback.selectors.cases import case_by_key, cases_handled_by, queue_of, units_handled_by
from sumvay.feedback.selectors.commitments import (
    Kept,
    commitments_by_category,
    commitments_by_unit,
    commitments_of,
    public_answers_found,
    units_with_commitments,
)
from sumvay.feedback.selectors.issue_lines import Behind, behind, behind_raised, line_above
from sumvay.feedback.selectors.issues import (
    can_rise,
    cases_of_issue,
    extracts_below,
    issues_at,
    issues_handled_by,
    issues_owing,
    issues_to_merge_with,
    issues_to_raise_to,
    level_above,
    raised_to,
)
from sumvay.feedback.selectors.letters import case_written_to, key_letter_of, letters_today, unit_written_to
from sumvay.feedback.selectors.receipts import enclosed_at_first, moved_at, said_to_writer, wishes_of
from sumvay.feedback.selectors.receptions import chair_days, days_owed, receptions_kept_by
from sumvay.feedback.selectors.rights import rights_requests_handled_by
from sumvay.feedback.selectors.service_times import promises_at, times_of
from sumvay.feedback.selectors.sheets import sheets_of
from sumvay.feedback.selectors.synthesis import synthesis_of
from sumvay.feedback.selectors.triage import (
    case_at_desk,
    cases_at,
    done_with,
    enclosed_with,
    enterprises_named,
    forwardings_of,
    issues_to_join,
    said_in,
    spoken_last,
    triage_counts,
    waiting_behind,
    who_can_take,
)
from sumvay.feedback.selectors.unit_figures import standing_of, weeks_of

__all__ = [
    "Behind",
    "Kept",
    "answers_kept_by",
    "answers_offered",
    "behind",
    "behind_raised",
    "can_rise",
    "case_at_desk",
    "case_by_key",
    "case_written_to",
    "cases_at",
    "cases_handled_by",
    "cases_of_issue",
    "cases_seen_from_above",
    "chair_days",
    "commitments_by_category",
    "commitments_by_unit",
    "commitments_of",
    "days_owed",
    "designated_handlers",
    "done_with",
    "enclosed_at_first",
    "enclosed_with",
    "enterprises_named",
    "extracts_below",
    "forwardings_of",
    "heirs_of",
    "issues_at",
    "issues_handled_by",
    "issues_owing",
    "issues_to_join",
    "issues_to_merge_with",
    "issues_to_raise_to",
    "just_came",
    "key_letter_of",
    "letters_today",
    "level_above",
    "library_of",
    "line_above",
    "line_by_code",
    "line_for",
    "moved_at",
    "promises_at",
    "public_answers",
    "public_answers_found",
    "queue_of",
    "raised_to",
    "receptions_kept_by",
    "rights_requests_handled_by",
    "said_above",
    "said_in",
    "said_to_writer",
    "sheets_of",
    "spoken_last",
    "standing_of",
    "synthesis_of",
    "times_of",
    "triage_counts",
    "unit_to_ask",
    "unit_written_to",
    "units_handled_by",
    "units_to_ask",
    "units_with_commitments",
    "waiting_behind",
    "weeks_of",
    "who_can_take",
    "wishes_of",
]
