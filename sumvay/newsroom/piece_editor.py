"""The editor of pieces in Wagtail: its panels, its list, its chooser, and the gate before each of its views."""

from functools import wraps

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
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
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.models import Revision, WorkflowState
from wagtail.permissions import policy_registry
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from sumvay.newsroom import editor_doors
from sumvay.newsroom.comments_panel import CommentsPanel
from sumvay.newsroom.forms.pieces import PieceForm
from sumvay.newsroom.long_lists import LookingAhead
from sumvay.newsroom.models import Piece
from sumvay.newsroom.piece_filters import PieceFilters
from sumvay.newsroom.selectors.withdrawals import pieces_touched
from sumvay.vietnamese import fold


def pieces_of(user):
    """The pieces a person may open in the editor."""
    return editor_doors.within_reach(user, Piece)


class ChooseOwn(ChooseView):
    """Lists what the person may open, nothing else."""

    paginator_class = LookingAhead

    @property
    def columns(self):
        """The title, and where the piece stands."""
        return [self.title_column, standing_column()]

    def get_object_list(self):
        """Within reach."""
        return with_standing(pieces_of(self.request.user)).order_by("-created_at", "-pk")


class ChooseOwnResults(ChooseResultsView):
    """The same as one types."""

    paginator_class = LookingAhead

    @property
    def columns(self):
        """The title, and where the piece stands."""
        return [self.title_column, standing_column()]

    def get_object_list(self):
        """Within reach."""
        return with_standing(pieces_of(self.request.user)).order_by("-created_at", "-pk")


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
            context["piece"] = self.instance
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
    FieldPanel("translation_of", help_text=_("The Vietnamese original; readers go from one to the other.")),
    FieldPanel("is_lead", help_text=_("Counts at the highest desk only: its pieces lead the front page.")),
    FieldPanel("slug"),
    MultiFieldPanel(
        [FieldPanel("programme", heading=_("programme")), FieldPanel("video_url")], heading=_("Programme and video")
    ),
    MultiFieldPanel(
        [
            FieldPanel("campaign", heading=_("campaign")),
            FieldPanel("topic", heading=_("topic")),
            FieldPanel("paper", heading=_("official paper")),
        ],
        heading=_("Campaign and paper"),
    ),
    MultiFieldPanel([FieldPanel("legal_source")], heading=_("Legal question and answer")),
    MultiFieldPanel([FieldPanel("employer"), FieldPanel("pay")], heading=_("Job offer")),
    FieldPanel("embargo_until"),
    PublishingPanel(),
]
SOURCES = [
    SourcesPanel(heading=_("Sources and consents")),
    MultiFieldPanel(
        [
            FieldPanel("names_hardship"),
            FieldRowPanel([FieldPanel("hardship_person"), FieldPanel("hardship_how")]),
        ],
        heading=_("Illness or hardship in what the desk wrote itself"),
        help_text=_("The person must agree before the piece is published; what units sent in has its consents above."),
    ),
]


def with_standing(pieces):
    """Adds what `standing_of` tells; Wagtail's own column asks twice for every row."""
    own = {
        "base_content_type": ContentType.objects.get_for_model(Piece),
        "object_id": Cast(OuterRef("pk"), CharField(max_length=255)),
    }
    waiting = WorkflowState.objects.filter(**own, status=WorkflowState.STATUS_IN_PROGRESS)
    on_the_clock = Revision.objects.filter(**own, approved_go_live_at__isnull=False)
    standing = {
        "is_waiting": Exists(waiting),
        "is_on_the_clock": Exists(on_the_clock),
        "has_withdrawal": Exists(pieces_touched().filter(pk=OuterRef("pk"))),
    }
    return pieces.select_related("locked_by").annotate(**standing)


def standing_and_lock(piece):
    """Where a piece stands, who has locked it, and whether somebody in it has taken their consent back."""
    words = str(standing_of(piece))
    if piece.locked_by:
        words = _("%(standing)s; locked by %(name)s") % {"standing": words, "name": piece.locked_by.full_name}
    return _("%(standing)s; A CONSENT WAS WITHDRAWN") % {"standing": words} if piece.has_withdrawal else words


def standing_of(piece):
    """Where a piece stands, in two or three words."""
    if piece.is_waiting:
        return _("waiting for approval")
    if piece.is_on_the_clock:
        return _("on the clock")
    if piece.live:
        return _("published, with a newer draft") if piece.has_unpublished_changes else _("published")
    return _("expired") if piece.expired else pgettext_lazy("piece", "draft")


def standing_column():
    """That, in a list of pieces `with_standing`."""
    return Column("standing", label=_("State"), accessor=standing_and_lock)


def unit_in_short(piece):
    """Whose piece it is; a list on a phone has no room for the full name."""
    return piece.unit.short_name or piece.unit.name


class PieceIndex(IndexView):
    """The list, searched by titles with or without accents; sorted by time alone, which has an index."""

    paginator_class = LookingAhead

    def search_queryset(self, queryset):
        """Titles that hold what was typed."""
        return queryset.filter(folded__contains=fold(self.search_query)) if self.is_searching else queryset

    def _get_title_column(self, *args, **kwargs):
        column = super()._get_title_column(*args, **kwargs)
        column.sort_key = None
        return column

    def get_delete_url(self, instance):
        """Offered for drafts only, as the door is open for them only."""
        never_public = not instance.live and instance.first_published_at is None
        return super().get_delete_url(instance) if never_public else None


def may_publish(user, piece):
    """Whether the person publishes this piece alone; where there are steps of approval, they do."""
    return policy_registry.get_by_type(Piece).user_has_permission_for_instance(user, "publish", piece)


class PieceEdit(EditView):
    """The form; Wagtail asks about publishing by the model only, this asks about the piece."""

    def get_available_actions(self):
        """Without publishing where it is not the person's to do."""
        actions = super().get_available_actions()
        return actions if may_publish(self.request.user, self.object) else [a for a in actions if a != "publish"]


class PieceViewSet(SnippetViewSet):
    """The editor of pieces; one gate before every view that names a piece."""

    model = Piece
    icon = "doc-full"
    menu_label = _("Pieces")
    menu_order = 100
    add_to_admin_menu = True
    list_display = [
        "title",
        standing_column(),
        Column("unit", label=_("Unit"), accessor=unit_in_short),
        DateColumn("created_at", label=pgettext_lazy("newsroom", "Begun"), sort_key="created_at"),
    ]
    list_per_page = 50
    filterset_class = PieceFilters
    search_fields = ["folded"]
    index_view_class = PieceIndex
    edit_view_class = PieceEdit
    ordering = ["-created_at", "-id"]
    chooser_viewset_class = PieceChooserViewSet
    copy_view_enabled = False
    edit_handler = TabbedInterface(
        [
            ObjectList(CONTENT, heading=_("Content")),
            ObjectList(PLACING, heading=_("Placing and time")),
            ObjectList(SOURCES, heading=_("Sources and consents")),
            ObjectList([CommentsPanel()], heading=pgettext_lazy("newsroom", "Comments")),
        ],
        base_form_class=PieceForm,
    )

    def get_queryset(self, request):
        """Within reach."""
        return with_standing(pieces_of(request.user).select_related("unit"))

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
