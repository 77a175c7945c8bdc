"""The two plots of how a unit answers, as `ui/chart.html` draws them."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sumvay.feedback.fewest import FEWEST
from sumvay.feedback.selectors.unit_figures import Week
from sumvay.ui.moments import format_moment
from sumvay.ui.templatetags.ui import figure, percent


def in_and_out(weeks: Sequence[Week], *, now: datetime) -> dict:
    """How many messages came in and how many got a result, week by week."""
    came, resolved = sum(week.came for week in weeks), sum(week.resolved for week in weeks)
    title = ngettext(
        "%(came)s message came in during twelve weeks, %(resolved)s got a result",
        "%(came)s messages came in during twelve weeks, %(resolved)s got a result",
        came,
    )
    return {
        "kind": "line",
        "title": title % {"came": figure(came), "resolved": figure(resolved)},
        "labels": [f"{week.begins:%d/%m}" for week in weeks],
        "series": [
            {"name": _("Came in"), "values": [week.came for week in weeks], "tone": "blue"},
            {"name": _("Got a result"), "values": [week.resolved for week in weeks], "tone": "leaf"},
        ],
        "unit": _("messages"),
        "note": _("as of %(moment)s") % {"moment": format_moment(now)},
        "axis": _("Week from"),
    }


def kept_within_a_day(weeks: Sequence[Week], *, now: datetime) -> dict:
    """The share answered within 24 hours, by the week in which the messages came; under five it is left empty."""
    came, kept = sum(week.came for week in weeks), sum(week.within_a_day for week in weeks)
    enough = came >= FEWEST
    title = _("%(share)s of the messages had their first answer within 24 hours") % {"share": percent(kept, came)}
    shares = [round(week.within_a_day * 100 / week.came) if week.came >= FEWEST else None for week in weeks]
    note = _("as of %(moment)s; weeks with fewer than five messages are left empty")
    return {
        "kind": "line",
        "title": title if enough else _("Share within 24 hours"),
        "labels": [f"{week.begins:%d/%m}" for week in weeks],
        "series": [{"name": _("Share within 24 hours"), "values": shares, "tone": "leaf"}],
        "unit": "%",
        "note": note % {"moment": format_moment(now)},
        "axis": _("Week from"),
    }
