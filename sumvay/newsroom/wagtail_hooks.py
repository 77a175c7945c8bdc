"""Wagtail's editor as our editors meet it: pieces of their own units, our menu, nothing that leads outside."""

from functools import wraps

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenView,
)
from wagtail.snippets.views.snippets import SnippetViewSet

from sumvay.newsroom.models import Piece

HIDDEN_MENUS = {"explorer", "help", "reports", "settings", "snippets"}


def pieces_of(user):
    """The pieces a person may open in the editor."""
    return policy_registry.get_by_type(Piece).instances_user_has_permission_for(user, "change")


class ChooseOwn(ChooseView):
    """Lists what the person may open, nothing else."""

    def get_object_list(self):
        """Within reach."""
        return pieces_of(self.request.user).order_by("-created_at", "-pk")


class ChooseOwnResults(ChooseResultsView):
    """The same as one types."""

    def get_object_list(self):
        """Within reach."""
        return pieces_of(self.request.user).order_by("-created_at", "-pk")


class ChosenOwn(SnippetChosenView):
    """One that was chosen; 404 for what the person may not see."""

    def get_object(self, pk):
        """Within reach."""
        found = pieces_of(self.request.user).filter(pk=pk).first()
        if found is None:
            raise Http404
        return found


class PieceChooserViewSet(SnippetChooserViewSet):
    """Choosing a piece, as the episode's programme for one."""

    choose_view_class = ChooseOwn
    choose_results_view_class = ChooseOwnResults
    chosen_view_class = ChosenOwn
    register_widget = True


CONTENT = [
    FieldPanel("kicker"),
    FieldPanel("title"),
    FieldPanel("standfirst"),
    FieldPanel("picture"),
    FieldPanel("body"),
    FieldRowPanel([FieldPanel("byline"), FieldPanel("place"), FieldPanel("happened_on")]),
]
PLACING = [
    FieldRowPanel([FieldPanel("kind"), FieldPanel("genre"), FieldPanel("section"), FieldPanel("language")]),
    FieldPanel("is_lead"),
    FieldPanel("slug"),
    MultiFieldPanel([FieldPanel("programme"), FieldPanel("video_url")], heading=_("Programme and video")),
    MultiFieldPanel([FieldPanel("legal_source")], heading=_("Legal question and answer")),
    MultiFieldPanel([FieldPanel("employer"), FieldPanel("pay")], heading=_("Job offer")),
    FieldPanel("embargo_until"),
    PublishingPanel(),
]


class PieceViewSet(SnippetViewSet):
    """The editor of pieces; one gate before every view that names a piece."""

    model = Piece
    icon = "doc-full"
    menu_label = _("Pieces")
    menu_order = 100
    add_to_admin_menu = True
    list_display = ["title", "unit", "created_at"]
    list_per_page = 50
    ordering = ["-created_at", "-id"]
    chooser_viewset_class = PieceChooserViewSet
    copy_view_enabled = False
    edit_handler = TabbedInterface(
        [ObjectList(CONTENT, heading=_("Content")), ObjectList(PLACING, heading=_("Placing and time"))]
    )

    def get_queryset(self, request):
        """Within reach."""
        return pieces_of(request.user).select_related("unit")

    def construct_view(self, view_class, **kwargs):
        """Wagtail asks about the model only; this asks about the piece."""
        view = super().construct_view(view_class, **kwargs)

        @wraps(view)
        def gated(request, *args, **given):
            pk = given.get("pk", args[0] if args else None)
            if pk is not None and not self.get_queryset(request).filter(pk=pk).exists():
                raise Http404
            return view(request, *args, **given)

        return gated


register_snippet(PieceViewSet)


@hooks.register("construct_main_menu")
def only_what_editors_use(request, menu_items):
    """Pieces, pictures, documents, and the way back."""
    menu_items[:] = [item for item in menu_items if item.name not in HIDDEN_MENUS]


@hooks.register("register_admin_menu_item")
def way_back():
    """To the desk of the house."""
    return MenuItem(_("Back to the desk"), reverse("newsroom:desk"), icon_name="arrow-left", order=1)
