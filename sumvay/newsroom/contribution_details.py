"""Place, day and what is said of the photos of a contribution, kept with each step: so that changes can be shown."""

from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from sumvay.newsroom.models import Contribution
from sumvay.vietnamese.dates import format_date


def details_of(contribution: Contribution) -> dict[str, Any]:
    """As a step keeps them: {"place", "day", "hardship", "photos": [{"caption", "credit", "people", "film"}]}."""
    day = contribution.happened_on
    return {
        "place": contribution.place,
        "day": day.isoformat() if day else "",
        "hardship": contribution.names_hardship,
        "photos": [
            {"caption": one.caption, "credit": one.credit, "people": one.shows_people, "film": one.is_film}
            for one in contribution.photos.all()
        ],
    }


def in_lines(details: dict[str, Any]) -> str:
    """The same in words, a line for each; empty for steps of a time when none were kept."""
    if not details:
        return ""
    day = parse_date(details["day"])
    lines = [
        f"{_('Day it happened')}: {format_date(day) if day else '–'}",
        f"{_('Where it happened')}: {details['place'] or '–'}",
    ]
    if details["hardship"]:
        lines.append(_("The text tells of the illness or hardship of a named person"))
    lines += [_of_photo(number, photo) for number, photo in enumerate(details["photos"], start=1)]
    return "\n".join(lines)


def _of_photo(number: int, photo: dict[str, Any]) -> str:
    name = _("Film") if photo["film"] else _("Photo %(number)s") % {"number": number}
    people = {True: _("Yes, somebody"), False: _("No, nobody")}.get(photo["people"], "")
    return f"{name}: {'; '.join(filter(None, (photo['caption'], photo['credit'], people))) or '–'}"
