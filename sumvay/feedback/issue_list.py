"""The list of issues: what narrows and sorts it, how figures of those below are said, and the sheet of it."""

from datetime import datetime

import django_filters as filters
from django.db.models import F, QuerySet
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from sumvay.documents import services as documents
from sumvay.feedback import selectors
from sumvay.feedback.models import Category, Issue
from sumvay.org.models import Unit
from sumvay.ui.templatetags.ui import figure
from sumvay.vietnamese import fold, format_date

State = Issue.State
WAITING = "waiting"
STATES = [(WAITING, gettext_lazy("without an answer")), *State.choices]
UNANSWERED = [State.PROPOSED, State.OPEN, State.RAISED]
SORTS = {"title": F("title"), "cases": F("cases_behind"), "since": F("created_at"), "owed": F("owed")}
MOST_ROWS = 5_000


class IssueFilter(filters.FilterSet):
    """Words, subject, state and lateness."""

    q = filters.CharFilter(method="by_words")
    category = filters.ChoiceFilter(choices=Category.choices, empty_label=gettext_lazy("All subjects"))
    state = filters.ChoiceFilter(method="by_state", choices=STATES, empty_label=gettext_lazy("All states"))
    late = filters.BooleanFilter(method="by_lateness")

    class Meta:
        model = Issue
        fields = ["category"]

    def __init__(self, data, queryset: QuerySet[Issue]):
        """What has no answer is shown until a state is asked; "all" is asked by an empty one."""
        asked = data.copy()
        asked.setdefault("state", WAITING)
        super().__init__(asked, queryset=queryset)

    @property
    def rows(self) -> QuerySet[Issue]:
        """The issues asked for; as they are sorted, else what is owed first, then the oldest."""
        asked = self.data.get("sort", "")
        key = SORTS.get(asked.removeprefix("-"))
        if key is None:
            return self.qs.order_by(F("owed").asc(nulls_last=True), "created_at", "pk")
        ordered = key.desc(nulls_last=True) if asked.startswith("-") else key.asc(nulls_last=True)
        return self.qs.order_by(ordered, "pk")

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked."""
        return any(self.data.get(name) for name in self.base_filters if name != "state")

    def by_words(self, issues: QuerySet, _name: str, text: str) -> QuerySet:
        """Every word of the title or the enterprise, with or without accents; a unit has few issues."""
        words = fold(text).split()
        told = issues.values_list("pk", "title", "enterprise")
        return issues.filter(pk__in=[pk for pk, *said in told if all(word in fold(" ".join(said)) for word in words)])

    def by_state(self, issues: QuerySet, _name: str, state: str) -> QuerySet:
        """One state, or all that wait for an answer."""
        return issues.filter(state__in=UNANSWERED if state == WAITING else [state])

    def by_lateness(self, issues: QuerySet, _name: str, late: bool) -> QuerySet:
        """Those whose day is over."""
        return issues.filter(owed__lt=localdate()) if late else issues


def days_waiting(issue: Issue, now: datetime) -> int:
    """How many days it has waited, or waited until it was answered."""
    return (localdate(issue.answered_at or now) - localdate(issue.created_at)).days


def said_of(told: selectors.Behind, number: int) -> str:
    """A figure as this level may read it: "12", "dưới 5", or "12 + dưới 5" when a line below speaks for few."""
    few = _("under 5")
    if not told.veiled:
        return figure(number)
    return f"{figure(number)} + {few}" if number else few


def issue_sheet(issues: QuerySet[Issue], *, unit: Unit, now: datetime) -> bytes:
    """The issues in the order given, as .xlsx; what speaks for fewer than five people below is not told apart."""
    columns = [
        (_("No."), "number"), (_("Issue"), "text"), (_("About"), "text"), (_("State"), "text"),
        (_("Messages"), "text"), (pgettext("issue", "Members"), "text"), (pgettext("issue", "Units"), "text"),
        (_("Since"), "date"),
        (_("Days waiting"), "number"), (_("Answer owed by"), "date"), (_("Answered on"), "date"),
        (_("Answered by"), "text"),
    ]  # fmt: skip
    rows = list(issues)
    told = selectors.behind([issue.pk for issue in rows])
    return documents.make_workbook(
        title=_("Issues of members"),
        subtitle=f"{unit.name}, {format_date(localdate(now))}",
        columns=columns,
        rows=[_row(number, issue, told[issue.pk], now) for number, issue in enumerate(rows, 1)],
    )


def _row(number: int, issue: Issue, told: selectors.Behind, now: datetime) -> list:
    return [
        number, issue.title, capfirst(issue.get_category_display()), capfirst(issue.get_state_display()),
        *(said_of(told, count) for count in (told.cases, told.members, told.units)), localdate(issue.created_at),
        days_waiting(issue, now), issue.owed, localdate(issue.answered_at) if issue.answered_at else None,
        issue.answered_unit.name if issue.answered_unit else "",
    ]  # fmt: skip
