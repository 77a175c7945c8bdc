"""`{% load portal %}`: the frame of the readers' paper (whose it is, its sections, the day) and pictures in lists."""

from collections.abc import Iterator
from datetime import datetime

from django import template
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.text import capfirst
from django.utils.translation import get_language

from sumvay.newsroom.models import Listing, Piece, Section, SiteIdentity
from sumvay.portal import selectors
from sumvay.vietnamese import format_date, lunar

register = template.Library()

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
BEST_FIRST = ("image/avif", "image/webp", "image/jpeg", "image/png")
SAYS_ITS_KIND = {"video", "episode", "live", "photo_story", "infographic"}
# How wide a picture is drawn, so that a phone fetches a small one (HTML, `sizes`)
DRAWN_AS = {
    "lead": "(min-width: 1200px) 752px, (min-width: 960px) 63vw, 100vw",
    "third": "(min-width: 1200px) 368px, (min-width: 640px) 31vw, 112px",
    "river": "(min-width: 1200px) 272px, (min-width: 640px) 30vw, 112px",
    "row": "(min-width: 640px) 240px, 112px",
    "show": "(min-width: 960px) 276px, 72vw",
}
# What a browser that knows no `srcset` gets: wide enough to be clear, small enough to come soon
PLAIN_WIDTH = 640


@register.simple_tag
def site_identity() -> SiteIdentity:
    """Whose site this is; a nameless one before it was said. Asked for only by a page that says it."""
    return SimpleLazyObject(selectors.site_identity)


@register.simple_tag
def open_sections() -> QuerySet[Section]:
    """The sections of the menu, in their order."""
    return selectors.open_sections()


@register.filter
def paper_day(now: datetime) -> list[str]:
    """The day as the front page says it: "Chủ nhật, 22/11/2026" and "14 tháng 10 năm Bính Ngọ"; solar in English."""
    day = timezone.localdate(now)
    if get_language() == "en":
        return [f"{day:%A}, {day.day} {day:%B %Y}"]
    return [f"{WEEKDAYS[day.weekday()]}, {format_date(day)}", lunar(day)]


@register.inclusion_tag("portal/picture.html")
def list_picture(picture: dict | None, drawn_as: str, at_once: bool = False) -> dict:
    """A listing's picture beside its headline: fixed in shape, several sizes, fetched late unless `at_once`."""
    groups = list(_by_type(picture["sources"])) if picture else []
    plain = min(groups[-1][1], key=lambda one: abs(one["width"] - PLAIN_WIDTH)) if groups else None
    return {"groups": groups, "plain": plain, "sizes": DRAWN_AS[drawn_as], "at_once": at_once}


@register.filter
def kicker(row: Listing) -> str:
    """The word above a headline: the desk's own, else what kind it is where that is worth knowing before opening."""
    return row.kicker or (capfirst(Piece.Kind(row.kind).label) if row.kind in SAYS_ITS_KIND else "")


@register.filter
def kicker_tone(kind: str) -> str:
    """The colour word of a kicker by the kind of piece: red live, leaf for answers, mai for good people and ways."""
    return {"live": "red", "legal_answer": "leaf", "exemplary": "mai", "good_practice": "mai"}.get(kind, "blue")


@register.filter
def pictured_first(rows: list[Listing]) -> list[Listing]:
    """The newest with a picture before the others."""
    first = next((row for row in rows if row.picture), None)
    return [first, *(row for row in rows if row is not first)] if first else rows


@register.filter
def marks_in(row: Listing, highlights: dict) -> object:
    """The texts of one found row with what was searched for in marks, or nothing."""
    return highlights.get(row.pk)


def _by_type(sources: list[dict]) -> Iterator[tuple[str, list[dict]]]:
    for kind in BEST_FIRST:
        if found := [source for source in sources if source["type"] == kind]:
            yield kind, found
