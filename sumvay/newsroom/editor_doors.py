"""Which addresses of Wagtail's editor exist in this house, and for whom; what is not named here is closed."""

from django.urls import ResolverMatch
from wagtail.models import ReferenceIndex, TaskState
from wagtail.permissions import policy_registry

from sumvay.accounts.models import User
from sumvay.newsroom.models import NewsDocument, NewsPicture, Piece

PIECE, CHOOSER = "wagtailsnippets_newsroom_piece", "wagtailsnippetchoosers_newsroom_piece"
FOR_EDITORS = {
    "wagtailadmin_home",
    # Has no name of its own, since it takes the place of Wagtail's
    "newsroom:sumvay.newsroom.views.editor_account.account",
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_dismissibles",
    "wagtailadmin_choose_page_external_link",
    "wagtailadmin_choose_page_email_link",
    "wagtailadmin_choose_page_phone_link",
    "wagtailadmin_choose_page_anchor_link",
    "wagtailadmin_editing_sessions:release",
    *(f"{PIECE}:{name}" for name in ("list", "list_results")),
    *(f"{CHOOSER}:{name}" for name in ("choose", "choose_results", "chosen_multiple")),
    *(
        f"{room}:{name}"
        for room in ("wagtailimages", "wagtaildocs")
        for name in ("index", "index_results", "add", "add_multiple", "delete_upload_multiple")
    ),
    *(
        f"{room}_chooser:{name}"
        for room in ("wagtailimages", "wagtaildocs")
        for name in ("choose", "choose_results", "chosen_multiple", "create")
    ),
}
# Addresses that name a row: whose, and by which word
OF_A_ROW = {
    **{
        f"{PIECE}:{name}": (Piece, "pk")
        for name in (
            "edit", "delete", "usage", "history", "history_results", "preview_on_edit", "revisions_view",
            "revisions_revert", "revisions_compare", "revisions_unschedule", "lock", "unlock",
            "workflow_action", "collect_workflow_action_data", "confirm_workflow_cancellation", "workflow_history",
            "workflow_history_detail", "workflow_preview",
        )
    },
    f"{CHOOSER}:chosen": (Piece, "pk"),
    "wagtailadmin_editing_sessions:ping": (Piece, "object_id"),
    **{
        f"wagtailimages:{name}": (NewsPicture, "image_id")
        for name in ("edit", "delete", "image_usage", "edit_multiple", "delete_multiple")
    },
    "wagtailimages_chooser:chosen": (NewsPicture, "pk"),
    **{f"wagtaildocs:{name}": (NewsDocument, "document_id") for name in ("edit", "delete", "document_usage")},
    **{f"wagtaildocs:{name}": (NewsDocument, "doc_id") for name in ("edit_multiple", "delete_multiple")},
    "wagtaildocs_chooser:chosen": (NewsDocument, "pk"),
}  # fmt: skip


def within_reach(user: User, model: type, action: str = "change"):
    """The pieces, pictures or documents a person may open in the editor, or those the person may do more with."""
    return policy_registry.get_by_type(model).instances_user_has_permission_for(user, action)


def is_open(user: User, match: ResolverMatch) -> bool:
    """Whether the address exists for an editor; one that names a row only when the row is within reach."""
    if match.view_name in FOR_EDITORS:
        return True
    if match.view_name not in OF_A_ROW:
        return False
    model, word = OF_A_ROW[match.view_name]
    row = str(match.kwargs.get(word, match.args[0] if match.args else ""))
    if match.kwargs.get("model_name", "piece") != "piece" or not (row.isascii() and row.isdigit() and len(row) < 19):
        return False
    # What was ever before readers leaves by the desk, with a reason (newsroom:take_down)
    action = "delete" if match.view_name == f"{PIECE}:delete" else "change"
    is_there = within_reach(user, model, action).filter(pk=row).exists()
    return is_there and _step_is_of(row, match.kwargs.get("task_state_id"))


def _step_is_of(piece_pk: str, step: int | None) -> bool:
    # Wagtail carries out the step it is given, whichever piece the address names
    of_piece = {"workflow_state__content_type__model": "piece", "workflow_state__object_id": piece_pk}
    return step is None or TaskState.objects.filter(pk=step, **of_piece).exists()


def is_shown_to_readers(document: NewsDocument) -> bool:
    """Whether a published piece carries the document."""
    uses = ReferenceIndex.get_references_to(document).filter(base_content_type__model="piece")
    return Piece.objects.filter(pk__in=[int(use.object_id) for use in uses], live=True).exists()
