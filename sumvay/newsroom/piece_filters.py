"""The filter of the editor's list of pieces: what waits, is on the clock, is locked, is a draft, is published."""

import django_filters
from django.db.models import BigIntegerField, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Revision, WorkflowState

from sumvay.newsroom.models import Piece
from sumvay.newsroom.selectors.withdrawals import pieces_touched

STANDINGS = [
    ("waiting", _("waiting for approval")),
    ("clock", _("on the clock")),
    ("locked", pgettext_lazy("piece", "locked")),
    ("draft", pgettext_lazy("piece", "draft")),
    ("published", _("published")),
    ("withdrawn", _("a consent was withdrawn")),
]


class PieceFilters(WagtailFilterSet):
    """One choice: where pieces stand. Stands for Wagtail's reports of workflows and locks, which know no units."""

    standing = django_filters.ChoiceFilter(label=_("State"), method="narrow", choices=STANDINGS, empty_label=_("All"))

    class Meta:
        model = Piece
        fields = []

    def narrow(self, pieces: QuerySet, _name: str, standing: str) -> QuerySet:
        """From the few that stand so to their pieces, never from a million pieces to the few."""
        return pieces.filter(
            **{
                "waiting": {"pk__in": _named_by(WorkflowState.objects.filter(status="in_progress"))},
                "clock": {"pk__in": _named_by(Revision.objects.filter(approved_go_live_at__isnull=False))},
                "locked": {"locked": True},
                "draft": {"live": False, "first_published_at": None, "is_waiting": False, "is_on_the_clock": False},
                "published": {"live": True},
                "withdrawn": {"pk__in": pieces_touched().values("pk")},
            }[standing]
        )


def _named_by(rows: QuerySet) -> QuerySet:
    of_pieces = rows.filter(base_content_type__app_label="newsroom", base_content_type__model="piece")
    return of_pieces.values(number=Cast("object_id", BigIntegerField()))
