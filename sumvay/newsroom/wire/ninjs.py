"""Pieces as IPTC ninjs 2.1 (News in JSON): one item each, and a stream as one composite item of them."""

from datetime import datetime

from django.utils.html import strip_tags
from django.utils.timezone import localdate, localtime

from sumvay.newsroom.models import NewsPicture, Piece, SiteIdentity
from sumvay.newsroom.picture_sizes import as_shown
from sumvay.newsroom.told_campaign import told_campaign
from sumvay.newsroom.wire.addresses import clean, full, tag
from sumvay.newsroom.wire.body_html import body_html, pictures_in
from sumvay.newsroom.wire.stream import Stream, Whole

STANDARD = {
    "name": "ninjs",
    "version": "2.1",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_2.1.json",
}
TYPES = {
    Piece.Kind.VIDEO: "video",
    Piece.Kind.EPISODE: "video",
    Piece.Kind.INFOGRAPHIC: "graphic",
    Piece.Kind.PHOTO_STORY: "composite",
}


def ninjs_stream(stream: Stream, whole: Whole, path: str) -> dict:
    """A stream as one item whose associations are its pieces, newest first; `path` is its own address."""
    rows = {row.pk: row for row in stream.rows}
    pieces = [whole.pieces[pk] for pk in rows if pk in whole.pieces]
    changed = {"versioncreated": _moment(stream.changed_at)} if stream.changed_at else {}
    return {
        "uri": full(path),
        "standard": STANDARD,
        "type": "composite",
        "profile": "stream",
        **changed,
        "language": "vi",
        "title": clean(stream.title),
        **_rights(stream.site, stream.changed_at),
        "associations": [
            {"name": f"bai-{piece.pk}", **ninjs_item(piece, whole, stream.site, changed_at=rows[piece.pk].changed_at)}
            for piece in pieces
        ],
    }


def ninjs_item(piece: Piece, whole: Whole, whose: SiteIdentity, *, changed_at: datetime) -> dict:
    """One piece with its text, its places and subjects, and as associations its pictures in their sizes and films."""
    made_at = piece.first_published_at or piece.created_at
    pictures = _pictures(piece, whole)
    known = {
        "by": clean(piece.byline),
        "located": clean(piece.place),
        "places": [{"name": clean(piece.place)}] if piece.place else [],
        "expires": _moment(piece.expire_at) if piece.expire_at else "",
        "embargoed": _moment(piece.embargo_until) if piece.embargo_until and not piece.live else "",
        "infosources": [{"name": unit.name, "literal": unit.code} for unit in whole.credits.get(piece.pk, [])],
        "associations": [*pictures, *_films(piece, whole)],
    }
    return {
        "uri": tag("bai", piece.pk, made_at),
        "standard": STANDARD,
        "type": TYPES.get(piece.kind, "text"),
        "profile": "text-photo" if pictures else "text-only",
        "representationtype": "full",
        "version": str((piece.live_revision_id if piece.live else piece.latest_revision_id) or 1),
        "firstcreated": _moment(made_at),
        "versioncreated": _moment(changed_at),
        "pubstatus": "usable" if piece.live else "withheld",
        "language": piece.language,
        "title": clean(piece.title),
        "slugline": piece.slug,
        **_words(piece, whole),
        "subjects": _subjects(piece),
        "organisations": [{"name": piece.unit.name, "rel": "publisher", "literal": piece.unit.code}],
        "genres": [{"name": str(piece.get_genre_display()), "literal": piece.genre}],
        "renditions": [{"name": "web", "href": full(piece.get_absolute_url()), "contenttype": "text/html"}],
        **_rights(whose, made_at),
        **{name: value for name, value in known.items() if value},
    }


def _words(piece: Piece, whole: Whole) -> dict:
    kicker = [{"role": "kicker", "value": clean(piece.kicker)}] if piece.kicker else []
    written = body_html(piece.body.raw_data, whole.kept)
    plain = strip_tags(written)
    body = {
        "role": "main",
        "contenttype": "text/html",
        "charcount": len(plain),
        "wordcount": len(plain.split()),
        "value": written,
    }
    summary = {"role": "summary", "contenttype": "text/plain", "value": clean(piece.standfirst)}
    return {
        "headlines": [{"role": "main", "value": clean(piece.title)}, *kicker],
        **({"descriptions": [summary]} if piece.standfirst else {}),
        "bodies": [body],
    }


def _subjects(piece: Piece) -> list[dict]:
    section = {"name": piece.section.name, "rel": "section", "uri": full(f"/muc/{piece.section.slug}/")}
    is_told = told_campaign(piece.campaign)
    campaign = is_told and {
        "name": piece.campaign.title,
        "rel": "campaign",
        "uri": full(f"/dot/{piece.campaign_id}/"),
    }
    topic = (
        (is_told or not piece.campaign)
        and piece.topic
        and {"name": piece.topic.title, "rel": "topic", "literal": f"topic-{piece.topic_id}"}
    )
    return [one for one in (section, campaign, topic) if one]


def _rights(whose: SiteIdentity, at: datetime | None) -> dict:
    holder = whose.owner or whose.name
    year = f"{localdate(at).year} " if at else ""
    return {"copyrightholder": holder, "copyrightnotice": f"© {year}{holder}"}


def _pictures(piece: Piece, whole: Whole) -> list[dict]:
    lead = [{"picture": piece.picture_id}] if piece.picture_id else []
    shown = {one["picture"]: one for one in [*pictures_in(piece.body.raw_data), *lead]}
    order = dict.fromkeys([one["picture"] for one in lead] + list(shown))
    found = [(whole.kept.pictures[pk], shown[pk]) for pk in order if pk in whole.kept.pictures]
    return [_picture(number, picture, words) for number, (picture, words) in enumerate(found, 1)]


def _picture(number: int, picture: NewsPicture, words: dict) -> dict:
    caption = clean(words.get("caption") or picture.caption or picture.description)
    known = {
        "by": clean(words.get("credit") or picture.credit),
        "descriptions": [{"role": "caption", "contenttype": "text/plain", "value": caption}] if caption else [],
        "renditions": _renditions(picture),
    }
    return {
        "name": f"anh-{number}",
        "uri": tag("anh", picture.pk, picture.created_at),
        "type": "picture",
        "firstcreated": _moment(picture.created_at),
        "title": clean(picture.title),
        **{name: value for name, value in known.items() if value},
    }


def _renditions(picture: NewsPicture) -> list[dict]:
    shown = as_shown(picture)
    return [
        {
            "name": f"{source['type'].split('/')[1]}-{source['width']}",
            "href": full(source["url"]),
            "contenttype": source["type"],
            "width": source["width"],
            "height": round(source["width"] * shown["height"] / shown["width"]),
        }
        for source in (shown["sources"] if shown else [])
    ]


def _films(piece: Piece, whole: Whole) -> list[dict]:
    # What is not published lies at no address that is open to all
    shown = whole.films.get(piece.pk, []) if piece.live else []
    return [_film(number, film) for number, film in enumerate(shown, 1)]


def _film(number: int, film: dict) -> dict:
    stored = film["stored"]
    known = {"width": film["width"], "height": film["height"], "duration": film["seconds"]}
    rendition = {
        "name": "original",
        "href": full(film["url"]),
        "contenttype": film["type"],
        "sizeinbytes": film["size"],
        **{name: value for name, value in known.items() if value},
    }
    return {
        "name": f"phim-{number}",
        "uri": tag("phim", stored.pk, stored.created_at),
        "type": "video",
        "firstcreated": _moment(stored.created_at),
        "title": clean(film["title"]),
        **({"by": clean(film["credit"])} if film["credit"] else {}),
        "renditions": [rendition],
    }


def _moment(at: datetime) -> str:
    return localtime(at).isoformat(timespec="seconds")
