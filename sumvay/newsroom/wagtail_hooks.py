"""Wagtail's editor as our editors meet it: pieces of their own units, our menu, nothing that leads outside."""

from django.http import Http404
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea
from wagtail.log_actions import get_active_log_context
from wagtail.models import WorkflowState
from wagtail.signals import (
    published,
    task_submitted,
    unpublished,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)
from wagtail.snippets.action_menu import PublishMenuItem
from wagtail.snippets.models import register_snippet

from sumvay.newsroom import editor_doors, link_dialogues, services
from sumvay.newsroom.models import NewsDocument, Piece
from sumvay.newsroom.piece_editor import PieceViewSet, may_publish
from sumvay.newsroom.selectors import comments
from sumvay.newsroom.services import approval_notices

HIDDEN_MENUS = {"explorer", "help", "reports", "settings", "snippets"}
PANELS_OF_THE_HOME = {"workflow_objects_to_moderate", "user_objects_in_workflow_moderation"}

register_snippet(PieceViewSet)
link_dialogues.name_the_fields()


@hooks.register("construct_main_menu")
def only_what_editors_use(request, menu_items):
    """Pieces, pictures, documents, and the way back."""
    menu_items[:] = [item for item in menu_items if item.name not in HIDDEN_MENUS]


@hooks.register("register_admin_menu_item")
def way_back():
    """To the desk of the house."""
    return MenuItem(_("Back to the desk"), reverse("newsroom:desk"), icon_name="arrow-left", order=1000)


@hooks.register("register_admin_menu_item")
def style_help():
    """Remarks on a text, in the house's own screen."""
    return MenuItem(_("Style help"), reverse("newsroom:style"), icon_name="help", order=900)


@hooks.register("construct_snippet_action_menu")
def publishing_as_posts_have_it(menu_items, request, context):
    """Wagtail looks for a permission of a group, and takes a piece off the portal without a reason; the desk asks."""
    menu_items[:] = [item for item in menu_items if item.name not in {"action-unpublish", "action-publish"}]
    piece = context.get("instance")
    if isinstance(piece, Piece) and not context.get("locked_for_user") and may_publish(request.user, piece):
        menu_items.append(PublishMenuItem(order=60))


@hooks.register("before_edit_snippet")
def open_comments_are_said(request, piece):
    """Who publishes with comments nobody has dealt with knows it; publishing is not kept from them."""
    said = comments.open_comments(piece) if request.method == "GET" and isinstance(piece, Piece) else 0
    if said:
        warning = ngettext(
            "%(count)s comment on this piece has not been dealt with.",
            "%(count)s comments on this piece have not been dealt with.",
            said,
        )
        messages.warning(request, warning % {"count": said})


@hooks.register("construct_homepage_panels")
def only_what_waits(request, panels):
    """What waits for the editor's approval, and what the editor has handed in; there are no pages."""
    panels[:] = [panel for panel in panels if panel.name in PANELS_OF_THE_HOME]


@hooks.register("register_admin_search_area")
def search_of_pieces():
    """The search of the sidebar; Wagtail's own looks for pages, of which there are none."""
    return SearchArea(_("Pieces"), reverse(f"{editor_doors.PIECE}:list"), icon_name="doc-full", order=1)


@hooks.register("insert_global_admin_css")
def our_looks():
    """Our letters and colour, and without the boxes of closed bulk actions."""
    sheets = [[static(name)] for name in ("ui/css/fonts.css", "newsroom/editor.css")]
    return format_html_join("", '<link rel="stylesheet" href="{}">', sheets)


@hooks.register("register_rich_text_features", order=100)
def links_lead_to_addresses(features):
    """There are no pages to choose from, so the link dialogue begins with an address."""
    # Asking the registry for it would begin its search for features anew
    link = features.plugins_by_editor["draftail"]["link"]
    link.data["chooserUrls"] = {
        "pageChooser": reverse("wagtailadmin_choose_page_external_link"),
        "externalLinkChooser": reverse("wagtailadmin_choose_page_external_link"),
        "emailLinkChooser": reverse("wagtailadmin_choose_page_email_link"),
        "phoneLinkChooser": reverse("wagtailadmin_choose_page_phone_link"),
        "anchorLinkChooser": reverse("wagtailadmin_choose_page_anchor_link"),
    }


@hooks.register("before_serve_document")
def only_published_documents(document, request):
    """Readers get what a published piece shows; drafts' documents are for their editors."""
    if editor_doors.is_shown_to_readers(document):
        return
    if not (request.user.is_authenticated and editor_doors.within_reach(request.user, NewsDocument).contains(document)):
        raise Http404


def list_published(instance, **told):
    """With those below, the only listeners of the house: whichever way Wagtail published, readers find it."""
    services.list_piece(actor=get_active_log_context().user, piece=instance, now=timezone.now())


def unlist_unpublished(instance, **told):
    """And find it no longer."""
    services.unlist_piece(actor=get_active_log_context().user, piece=instance, now=timezone.now())


def approvers_are_told(instance, user=None, **told):
    """A step of approval begins, whichever button began it."""
    approval_notices.tell_approvers(step=instance, by=user, now=timezone.now())


def the_writer_reads_the_remark(instance, user=None, **told):
    """A piece was returned."""
    approval_notices.tell_returned(state=instance, by=user, now=timezone.now())


def the_writer_learns_of_approval(instance, user=None, **told):
    """The last step was given."""
    approval_notices.tell_approved(state=instance, by=user, now=timezone.now())


task_submitted.connect(approvers_are_told, dispatch_uid="newsroom.approvers_are_told")
workflow_rejected.connect(the_writer_reads_the_remark, dispatch_uid="newsroom.the_writer_reads_the_remark")
workflow_approved.connect(the_writer_learns_of_approval, dispatch_uid="newsroom.the_writer_learns_of_approval")
# Wagtail's own letters are in English and sent while one waits
SILENCED = {workflow_submitted: "submitted", workflow_rejected: "rejected", workflow_approved: "approved"}
for state, word in SILENCED.items():
    state.disconnect(sender=WorkflowState, dispatch_uid=f"workflow_state_{word}_email_notification")
published.connect(list_published, sender=Piece, dispatch_uid="newsroom.list_published")
unpublished.connect(unlist_unpublished, sender=Piece, dispatch_uid="newsroom.unlist_unpublished")
