"""The editor of pieces in Wagtail: its panels, its list, its chooser, and the gate before each of its views."""

from functools import wraps

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column, DateColumn, LiveStatusTagColumn
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from sumvay.newsroom import editor_doors
from sumvay.newsroom.forms.pieces import PieceForm
from sumvay.newsroom.models import Piece
from sumvay.vietnamese import fold


def pieces_of(user):
    """The pieces a person may open in the editor."""
    return editor_doors.within_reach(user, Piece)


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
        found = pieces_of(self.request.user).filter(pk=pk).first() if str(pk).isdecimal() else None
        if found is None:
            raise Http404
        return found


class ChosenOwnMultiple(SnippetChosenMultipleView):
    """Several that were chosen; what the person may not see is left out."""

    def get_objects(self, pks):
        """Within reach."""
        return pieces_of(self.request.user).filter(pk__in=[pk for pk in pks if pk.isdecimal()])


class PieceChooserViewSet(SnippetChooserViewSet):
    """Choosing a piece, as the episode's programme for one."""

    choose_view_class = ChooseOwn
    choose_results_view_class = ChooseOwnResults
    chosen_view_class = ChosenOwn
    chosen_multiple_view_class = ChosenOwnMultiple
    register_widget = True


class SourcesPanel(Panel):
    """Who sent what the piece is made of, and who agreed to be shown; kept in sight while one edits."""

    class BoundPanel(Panel.BoundPanel):
        """The sources of one piece."""

        template_name = "newsroom/editor/sources.html"

        def get_context_data(self, parent_context=None):
            """Sources with their contributions, photos and consents."""
            context = super().get_context_data(parent_context)
            sources = self.instance.sources.order_by("at", "pk") if self.instance.pk else self.instance.sources.none()
            context["sources"] = sources.select_related("contribution__unit", "contribution__author").prefetch_related(
                "contribution__consents__photo", "contribution__photos"
            )
            return context


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
    MultiFieldPanel(
        [FieldPanel("programme", heading=_("programme")), FieldPanel("video_url")], heading=_("Programme and video")
    ),
    MultiFieldPanel([FieldPanel("legal_source")], heading=_("Legal question and answer")),
    MultiFieldPanel([FieldPanel("employer"), FieldPanel("pay")], heading=_("Job offer")),
    FieldPanel("embargo_until"),
    PublishingPanel(),
]
SOURCES = [SourcesPanel(heading=_("Sources and consents"))]


class PieceIndex(IndexView):
    """The list, searched by titles with or without accents."""

    def search_queryset(self, queryset):
        """Titles that hold what was typed."""
        return queryset.filter(folded__contains=fold(self.search_query)) if self.is_searching else queryset


class PieceViewSet(SnippetViewSet):
    """The editor of pieces; one gate before every view that names a piece."""

    model = Piece
    icon = "doc-full"
    menu_label = _("Pieces")
    menu_order = 100
    add_to_admin_menu = True
    list_display = [
        "title",
        LiveStatusTagColumn(),
        Column("unit", label=_("Unit"), accessor="unit.name", sort_key="unit__sort_key"),
        DateColumn("created_at", label=pgettext_lazy("newsroom", "Begun"), sort_key="created_at"),
    ]
    list_per_page = 50
    search_fields = ["folded"]
    index_view_class = PieceIndex
    ordering = ["-created_at", "-id"]
    chooser_viewset_class = PieceChooserViewSet
    copy_view_enabled = False
    edit_handler = TabbedInterface(
        [
            ObjectList(CONTENT, heading=_("Content")),
            ObjectList(PLACING, heading=_("Placing and time")),
            ObjectList(SOURCES, heading=_("Sources and consents")),
        ],
        base_form_class=PieceForm,
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
