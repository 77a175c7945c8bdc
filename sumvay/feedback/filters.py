"""Filters of the triage desk, kept in the address."""

from functools import reduce
from operator import or_

import django_filters as filters
from django.contrib.postgres.search import SearchQuery
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from sumvay.accounts.models import User
from sumvay.feedback import selectors
from sumvay.feedback.models import ApprovedAnswer, Case, Category, Kind, Reception, search_words
from sumvay.feedback.models.receptions import LEGAL_KINDS
from sumvay.feedback.reading.enterprises import key_of
from sumvay.feedback.reading.personal_data import masked
from sumvay.org.models import Unit
from sumvay.ui.widgets import DateInput
from sumvay.vietnamese import fold

OPEN, ASIDE, RESOLVED, RETURNED = "open", "aside", "resolved", "returned"
VIEWS = [
    (OPEN, _("waiting")),
    (RESOLVED, _("with a result")),
    (ASIDE, _("put aside")),
    (RETURNED, _("letter not delivered")),
]
# Order in each view: urgent first and then by when an answer is owed; what is closed, the newest first
ORDERS = {
    OPEN: ("-is_urgent", "due_at", "pk"),
    RESOLVED: ("-resolved_at", "-pk"),
    ASIDE: ("-put_aside_at", "-pk"),
    RETURNED: ("-received_at", "-pk"),
}
# A letter comes back whatever has become of its message
STANDINGS = {
    OPEN: [search_words.OPEN],
    RESOLVED: [search_words.RESOLVED],
    ASIDE: [search_words.ASIDE],
    RETURNED: [search_words.OPEN, search_words.RESOLVED, search_words.ASIDE],
}
STATES = [choice for choice in Case.State.choices if choice[0] != Case.State.RESOLVED]
WHOSE = [("me", _("in my hands")), ("nobody", _("in nobody's hands"))]


class _Narrowing(filters.FilterSet):
    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked."""
        return any(self.data.get(name) for name in self.base_filters)


class TriageFilter(_Narrowing):
    """View, words, subject, kind, state, whose hands, urgency, lateness and enterprise."""

    q = filters.CharFilter(method="by_words")
    category = filters.ChoiceFilter(method="by_category", choices=Category.choices, empty_label=_("All subjects"))
    kind = filters.ChoiceFilter(choices=Kind.choices, empty_label=_("All kinds"))
    state = filters.ChoiceFilter(choices=STATES, empty_label=_("All states"))
    whose = filters.ChoiceFilter(method="by_hands", choices=WHOSE, empty_label=_("In anybody's hands"))
    urgent = filters.BooleanFilter(method="by_urgency")
    late = filters.BooleanFilter(method="by_lateness")
    enterprise = filters.CharFilter(method="by_enterprise")

    class Meta:
        model = Case
        fields = ["kind", "state"]

    def __init__(self, data, queryset: QuerySet[Case], *, unit: Unit, officer: User):
        """What waits is shown when nothing else is asked; `queryset` holds messages of `unit` alone."""
        super().__init__(data, queryset=queryset)
        self.unit, self.officer = unit, officer
        asked = data.get("view")
        self.view = asked if asked in ORDERS else OPEN

    @cached_property
    def rows(self) -> QuerySet[Case]:
        """The messages asked for, in the order of their view."""
        return self.in_view(self.view)

    def in_view(self, view: str) -> QuerySet[Case]:
        """What another view would show under the same filters."""
        rows = _of_view(self.qs, view).order_by(*ORDERS[view])
        if not self.data.get("q"):
            return rows
        of_unit = (SearchQuery(f"{standing}{self.unit.pk}", config="simple") for standing in STANDINGS[view])
        return rows.filter(words=reduce(or_, of_unit))

    def by_words(self, cases: QuerySet, _name: str, text: str) -> QuerySet:
        """Every word, with or without accents."""
        return cases.alias(words=search_words.SearchWords()).filter(words=SearchQuery(fold(text), config="simple"))

    def by_category(self, cases: QuerySet, _name: str, category: str) -> QuerySet:
        """One of the subjects the message is about."""
        return cases.filter(categories__contains=[category])

    def by_hands(self, cases: QuerySet, _name: str, whose: str) -> QuerySet:
        """In the officer's own hands, or in nobody's."""
        return cases.filter(assigned_to=self.officer if whose == "me" else None)

    def by_urgency(self, cases: QuerySet, _name: str, urgent: bool) -> QuerySet:
        """Urgent ones alone."""
        return cases.filter(is_urgent=True) if urgent else cases

    def by_lateness(self, cases: QuerySet, _name: str, late: bool) -> QuerySet:
        """Those whose answer is owed already."""
        return cases.filter(due_at__lt=timezone.now()) if late else cases

    def by_enterprise(self, cases: QuerySet, _name: str, name: str) -> QuerySet:
        """About one enterprise: the message names it, or the writer works there."""
        return cases.filter(enterprise_key=key_of(name))


class AboveFilter(_Narrowing):
    """Words, unit, subject and why of messages from below."""

    WHYS = (("unanswered", _("nobody answers in time")), ("urgent", _("urgent")))
    # As many as an officer will ever look through
    MOST_FOUND = 1_000

    q = filters.CharFilter(method="by_words")
    unit = filters.CharFilter(method="by_unit")
    category = filters.ChoiceFilter(method="by_category", choices=Category.choices, empty_label=_("All subjects"))
    why = filters.ChoiceFilter(method="by_why", choices=WHYS)

    class Meta:
        model = Case
        fields: list[str] = []

    def by_words(self, cases: QuerySet, _name: str, text: str) -> QuerySet:
        """Every word, with or without accents, of what is shown: what is masked is not found either."""
        words = fold(text).split()
        for word in words:
            cases = cases.filter(folded__contains=word)
        found = cases.values_list("pk", "text")[: self.MOST_FOUND]
        shown = ((pk, fold(masked(said))) for pk, said in found)
        return cases.filter(pk__in=[pk for pk, said in shown if all(word in said for word in words)])

    def by_unit(self, cases: QuerySet, _name: str, name: str) -> QuerySet:
        """Handled by a unit whose name holds this."""
        return cases.filter(unit__in=Unit.objects.filter(folded__contains=fold(name)))

    def by_category(self, cases: QuerySet, _name: str, category: str) -> QuerySet:
        """One of the subjects the message is about."""
        return cases.filter(categories__contains=[category])

    def by_why(self, cases: QuerySet, _name: str, why: str) -> QuerySet:
        """Left unanswered, or urgent."""
        return cases.filter(escalated_at__isnull=False) if why == "unanswered" else cases.filter(is_urgent=True)


class ReceptionFilter(_Narrowing):
    """Words, days, kind and standing of lines of the register."""

    STANDINGS = (("open", _("not settled")), ("uninstructed", _("without an instruction")), ("settled", _("settled")))

    q = filters.CharFilter(method="by_words")
    since = filters.DateFilter("at", "date__gte", widget=DateInput)
    until = filters.DateFilter("at", "date__lte", widget=DateInput)
    kind = filters.ChoiceFilter(choices=LEGAL_KINDS, empty_label=_("All kinds"))
    standing = filters.ChoiceFilter(method="by_standing", choices=STANDINGS, empty_label=_("All states"))

    class Meta:
        model = Reception
        fields = ["kind"]

    def by_words(self, receptions: QuerySet, _name: str, text: str) -> QuerySet:
        """Every word of name, address or content, with or without accents; or the number in the book."""
        number, _slash, year = text.strip().partition("/")
        if number.isdecimal() and year.isdecimal() and len(text) < 16:
            return receptions.filter(number=number, year=year)
        for word in fold(text).split():
            receptions = receptions.filter(folded__contains=word)
        return receptions

    def by_standing(self, receptions: QuerySet, _name: str, standing: str) -> QuerySet:
        """Settled or not, or waiting for the leader's word."""
        waiting = receptions.filter(settled_at=None)
        found = {
            "open": waiting,
            "uninstructed": waiting.filter(instructed_at=None),
            "settled": receptions.exclude(settled_at=None),
        }
        return found[standing]


class LibraryFilter(_Narrowing):
    """Words, subject and state of approved answers."""

    q = filters.CharFilter(method="by_words")
    category = filters.ChoiceFilter(choices=Category.choices, empty_label=_("All subjects"))
    state = filters.ChoiceFilter(choices=ApprovedAnswer.State.choices, empty_label=_("All states"))

    class Meta:
        model = ApprovedAnswer
        fields = ["category", "state"]

    def by_words(self, answers: QuerySet, _name: str, text: str) -> QuerySet:
        """Every word of question or answer, with or without accents."""
        for word in fold(text).split():
            answers = answers.filter(folded__contains=word)
        return answers


def _of_view(cases: QuerySet, view: str) -> QuerySet:
    match view:
        case "aside":
            return cases.filter(put_aside_at__isnull=False)
        case "resolved":
            return cases.filter(state=Case.State.RESOLVED, put_aside_at=None)
        case "returned":
            return selectors.with_letter_returned(cases)
    return cases.filter(resolved_at=None, put_aside_at=None, erased_at=None)
