"""JSON Feed 1.1 of a stream (https://www.jsonfeed.org/version/1.1/)."""

from django.utils.html import format_html
from django.utils.timezone import localtime

from sumvay.newsroom.models import Listing
from sumvay.newsroom.told_campaign import told_campaign
from sumvay.newsroom.wire.addresses import clean, full, tag
from sumvay.newsroom.wire.body_html import best_source, body_html
from sumvay.newsroom.wire.stream import Stream, Whole


def json_feed(stream: Stream, whole: Whole, path: str) -> dict:
    """A stream with whole texts, whose own address is `path`."""
    about = {"description": clean(stream.about)} if stream.about else {}
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": clean(stream.title),
        "home_page_url": full(stream.home),
        "feed_url": full(path),
        **about,
        "language": "vi",
        "authors": [{"name": stream.site.name, "url": full("/")}],
        "items": [_item(row, whole) for row in stream.rows],
    }


def _item(row: Listing, whole: Whole) -> dict:
    lead = format_html("<p><strong>{}</strong></p>\n", row.standfirst) if row.standfirst else ""
    piece = whole.pieces[row.pk]
    known = {
        "summary": clean(row.standfirst),
        "image": full(best_source(row.picture)["url"]) if row.picture else "",
        "external_url": piece.video_url,
        "authors": [{"name": clean(row.byline)}] if row.byline else [],
        "attachments": [_attachment(film) for film in whole.films.get(row.pk, [])],
    }
    return {
        "id": tag("bai", row.pk, row.published_at),
        "url": full(row.path),
        "title": clean(row.title),
        "content_html": clean(lead) + body_html(piece.body.raw_data, whole.kept),
        **{name: value for name, value in known.items() if value},
        "date_published": localtime(row.published_at).isoformat(timespec="seconds"),
        "date_modified": localtime(row.changed_at).isoformat(timespec="seconds"),
        "tags": [row.section.name, *([row.campaign.title] if told_campaign(row.campaign) else [])],
        "language": row.language,
    }


def _attachment(film: dict) -> dict:
    length = {"duration_in_seconds": film["seconds"]} if film["seconds"] else {}
    title = {"title": clean(film["title"]), "size_in_bytes": film["size"]}
    return {"url": full(film["url"]), "mime_type": film["type"], **title, **length}
