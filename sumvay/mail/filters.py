"""Filters of the list of letters, kept in the address."""

import django_filters as filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sumvay.mail.models import IN_CONFIDENCE, OutboundMessage

DOUBT = "doubt"


class LetterFilter(filters.FilterSet):
    """Words and state; "doubt" asks for those a person must decide about."""

    q = filters.CharFilter(method="by_words", label=_("Address or subject"))
    state = filters.ChoiceFilter(
        method="by_state",
        label=_("State"),
        empty_label=_("All states"),
        choices=[*OutboundMessage.State.choices, (DOUBT, _("not known whether it arrived"))],
    )

    class Meta:
        model = OutboundMessage
        fields = []

    def by_words(self, letters: QuerySet, name: str, words: str) -> QuerySet:
        """Letters whose address or subject holds what was typed; a subject that is not shown is not found either."""
        shown = Q(subject__icontains=words) & ~Q(about__startswith=IN_CONFIDENCE)
        return letters.filter(Q(recipient__icontains=words) | shown)

    def by_state(self, letters: QuerySet, name: str, state: str) -> QuerySet:
        """Letters in one state."""
        if state == DOUBT:
            return letters.filter(in_doubt=True)
        return letters.filter(state=state)
