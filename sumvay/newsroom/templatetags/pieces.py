"""`{% load pieces %}`: the parts of a piece's page that need a little arithmetic."""

import base64
import json
from itertools import groupby
from urllib.parse import quote

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.rich_text import RichText

from sumvay.links import NotALink, canonical
from sumvay.newsroom import selectors
from sumvay.newsroom.listing_rows import author_slug
from sumvay.newsroom.models import Listing, NewsPicture, Piece, SiteIdentity
from sumvay.newsroom.picture_sizes import AT_ONCE, draw, pictures_of
from sumvay.newsroom.rich_text import cleaned
from sumvay.newsroom.schema_org import description_of, graph_of
from sumvay.newsroom.selectors.stories import Story

register = template.Library()

# How wide a picture is drawn in the column of the text, and above it (HTML, `sizes`)
DRAWN_AS = {"column": "(min-width: 760px) 704px, 100vw", "wide": "(min-width: 1000px) 960px, 100vw"}
PLAIN_WIDTH = 800
# So that no text of a piece can end the script element it lies in
SAFE_IN_SCRIPT = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


@register.filter
def clean(text: RichText | str) -> SafeString:
    """Rich text as readers may have it."""
    return SafeString(cleaned(text.source if isinstance(text, RichText) else str(text)))


@register.inclusion_tag("newsroom/piece_picture.html", takes_context=True)
def piece_picture(
    context: template.Context, picture: NewsPicture | None, drawn_as: str = "column", at_once: bool | str = False
) -> dict:
    """A picture of the page's story in all its sizes; fetched late within the text unless `at_once`, else at once."""
    shown = context["story"].pictures.get(picture.pk) if picture else None
    return {**_sources(shown), "at_once": at_once or drawn_as == "wide", "sizes": DRAWN_AS[drawn_as]}


@register.simple_tag(takes_context=True)
def piece_film(context: template.Context, number: int | None) -> dict | None:
    """A film of the page's story that was sent in; None when the block shows one elsewhere."""
    return context["story"].films.get(number)


@register.filter
def framed(url: str) -> str:
    """Where a film elsewhere plays in a frame without cookies; nothing for those we do not know to."""
    try:
        link = canonical(url)
    except NotALink:
        return ""
    service, _colon, film = link.key.partition("yt:v:")
    return f"https://www.youtube-nocookie.com/embed/{quote(film)}" if film and not service else ""


@register.simple_tag(takes_context=True)
def poster_of(context: template.Context, picture: NewsPicture | None) -> str:
    """The address of the picture before a film: the block's own, else the piece's; nothing while none is drawn."""
    story = context["story"]
    shown = story.pictures.get(picture.pk) if picture else story.lead
    return _sources(shown)["plain"]["url"] if shown else ""


def _sources(shown: dict | None) -> dict:
    if not shown:
        return {"shown": None}
    groups = [(kind, list(some)) for kind, some in groupby(shown["sources"], lambda one: one["type"])]
    # Only browsers of long ago take the last format, so they get one size of it
    plain = min(groups[-1][1], key=lambda one: abs(one["width"] - PLAIN_WIDTH))
    return {"shown": shown, "groups": groups[:-1] or groups, "plain": plain}


@register.inclusion_tag("newsroom/piece.html", takes_context=True)
def preview_page(context: template.Context, piece: Piece) -> dict:
    """A piece's page as readers would see it, with sizes of its pictures drawn where there are none yet."""
    for picture in pictures_of(piece):
        draw(picture, [AT_ONCE])
    story = selectors.preview_of(piece, now=timezone.now())
    named = {"story": story, "object": piece, "page_language": piece.language, "base_url": settings.BASE_URL}
    return {**named, "request": context.get("request"), "is_preview": True}


@register.simple_tag
def author_path(byline: str) -> str:
    """The page of whoever signed; nothing for a byline without letters."""
    slug = author_slug(byline)
    return f"/tac-gia/{slug}/" if slug else ""


@register.simple_tag
def share_on_facebook(address: str) -> str:
    """Facebook's own page for sharing an address."""
    return f"https://www.facebook.com/sharer/sharer.php?u={quote(address, safe='')}"


@register.simple_tag
def share_on_zalo(address: str) -> str:
    """Zalo's own page for sharing an address, which it takes as JSON in base64."""
    asked = base64.b64encode(json.dumps({"url": address}).encode()).decode()
    return f"https://button-share.zalo.me/share_external?layout=1&customize=false&d={quote(asked)}&shareType=0"


@register.simple_tag
def told_to_machines(story: Story, listing: Listing, site: SiteIdentity) -> SafeString:
    """The piece as search engines read it (JSON-LD); data, never run as a script."""
    body = json.dumps(graph_of(story, listing, site), ensure_ascii=False).translate(SAFE_IN_SCRIPT)
    return format_html('<script type="application/ld+json">{}</script>', SafeString(body))


@register.filter
def in_short(piece: Piece) -> str:
    """What goes along when the piece is shared, in at most 300 letters."""
    return description_of(piece, at_most=300)
