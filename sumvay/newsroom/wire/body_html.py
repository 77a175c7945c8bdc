"""The body of a piece as plain HTML with full addresses, for programs elsewhere; nothing is asked of the database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.dateparse import parse_datetime
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from sumvay.newsroom.models import NewsDocument, NewsPicture
from sumvay.newsroom.picture_sizes import as_shown
from sumvay.newsroom.rich_text import cleaned
from sumvay.newsroom.wire.addresses import clean, full


@dataclass(frozen=True)
class Kept:
    """The pictures (with the sizes drawn so far) and documents that bodies name, by id."""

    pictures: dict[int, NewsPicture] = field(default_factory=dict)
    documents: dict[int, NewsDocument] = field(default_factory=dict)


def blocks_of(raw: Iterable[dict]) -> list[tuple[str, object]]:
    """The blocks of a body as it is stored (`piece.body.raw_data`): name and value, lists as lists of values."""
    return [(block["type"], _value(block["value"])) for block in raw]


def picture_ids_in(raw: Iterable[dict]) -> list[int]:
    """The pictures a body shows, in their order, those before its films left out."""
    return [shown["picture"] for shown in pictures_in(raw)]


def pictures_in(raw: Iterable[dict]) -> list[dict]:
    """The pictures a body shows, in their order: {"picture": id, "caption", "credit"}."""
    found = []
    for name, value in blocks_of(raw):
        if name == "picture":
            found.append(value)
        elif name == "gallery":
            found.extend(value)
    return [one for one in found if one.get("picture")]


def document_ids_in(raw: Iterable[dict]) -> list[int]:
    """The documents a body offers."""
    return [value for name, value in blocks_of(raw) if name == "document" and value]


def body_html(raw: Iterable[dict], kept: Kept) -> str:
    """A body as HTML of the plainest kind: paragraphs, headings, lists, quotes, figures and links."""
    return clean("\n".join(filter(None, (_block(name, value, kept) for name, value in blocks_of(raw)))))


def picture_source(picture: NewsPicture) -> dict | None:
    """The widest JPEG drawn so far, else the widest of any kind: {"type", "width", "url"}."""
    shown = as_shown(picture)
    return best_source(shown) if shown else None


def best_source(shown: dict) -> dict:
    """The one address of a picture (as a Listing keeps it) that every program can read."""
    return max(shown["sources"], key=lambda one: (one["type"] == "image/jpeg", one["width"]))


def _value(value: object) -> object:
    if isinstance(value, list):
        return [one["value"] if set(one) >= {"type", "value"} else one for one in value]
    return value


def _block(name: str, value, kept: Kept) -> SafeString | str:
    written = {
        "text": lambda: _rich(value),
        "picture": lambda: _figure(value, kept),
        "gallery": lambda: _lines(_figure(one, kept) for one in value),
        "quote": lambda: _quote(value),
        "video": lambda: _video(value),
        "figures": lambda: _figures(value),
        "question": lambda: format_html("<h3>{}</h3>\n{}", value["question"], _rich(value["answer"])),
        "update": lambda: _moment(value),
        "document": lambda: _document(value, kept),
    }
    return written[name]() if name in written else ""


def _rich(text: str) -> SafeString:
    return mark_safe(cleaned(text))


def _lines(parts: Iterator[str]) -> SafeString:
    return format_html_join("\n", "{}", ((part,) for part in parts if part))


def _figure(shown: dict, kept: Kept) -> SafeString | str:
    picture = kept.pictures.get(shown["picture"])
    source = picture_source(picture) if picture else None
    if source is None:
        return ""
    caption = shown.get("caption") or picture.caption
    credit = shown.get("credit") or picture.credit
    words = " ".join(filter(None, (caption, f"({credit})" if credit else "")))
    return format_html(
        '<figure><img src="{}" alt="{}" width="{}">{}</figure>',
        full(source["url"]), picture.description or caption, source["width"],
        format_html("<figcaption>{}</figcaption>", words) if words else "",
    )  # fmt: skip


def _video(value: dict) -> SafeString:
    # A film that was sent in is played on the page itself
    if not value.get("url"):
        return format_html("<p>{}</p>", value["title"])
    return format_html('<p><a href="{}">{}</a></p>', value["url"], value["title"])


def _quote(value: dict) -> SafeString:
    speaker = format_html("<footer>– {}</footer>", value["speaker"]) if value.get("speaker") else ""
    return format_html("<blockquote><p>{}</p>{}</blockquote>", value["text"], speaker)


def _figures(value: list[dict]) -> SafeString:
    lines = format_html_join("", "<li><strong>{}</strong> {}</li>", ((one["number"], one["says"]) for one in value))
    return format_html("<ul>{}</ul>", lines)


def _moment(value: dict) -> SafeString:
    at = parse_datetime(str(value["at"]))
    return format_html("<h3>{}</h3>\n{}", f"{localtime(at):%H:%M %d/%m/%Y}" if at else "", _rich(value["text"]))


def _document(pk: int, kept: Kept) -> SafeString | str:
    document = kept.documents.get(pk)
    return format_html('<p><a href="{}">{}</a></p>', full(document.url), document.title) if document else ""
