"""Sentences made from figures, for the head of a plot and for those who lead."""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sumvay.dashboard.board import Board
from sumvay.ui.templatetags.ui import figure, percent

RECENT = timedelta(days=3)


def silence_sentence(board: Board) -> str:
    """Who is silent, as the fewest names say it; honest when the silence is spread evenly or everyone has answered."""
    total = board.total
    if not total.silent:
        return _("Every unit has answered")
    found = board.concentration
    if found is None:
        return _spread_sentence(board)
    share = percent(found.held, found.silent)
    rows = [row for row in board.rows if row.key in found.branches]
    if len(rows) == 1:
        return _("%(name)s holds %(share)s of the units that have not answered") % {
            "name": rows[0].unit.name,
            "share": share,
        }
    return _("%(count)s %(kinds)s hold %(share)s of the units that have not answered") % {
        "count": figure(len(rows)),
        "kinds": _kind_of(rows),
        "share": share,
    }


def _spread_sentence(board):
    silent, addressed = board.total.silent, board.total.addressed
    places = [row for row in board.rows if row.figures.silent]
    if board.are_single_units or len(places) == 1:
        return _("%(silent)s of %(all)s units have not answered") % {
            "silent": figure(silent),
            "all": figure(addressed),
        }
    most = max(places, key=lambda row: row.figures.silent)
    return _("%(silent)s units have not answered, spread over %(places)s branches; most in %(name)s (%(count)s)") % {
        "silent": figure(silent),
        "places": figure(len(places)),
        "name": most.unit.name,
        "count": figure(most.figures.silent),
    }


def _kind_of(rows) -> str:
    kinds = {row.unit.kind.name for row in rows}
    if len(kinds) > 1:
        return _("branches")
    name = kinds.pop()
    return name[:1].lower() + name[1:]


def progress_sentence(board: Board, today: date) -> str:
    """How many units are done and how many of them lately."""
    total = board.total
    recent = sum(n for day, n in total.done_on.items() if day > today - RECENT)
    words = {"done": figure(total.done), "all": figure(total.addressed), "recent": figure(recent)}
    if recent <= 0 or recent == total.done:
        return _("%(done)s of %(all)s units are done") % words
    return _("%(done)s of %(all)s units are done, %(recent)s of them in the last three days") % words


def states_sentence(board: Board) -> str:
    """Which branch is furthest, for the plot of states; nothing done is said as it is."""
    best = max(board.branches, key=lambda row: (_share_done(row), row.figures.addressed), default=None)
    if best is None or not best.figures.done:
        return _("No unit is done yet")
    words = {"name": best.unit.name, "share": percent(best.figures.done, best.figures.addressed)}
    finished = [row for row in board.branches if row.figures.addressed and not row.figures.unfinished]
    if len(finished) > 1:
        text = ngettext("%(count)s branch is finished", "%(count)s branches are finished", len(finished))
        return text % {"count": figure(len(finished))}
    return _("%(name)s is furthest: %(share)s of its units are done") % words


def _share_done(row) -> float:
    return row.figures.done / row.figures.addressed if row.figures.addressed else 0


def leader_sentences(board: Board, today: date) -> list[str]:
    """The page of a leader: at most five honest sentences about one running directive."""
    total = board.total
    said = [progress_sentence(board, today), silence_sentence(board)]
    if total.late:
        text = ngettext("%(count)s unit is late", "%(count)s units are late", total.late)
        said.append(text % {"count": figure(total.late)})
    if total.reports is not None:
        words = {"reports": figure(total.reports), "all": figure(total.addressed)}
        said.append(_("%(reports)s of %(all)s units have reported") % words)
    if total.not_applicable:
        text = ngettext(
            "%(count)s unit says it does not apply there",
            "%(count)s units say it does not apply there",
            total.not_applicable,
        )
        said.append(text % {"count": figure(total.not_applicable)})
    return said
