"""Everything that can happen to directives and dispatches, by use case."""

from sumvay.directives.services.answer_dispatch import (
    PRESSED_TWICE_WITHIN,
    accept_dispatch,
    complete_dispatch,
    decline_dispatch,
    record_progress,
    reopen_dispatch,
    see_dispatch,
    take_report,
)
from sumvay.directives.services.draft_directive import (
    AssignmentInput,
    change_directive,
    discard_draft,
    draft_directive,
    draft_from_superior,
)
from sumvay.directives.services.follow_up import announce_directive, note_call, remind
from sumvay.directives.services.from_paper import draft_from_paper
from sumvay.directives.services.give_proof import (
    give_activity,
    give_file,
    give_files,
    give_link,
    give_links,
    give_note,
    withdraw_proof,
)
from sumvay.directives.services.issue_directive import issue_directive, pass_on, recall_directive
from sumvay.directives.services.open_by_link import (
    ask_for_code,
    confirm_code,
    living_link,
    make_group_link,
    make_personal_links,
    read_out_code,
    revoke_links_of_officer,
    use_link,
)
from sumvay.directives.services.pass_on_to_heir import pass_on_to_heir
from sumvay.directives.services.refusals import GivenAlready
from sumvay.directives.services.reissue import change_campaign_of, reissue
from sumvay.directives.services.texts import texts_with_links

__all__ = [
    "PRESSED_TWICE_WITHIN",
    "AssignmentInput",
    "GivenAlready",
    "accept_dispatch",
    "announce_directive",
    "ask_for_code",
    "change_campaign_of",
    "change_directive",
    "complete_dispatch",
    "confirm_code",
    "decline_dispatch",
    "discard_draft",
    "draft_directive",
    "draft_from_paper",
    "draft_from_superior",
    "give_activity",
    "give_file",
    "give_files",
    "give_link",
    "give_links",
    "give_note",
    "issue_directive",
    "living_link",
    "make_group_link",
    "make_personal_links",
    "note_call",
    "pass_on",
    "pass_on_to_heir",
    "read_out_code",
    "recall_directive",
    "record_progress",
    "reissue",
    "remind",
    "reopen_dispatch",
    "revoke_links_of_officer",
    "see_dispatch",
    "take_report",
    "texts_with_links",
    "use_link",
    "withdraw_proof",
]
