"""Filters of the register of papers, kept in the address."""

from decimal import Decimal

import django_filters as filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sumvay.documents.models import OfficialPaper
from sumvay.documents.searching import with_words

Direction = OfficialPaper.Direction
FIRST_YEAR, LAST_YEAR = 1900, 2999
LOOKED_AT = [("unconfirmed", _("to be checked")), ("confirmed", _("checked"))]
OWN_STATES = [choice for choice in OfficialPaper.State.choices if choice[0] != OfficialPaper.State.RECEIVED]


class PaperFilter(filters.FilterSet):
    """Direction, words, kind, state and year."""

    direction = filters.ChoiceFilter(choices=Direction.choices)
    q = filters.CharFilter(method="by_words", label=_("Number, subject, issuer"))
    doc_type = filters.ChoiceFilter(
        choices=OfficialPaper.DocType.choices, label=pgettext_lazy("paper", "Type"), empty_label=_("All types of paper")
    )
    state = filters.ChoiceFilter(method="by_state", label=_("State"), empty_label=_("All states"))
    year = filters.NumberFilter(method="by_year", label=_("Year"))
    sort = filters.OrderingFilter(fields={"issued_on": "date", "arrived_on": "arrived"})

    class Meta:
        model = OfficialPaper
        fields = ["direction", "doc_type"]

    def __init__(self, data, queryset):
        """Papers received are shown first when nothing is asked."""
        asked = data.copy()
        if asked.get("direction") not in Direction.values:
            asked["direction"] = Direction.IN.value
        super().__init__(asked, queryset=queryset)
        self.direction = asked["direction"]
        choices = LOOKED_AT if self.direction == Direction.IN else OWN_STATES
        self.filters["state"].extra["choices"] = choices

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the direction was asked."""
        return any(self.data.get(name) for name in ("q", "doc_type", "state", "year"))

    def by_words(self, papers: QuerySet, _name: str, text: str) -> QuerySet:
        """Every word, with or without accents."""
        return with_words(papers, text)

    def by_state(self, papers: QuerySet, _name: str, state: str) -> QuerySet:
        """Own papers by where they stand, received ones by whether somebody checked them."""
        if self.direction == Direction.IN:
            return papers.filter(confirmed_at__isnull=state == "unconfirmed")
        return papers.filter(state=state)

    def by_year(self, papers: QuerySet, _name: str, year: Decimal) -> QuerySet:
        """The year of arrival, of the paper's own date, or in which a draft was begun."""
        if not FIRST_YEAR <= year <= LAST_YEAR or year != int(year):
            return papers.none()
        begun = Q(arrived_on=None, issued_on=None, created_at__year=year)
        return papers.filter(Q(arrived_on__year=year) | Q(arrived_on=None, issued_on__year=year) | begun)
