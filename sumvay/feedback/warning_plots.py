"""How an early warning is read: what was usual in words, its fortnights as a small drawing and as a plot."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sumvay.feedback.fewest import FEWEST
from sumvay.feedback.models import Warning
from sumvay.feedback.unusual import FORTNIGHT, FORTNIGHTS, usual
from sumvay.ui.templatetags.ui import figure
from sumvay.vietnamese import format_date

HIGH, WIDE, STEP = 40, 8, 10
# How high a fortnight is drawn of which fewer than five people spoke, whether one or four
FEW = Decimal("2.5")


@dataclass(frozen=True)
class Bar:
    """One fortnight of the small drawing, in its units."""

    x: str
    y: str
    height: str
    tone: str


def usual_words(warning: Warning) -> str:
    """What was usual before, so that it speaks of nobody alone."""
    weeks = 2 * len(warning.past)
    if not weeks:
        return _("nothing to compare with: nobody could write here before")
    said = {"weeks": weeks, "mean": figure(Decimal(usual(warning.past)).quantize(Decimal(1), ROUND_HALF_UP))}
    if not sum(warning.past):
        return _("nobody spoke of it in the %(weeks)s weeks before") % said
    if warning.people_before < FEWEST:
        return _("fewer than five people in the %(weeks)s weeks before") % said
    if said["mean"] == "0":
        return _("less than 1 person per 14 days in the %(weeks)s weeks before") % said
    mean = int(Decimal(usual(warning.past)).quantize(Decimal(1), ROUND_HALF_UP))
    words = ngettext(
        "about %(mean)s person per 14 days in the %(weeks)s weeks before",
        "about %(mean)s people per 14 days in the %(weeks)s weeks before",
        mean,
    )
    return words % said


def small_bars(warning: Warning) -> list[Bar]:
    """The fortnights before, the oldest at the left, and the last 14 days at the right end."""
    highest = max([warning.people, *warning.past])
    before = FORTNIGHTS - len(warning.past)
    drawn = [(FEW if 0 < people < FEWEST else people, "faint") for people in warning.past]
    return list(_bars([*drawn, (warning.people, "red")], before, highest))


def fortnights(warning: Warning) -> dict:
    """The plot; a fortnight of which fewer than five people spoke is left empty."""
    began = [localdate(warning.made_at) - back * FORTNIGHT for back in range(len(warning.past) + 1, 0, -1)]
    told = [people if people >= FEWEST or not people else None for people in warning.past]
    title = _("%(people)s people within 14 days; %(usual)s")
    return {
        "kind": "stack",
        "title": title % {"people": figure(warning.people), "usual": usual_words(warning)},
        "labels": [f"{day:%d/%m}" for day in began],
        "series": [
            {"name": _("Before"), "values": [*told, None], "tone": "faint"},
            {"name": _("The last 14 days"), "values": [None] * len(told) + [warning.people], "tone": "red"},
        ],
        "unit": _("people"),
        "note": _("as of %(day)s; fortnights of which fewer than five people spoke are left empty")
        % {"day": format_date(localdate(warning.made_at))},
        "axis": _("14 days from"),
    }


def _bars(values: list[tuple[Decimal | int, str]], before: int, highest: int) -> Iterator[Bar]:
    for place, (people, tone) in enumerate(values, before):
        height = Decimal(people) * HIGH / highest
        yield Bar(str(place * STEP), f"{HIGH - height:.2f}", f"{height:.2f}", tone)
