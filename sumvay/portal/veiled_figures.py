"""Figures of what was raised and answered, as everybody may read them: none under five is told, nor can be reckoned."""

from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.feedback.selectors import FEWEST, Kept
from sumvay.ui.templatetags.ui import figure


def shown_of(kept: Kept, *, today: date) -> dict[str, str]:
    """What readers see of it; where a part and the whole would give away a small rest, the part is "at least"."""
    enough_wait = kept.since and kept.waiting >= FEWEST
    return {
        "raised": _whole(kept.raised),
        "answered": _part(kept.answered, kept.raised),
        "waiting": _part(kept.waiting, kept.raised),
        # A bare 0 would give away that none of a veiled few was answered
        "on_time": figure(None) if 0 < kept.raised < FEWEST else _part(kept.on_time, kept.answered),
        "promised": _whole(kept.promised),
        "kept": _part(kept.kept, kept.promised),
        "days": figure((today - localdate(kept.since)).days if enough_wait else None),
    }


def _whole(number: int) -> str:
    return _("under 5") if 0 < number < FEWEST else figure(number)


def _part(part: int, whole: int) -> str:
    if 0 < whole < FEWEST:
        return figure(None)
    if part >= FEWEST and 0 < whole - part < FEWEST:
        return _("at least %(number)s") % {"number": figure(whole - FEWEST + 1)}
    return _whole(part)
