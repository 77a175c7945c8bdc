"""The sizes in which readers get a picture, and which pictures a piece shows."""

import logging

from django.db.models import QuerySet

from sumvay.newsroom.models import NewsPicture, NewsRendition, Piece

log = logging.getLogger(__name__)

WIDTHS = (400, 800, 1200)
# Smallest first for browsers that can; AVIF costs half a second each, so it is never drawn while a reader waits
FORMATS = {
    "image/avif": "format-avif|avifquality-52",
    "image/webp": "format-webp|webpquality-74",
    "image/jpeg": "format-jpeg|jpegquality-78",
}
AT_ONCE = f"width-800|{FORMATS['image/webp']}"


def spec_of(media_type: str, width: int) -> str:
    """What Wagtail calls one size in one format."""
    return f"width-{width}|{FORMATS[media_type]}"


TYPE_OF_SPEC = {spec_of(media_type, width): media_type for media_type in FORMATS for width in WIDTHS}


def picture_ids(piece: Piece) -> set[int]:
    """Every picture a piece shows: above the text, in it, and before its films."""
    return ({piece.picture_id} | body_picture_ids(piece)) - {None}


def body_picture_ids(piece: Piece) -> set[int]:
    """The pictures that stand in a piece's text and before its films."""
    found = piece.body.stream_block.extract_references(piece.body) if piece.body else ()
    return {int(pk) for model, pk, *_where in found if model is NewsPicture}


def pictures_of(piece: Piece) -> QuerySet[NewsPicture]:
    """The pictures of a piece, each with the sizes drawn so far."""
    return NewsPicture.objects.filter(pk__in=picture_ids(piece)).prefetch_related("renditions").order_by("pk")


def as_shown(picture: NewsPicture) -> dict | None:
    """
    A picture for a page or a list: {"alt", "credit", "width", "height", "sources": [{"type", "width", "url"}]}.

    None while not a single size is drawn. Sources lie in the order browsers should try them, narrow before wide.
    """
    order = list(TYPE_OF_SPEC)
    drawn = sorted(
        (one for one in picture.renditions.all() if one.filter_spec in TYPE_OF_SPEC),
        key=lambda one: order.index(one.filter_spec),
    )
    if not drawn:
        return None
    sources = {(TYPE_OF_SPEC[one.filter_spec], one.width): one.file.url for one in drawn}
    widest = max(drawn, key=lambda one: one.width)
    return {
        "alt": picture.description or picture.caption,
        "credit": picture.credit,
        "width": widest.width,
        "height": widest.height,
        "sources": [{"type": kind, "width": width, "url": url} for (kind, width), url in sources.items()],
    }


def draw(picture: NewsPicture, specs: list[str]) -> list[NewsRendition]:
    """Draw the sizes that are missing; a picture whose file is gone or broken is written to the log and left out."""
    try:
        return list(picture.get_renditions(*specs).values())
    except OSError:
        log.exception("picture %s cannot be drawn", picture.pk)
        return []


def specs_for(picture: NewsPicture) -> list[str]:
    """All sizes up to the picture's own width; the first that reaches it stands for the rest."""
    widths = [width for width in WIDTHS if width < picture.width] + [w for w in WIDTHS if w >= picture.width][:1]
    return [spec_of(media_type, width) for media_type in FORMATS for width in widths]
