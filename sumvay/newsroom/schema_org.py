"""A piece as search engines read it: schema.org words in JSON-LD, with what Google's guides ask of each type."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.duration import duration_iso_string
from django.utils.translation import pgettext

from sumvay.links import LinkKind, NotALink, canonical
from sumvay.newsroom.listing_rows import author_slug
from sumvay.newsroom.models import Listing, Piece, SiteIdentity
from sumvay.newsroom.search_text import body_text
from sumvay.newsroom.selectors.stories import Story

LONGEST_HEADLINE = 110
LONGEST_DESCRIPTION = 5_000
Kind = Piece.Kind


def graph_of(story: Story, listing: Listing, site: SiteIdentity) -> dict:
    """Everything a piece's page says of itself: what it is, the films in it, the event it follows, where it stands."""
    piece = story.piece
    main = _job(story, listing, site) if piece.kind == Kind.JOB else _news(story, listing, site)
    event = [_event(story, listing)] if piece.kind == Kind.LIVE and piece.happened_on and piece.place else []
    films = [_film(story, listing, *told) for told in _films_in(story)]
    return {"@context": "https://schema.org", "@graph": [main, *event, *films, _way_to(listing, site)]}


def description_of(piece: Piece, *, at_most: int) -> str:
    """What a piece tells, in its own first words: the standfirst, else how its text begins."""
    words = " ".join((piece.standfirst or body_text(piece.body.raw_data)).split())
    return words if len(words) <= at_most else words[: at_most - 1].rsplit(" ", 1)[0] + "…"


def _news(story: Story, listing: Listing, site: SiteIdentity) -> dict:
    """NewsArticle; a version in another language names its original (`translationOfWork`), and the other way round."""
    piece, other = story.piece, "translationOfWork" if listing.translation_of_id else "workTranslation"
    told = {
        "@type": "NewsArticle",
        "headline": piece.title[:LONGEST_HEADLINE],
        "description": description_of(piece, at_most=LONGEST_DESCRIPTION),
        "inLanguage": piece.language,
        "articleSection": piece.section.shown_name,
        "mainEntityOfPage": _full(listing.path),
        "url": _full(listing.path),
        "image": _pictures(story),
        "datePublished": _moment(listing.published_at),
        "dateModified": _moment(listing.changed_at),
        "author": _author(piece),
        "publisher": _house(site.owner or site.name, settings.BASE_URL + "/"),
        "isAccessibleForFree": True,
    }
    if story.corrections:
        told["correction"] = [one.text for one in story.corrections]
    if story.versions:
        told[other] = [{"@type": "NewsArticle", "@id": _full(one.path)} for one in story.versions]
    return told


def _job(story: Story, listing: Listing, site: SiteIdentity) -> dict:
    """JobPosting; the last moment to apply is the moment the page ends."""
    piece = story.piece
    told = {
        "@type": "JobPosting",
        "title": piece.title,
        "description": _whole_text(piece) or piece.title,
        "inLanguage": piece.language,
        "url": _full(listing.path),
        "image": _pictures(story),
        "identifier": {"@type": "PropertyValue", "name": site.name, "value": str(piece.pk)},
        "datePosted": _moment(listing.published_at),
        "hiringOrganization": _house(piece.employer or piece.unit.name),
        "jobLocation": _place(piece.place or piece.unit.address),
    }
    return told | ({"validThrough": _moment(listing.expires_at)} if listing.expires_at else {})


def _event(story: Story, listing: Listing) -> dict:
    piece = story.piece
    return {
        "@type": "Event",
        "name": piece.title,
        "description": description_of(piece, at_most=LONGEST_DESCRIPTION),
        "startDate": piece.happened_on.isoformat(),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "eventStatus": "https://schema.org/EventScheduled",
        "location": _place(piece.place),
        "image": _pictures(story),
        "organizer": _house(piece.unit.name, _full(f"/don-vi/{piece.unit.code}/")),
        "url": _full(listing.path),
    }


def _film(story: Story, listing: Listing, title: str, before: dict | None, where: dict) -> dict:
    """VideoObject; `before` is the picture that stands before it, where it has one of its own."""
    return {
        "@type": "VideoObject",
        "name": title,
        "description": description_of(story.piece, at_most=LONGEST_DESCRIPTION) or title,
        "thumbnailUrl": _pictures(story, before),
        "uploadDate": _moment(listing.published_at),
        "inLanguage": story.piece.language,
        **where,
    }


def _films_in(story: Story) -> list[tuple[str, dict | None, dict]]:
    """Each film's title, its own picture and where it is: ours as a file, others by their page."""
    piece = story.piece
    found: list[tuple[str, dict | None, dict]] = []
    if piece.video_url:
        found.append((piece.title, None, _elsewhere(piece.video_url)))
    for block in (one["value"] for one in piece.body.raw_data if one["type"] == "video"):
        title, own = block.get("title") or piece.title, story.films.get(block.get("film"))
        before = story.pictures.get(block.get("picture"))
        if own:
            found.append((title, before, _file(own)))
        elif block.get("url"):
            found.append((title, before, _elsewhere(block["url"])))
    return found


def _file(film: dict) -> dict:
    """A film of ours; its length where the machine could tell."""
    told = {"contentUrl": _full(film["url"]), "encodingFormat": film["type"], "contentSize": f"{film['size']} B"}
    return told | ({"duration": duration_iso_string(timedelta(seconds=film["seconds"]))} if film["seconds"] else {})


def _elsewhere(address: str) -> dict:
    """The page of a film, and its player, which only YouTube tells by the address of the page."""
    try:
        link = canonical(address)
    except NotALink:
        return {"url": address}
    _page, is_film, name = link.url.partition("/watch?v=")
    is_known = link.kind is LinkKind.YOUTUBE and is_film
    return {"url": address} | ({"embedUrl": f"https://www.youtube.com/embed/{name}"} if is_known else {})


def _way_to(listing: Listing, site: SiteIdentity) -> dict:
    """BreadcrumbList: the front page, the section, the piece."""
    front = "/" if listing.language == settings.LANGUAGE_CODE else f"/{listing.language}/"
    section = listing.section
    steps = [(pgettext("portal", "Front page"), front), (section.shown_name, f"/muc/{section.slug}/")]
    steps.append((listing.title, listing.path))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": _full(path)}
            for number, (name, path) in enumerate(steps, start=1)
        ],
    }


def _author(piece: Piece) -> dict:
    """Who signed, with the page of what they wrote; a unit that signs is an organisation."""
    name = piece.byline.partition(" (")[0]
    unit = _house(piece.unit.name, _full(f"/don-vi/{piece.unit.code}/"))
    if not name or name in {piece.unit.name, piece.unit.short_name}:
        return unit
    person = {"@type": "Person", "name": name, "worksFor": unit}
    return person | ({"url": _full(f"/tac-gia/{slug}/")} if (slug := author_slug(piece.byline)) else {})


def _house(name: str, address: str = "") -> dict:
    return {"@type": "Organization", "name": name} | ({"url": address} if address else {})


def _place(words: str) -> dict:
    address = {"@type": "PostalAddress", "addressCountry": "VN"} | ({"addressLocality": words} if words else {})
    return {"@type": "Place", "address": address} | ({"name": words} if words else {})


def _pictures(story: Story, first: dict | None = None) -> list[str]:
    """`first`, else the lead, at its largest where there is one, and the card that is drawn for every piece."""
    shown = first or story.lead
    lead = [_full(shown["sources"][-1]["url"])] if shown else []
    return [*lead, _full(f"/bai/{story.piece.pk}/the.png")]


def _whole_text(piece: Piece) -> str:
    words = "\n".join(filter(None, [piece.standfirst, body_text(piece.body.raw_data)]))
    return words[:LONGEST_DESCRIPTION]


def _moment(at: datetime) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds")


def _full(path: str) -> str:
    return f"{settings.BASE_URL}{path}"
