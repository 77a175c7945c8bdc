"""A synthesis in words: its tables, the plot of its weeks, the rows of its sheet."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from sumvay.feedback.models import Case, Category, Kind
from sumvay.feedback.selectors.periods import Period
from sumvay.feedback.selectors.synthesis import KEPT, LATE, OTHER_PLACES, WAITING, Line, Synthesis
from sumvay.feedback.selectors.veils import FEW, OPEN, Told
from sumvay.ui.moments import format_moment
from sumvay.ui.templatetags.ui import figure
from sumvay.vietnamese import format_date


@dataclass(frozen=True)
class Row:
    """One row of a table as it is read: messages, members, messages of the period before, change; and its figures."""

    name: str
    cases: str
    people: str
    before: str
    change: str
    line: Line


@dataclass(frozen=True)
class Table:
    """A table with its title and what its first column is."""

    title: str
    axis: str
    rows: list[Row]


def tables_of(told: Synthesis) -> list[Table]:
    """By subject, kind, place, kind of unit, sector, door and answer; each ends with all messages."""
    titles = {
        "category": (_("By subject"), _("About")),
        "kind": (_("By kind"), _("Kind")),
        "place": (_("By place named"), _("Place named")),
        "unit_kind": (_("By kind of unit"), _("Kind of unit")),
        "sector": (_("By sector"), _("Sector")),
        "door": (_("By the way they came in"), _("Way")),
        "answer": (_("By when they were answered"), _("First answer")),
    }
    words = _words()
    last = row_of(told.total, _("All"))
    return [
        Table(*title, [*(row_of(line, _name(name, line.key, words)) for line in told.lines[name]), last])
        for name, title in titles.items()
        if name != "sector" or any(line.key for line in told.lines[name])
    ]


def row_of(line: Line, name: str) -> Row:
    """A line as it is read."""
    now, before = line.now, line.before
    figures = said(now, now.cases), said(now, now.people), said(before, before.cases), _change(line)
    return Row(capfirst(name), *figures, line)


def said(told: Told, number: int | None) -> str:
    """A figure, or why it is not told."""
    if told.veil == OPEN:
        return figure(number)
    return _("under 5") if told.veil == FEW else _("not told")


def trend(told: Synthesis, period: Period, *, now: datetime) -> dict:
    """The weeks or months as `ui/chart.html` draws them; a veiled one is left empty."""
    note = _("%(period)s, as of %(moment)s; weeks in which fewer than five people wrote are left empty")
    if period.goes_by_month:
        note = _("%(period)s, as of %(moment)s; months in which fewer than five people wrote are left empty")
    return {
        "kind": "line",
        "title": finding(told, period),
        "labels": [step_label(day, period) for day, _told in told.steps],
        "series": [{"name": _("Messages"), "values": [step.cases for _day, step in told.steps], "tone": "blue"}],
        "unit": _("messages"),
        "note": note % {"period": capfirst(period.title), "moment": format_moment(now)},
        "axis": _("Month") if period.goes_by_month else _("Week from"),
    }


def step_label(day: date, period: Period) -> str:
    """A week or month as it stands below a plot: "12/10", "10/2026"."""
    return f"{day:%m/%Y}" if period.goes_by_month else f"{day:%d/%m}"


def finding(told: Synthesis, period: Period) -> str:
    """What the weeks or months tell, in one sentence."""
    known = [(step.cases, day) for day, step in told.steps if step.cases]
    if not known and period.goes_by_month:
        return _("In no month did five people or more write")
    if not known:
        return _("In no week did five people or more write")
    most, day = max(known, key=lambda one: (one[0], one[1]))
    if period.goes_by_month:
        words = ngettext(
            "Most was written in month %(day)s: %(count)s message",
            "Most was written in month %(day)s: %(count)s messages",
            most,
        )
    else:
        words = ngettext(
            "Most was written in the week from %(day)s: %(count)s message",
            "Most was written in the week from %(day)s: %(count)s messages",
            most,
        )
    return words % {"day": step_label(day, period), "count": figure(most)}


def sheet_columns() -> list[tuple[str, Literal["text"]]]:
    """The heads of the one sheet of all tables; figures are texts, since some are veiled."""
    heads = [
        _("Table"), _("Group"), _("Messages"), pgettext("issue", "Members"), _("Period before"), _("More or fewer"),
        pgettext("issue", "Units"),
    ]  # fmt: skip
    return [(head, "text") for head in heads]


def sheet_rows(told: Synthesis, period: Period) -> list[list[str]]:
    """All tables, the weeks or months and the issues below each other."""
    rows = [
        [table.title, row.name, row.cases, row.people, row.before, row.change, ""]
        for table in tables_of(told)
        for row in table.rows
    ]
    by_step = _("By month") if period.goes_by_month else _("By week")
    steps = [(format_date(day), said(step, step.cases), said(step, step.people)) for day, step in told.steps]
    rows += [[by_step, *step, "", "", ""] for step in steps]
    heading = _("Issues most people are behind")
    rows += [
        [heading, one.title, figure(one.cases), figure(one.members), "", "", figure(one.units)] for one in told.issues
    ]
    return rows


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
        "unit_kind": {},
        "sector": {"": _("no sector union")},
        "door": dict(Case.Door.choices),
        "answer": {
            KEPT: _("within the time promised"),
            LATE: _("later"),
            WAITING: _("not yet answered"),
        },
    }


def _name(table: str, key: str, words: dict[str, dict]) -> str:
    return str(words[table].get(key, key))
