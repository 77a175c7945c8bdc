"""A synthesis in words: its tables, the plot of its weeks and the sheet to keep."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from sumvay.documents import services as documents
from sumvay.feedback.models import Case, Category, Kind
from sumvay.feedback.periods import Period
from sumvay.feedback.reading.personal_data import masked
from sumvay.feedback.selectors.synthesis import KEPT, LATE, OTHER_PLACES, WAITING, Line, Synthesis, TopIssue
from sumvay.feedback.selectors.veils import FEW, OPEN, Told
from sumvay.org.models import Unit
from sumvay.ui.moments import format_moment
from sumvay.ui.templatetags.ui import figure
from sumvay.vietnamese import format_date


@dataclass(frozen=True)
class Row:
    """One row of a table as it is read: messages, members, messages of the period before, change."""

    name: str
    cases: str
    people: str
    before: str
    change: str


@dataclass(frozen=True)
class Table:
    """A table with its title and what its first column is."""

    title: str
    axis: str
    rows: list[Row]


def tables_of(told: Synthesis) -> list[Table]:
    """By subject, kind, place, door and answer; each ends with all messages."""
    titles = {
        "category": (_("By subject"), _("About")),
        "kind": (_("By kind"), _("Kind")),
        "place": (_("By place named"), _("Place named")),
        "door": (_("By the way they came in"), _("Way")),
        "answer": (_("By when they were answered"), _("First answer")),
    }
    words = _words()
    last = row_of(told.total, _("All"))
    return [
        Table(*titles[name], [*(row_of(line, _name(name, line.key, words)) for line in lines), last])
        for name, lines in told.lines.items()
    ]


def row_of(line: Line, name: str) -> Row:
    """A line as it is read."""
    now, before = line.now, line.before
    return Row(capfirst(name), said(now, now.cases), said(now, now.people), said(before, before.cases), _change(line))


def said(told: Told, number: int | None) -> str:
    """A figure, or why it is not told."""
    if told.veil == OPEN:
        return figure(number)
    return _("under 5") if told.veil == FEW else _("not told")


def trend(told: Synthesis, period: Period, *, now: datetime) -> dict:
    """The weeks as `ui/chart.html` draws them; a veiled week is left empty."""
    return {
        "kind": "line",
        "title": finding(told),
        "labels": [f"{day:%d/%m}" for day, _told in told.weeks],
        "series": [{"name": _("Messages"), "values": [week.cases for _day, week in told.weeks], "tone": "blue"}],
        "unit": _("messages"),
        "note": _("%(period)s, as of %(moment)s; weeks in which fewer than five people wrote are left empty")
        % {"period": capfirst(period.title), "moment": format_moment(now)},
        "axis": _("Week from"),
    }


def finding(told: Synthesis) -> str:
    """What the weeks tell, in one sentence."""
    known = [(week.cases, day) for day, week in told.weeks if week.cases]
    if not known:
        return _("In no week did five people or more write")
    most, day = max(known, key=lambda one: (one[0], one[1]))
    words = ngettext(
        "Most was written in the week from %(day)s: %(count)s message",
        "Most was written in the week from %(day)s: %(count)s messages",
        most,
    )
    return words % {"day": f"{day:%d/%m}", "count": figure(most)}


def titled(one: TopIssue) -> str:
    """An issue's title without anybody's data."""
    return masked(one.issue.title)


def synthesis_sheet(told: Synthesis, *, unit: Unit, period: Period, now: datetime) -> bytes:
    """All tables in one sheet, as .xlsx; what is veiled on the page is veiled here."""
    columns = [
        (_("Table"), "text"), (_("Group"), "text"), (_("Messages"), "text"), (pgettext("issue", "Members"), "text"),
        (_("Period before"), "text"), (_("More or fewer"), "text"), (pgettext("issue", "Units"), "text"),
    ]  # fmt: skip
    rows = [
        [table.title, row.name, row.cases, row.people, row.before, row.change, ""]
        for table in tables_of(told)
        for row in table.rows
    ]
    weeks = [(format_date(day), said(week, week.cases), said(week, week.people)) for day, week in told.weeks]
    rows += [[_("By week"), *week, "", "", ""] for week in weeks]
    rows += [
        [_("Issues most people are behind"), titled(one), figure(one.cases), figure(one.members), "", "",
         figure(one.units)]
        for one in told.issues
    ]  # fmt: skip
    return documents.make_workbook(
        title=_("Synthesis of members' messages"),
        subtitle=f"{unit.name}, {period.title}, {format_date(localdate(now))}",
        columns=columns,
        rows=rows,
    )


def _change(line: Line) -> str:
    change = line.change
    if not change:
        return figure(change)
    return ("+" if change > 0 else "−") + figure(abs(change))


def _words() -> dict[str, dict]:
    return {
        "category": dict(Category.choices),
        "kind": dict(Kind.choices),
        "place": {"": _("no place named"), OTHER_PLACES: _("other places")},
        "door": dict(Case.Door.choices),
        "answer": {
            KEPT: _("within 24 hours (urgent ones within two)"),
            LATE: _("later"),
            WAITING: _("not yet answered"),
        },
    }


def _name(table: str, key: str, words: dict[str, dict]) -> str:
    return str(words[table].get(key, key))
