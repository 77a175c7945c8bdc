"""The two plots of a board, as `ui/chart.html` draws them."""

from datetime import date, timedelta

from django.utils.formats import time_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sumvay.dashboard.board import Board, Row
from sumvay.dashboard.sentences import progress_sentence, states_sentence
from sumvay.ui.templatetags.ui import figure

MOST_BRANCHES = 12
LONGEST_SPAN = 60


def main_plot(board: Board) -> dict:
    """The one plot of a home: units by state, or progress by day where every branch is one unit."""
    return progress_by_day(board) if board.are_single_units else units_by_state(board)


def progress_by_day(board: Board) -> dict:
    """How many units were done at the end of each day since the issue, beside how many received it."""
    today = localdate(board.at)
    days = _days(board, today)
    done, reached = 0, []
    earlier = sum(n for day, n in board.total.done_on.items() if day < days[0])
    for day in days:
        done += board.total.done_on.get(day, 0)
        reached.append(earlier + done)
    return {
        "kind": "line",
        "title": progress_sentence(board, today),
        "labels": [f"{day:%d/%m}" for day in days],
        "series": [
            {"name": pgettext("units", "Done"), "values": reached, "tone": "leaf"},
            {
                "name": _("Received"),
                "values": [board.total.addressed] * len(days),
                "tone": "faint",
                "dashed": True,
            },
        ],
        "unit": _("units"),
        "note": as_of(board),
        "axis": _("Day"),
    }


def units_by_state(board: Board) -> dict:
    """Units by state, stacked by branch: the twelve branches with the most silence, those first."""
    rows = sorted(board.branches, key=lambda row: (-row.figures.silent, -row.figures.unfinished))
    drawn = rows[:MOST_BRANCHES]
    shown = [row.figures for row in drawn]
    series = [
        {"name": pgettext("units", "Done"), "values": [f.done for f in shown], "tone": "leaf"},
        {"name": _("In progress"), "values": [f.doing for f in shown], "tone": "blue"},
        {"name": _("Not answered"), "values": [f.silent for f in shown], "tone": "mai"},
        {"name": _("Not applicable"), "values": [f.not_applicable for f in shown], "tone": "faint"},
    ]
    left_out = len(rows) - len(drawn)
    note = as_of(board)
    if left_out:
        note += ". " + _("%(count)s more branches with less silence are not drawn.") % {"count": figure(left_out)}
    return {
        "kind": "hstack",
        "title": states_sentence(board),
        "labels": [_brief_name(row) for row in drawn],
        "series": [one for one in series if any(one["values"])],
        "unit": _("units"),
        "note": note,
        "axis": _("Unit"),
    }


def segments(board: Board) -> list[dict]:
    """The same as one bar over the whole branch."""
    total = board.total
    parts = [
        ("leaf", pgettext("units", "Done"), total.done),
        ("blue", _("In progress"), total.doing),
        ("mai", _("Not answered"), total.silent),
        ("faint", _("Not applicable"), total.not_applicable),
    ]
    return [{"tone": tone, "label": label, "count": count} for tone, label, count in parts if count]


def as_of(board: Board) -> str:
    """When the figures were read and how many units they speak about."""
    return _("as of %(hour)s, %(answered)s of %(all)s units have answered") % {
        "hour": time_format(localtime(board.at), "H:i"),
        "answered": figure(board.total.answered),
        "all": figure(board.total.addressed),
    }


def _brief_name(row: Row) -> str:
    """A name for the side of a plot: the short one, else the name without the words of its kind."""
    if row.unit.short_name:
        return row.unit.short_name
    kind = row.unit.kind.name
    rest = row.unit.name[len(kind) :].strip()
    return rest if rest and row.unit.name.casefold().startswith(kind.casefold()) else row.unit.name


def _days(board: Board, today: date) -> list[date]:
    begun = localdate(board.directive.issued_at)
    first = max(min([begun, *board.total.done_on]), today - timedelta(days=LONGEST_SPAN))
    return [first + timedelta(days=n) for n in range((max(today, first) - first).days + 1)]
