"""What feeds carry: the newest public pieces of the site, a section, a unit with all below it, or a campaign."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, QuerySet
from django.db.models.functions import TruncMonth

from sumvay.campaigns.models import Campaign
from sumvay.newsroom.models import (
    Consent,
    Listing,
    NewsDocument,
    NewsPicture,
    Piece,
    PieceSource,
    Section,
    SiteIdentity,
    TakeDown,
)
from sumvay.newsroom.picture_uses import held_back_from
from sumvay.newsroom.selectors import listings
from sumvay.newsroom.selectors.films import films_shown, pieces_with_films
from sumvay.newsroom.selectors.shown_pictures import pictures_of_pieces
from sumvay.newsroom.wire.body_html import Kept, document_ids_in, picture_ids_in
from sumvay.newsroom.wire.stream import Stream, Whole
from sumvay.org.models import Unit

AT_MOST = 50
# What a piece names in a feed
NAMED = ("unit", "section", "campaign", "topic")
# As the protocol of sitemaps allows in one file, and as news readers want of the last two days
URLS_A_SITEMAP = 50_000
NEWS_A_SITEMAP = 1_000


def site() -> SiteIdentity:
    """Whose site this is; before anybody said it, an unsaved one with the name of the house."""
    return SiteIdentity.objects.first() or SiteIdentity(name="Sum Vầy")


def stream_of_all(*, now: datetime) -> Stream:
    """Everything."""
    whose = site()
    return _stream(whose.name, whose.tagline, "/", listings.newest(now=now), whose)


def stream_of_section(slug: str, *, now: datetime) -> Stream | None:
    """A section, hidden or not, or None."""
    section = Section.objects.filter(merged_into=None, slug=slug).first()
    if section is None:
        return None
    rows = listings.newest(section=section, now=now)
    return _stream(section.name, section.blurb, f"/muc/{section.slug}/", rows, site())


def stream_of_unit(code: str, *, now: datetime) -> Stream | None:
    """A unit with all now below it, or None."""
    unit = Unit.objects.filter(code__iexact=code).first()
    if unit is None:
        return None
    return _stream(unit.name, "", f"/don-vi/{unit.code}/", listings.listings_under(unit, now=now), site())


def stream_of_campaign(pk: int, *, now: datetime) -> Stream | None:
    """A campaign of which something was published, or None: others are nobody's business."""
    campaign = Campaign.objects.exclude(state=Campaign.State.DRAFT).filter(pk=pk).first()
    if campaign is None:
        return None
    found = _stream(campaign.title, "", f"/dot/{pk}/", listings.newest(campaign=campaign, now=now), site())
    return found if found.rows else None


def whole(stream: Stream) -> Whole:
    """The pieces behind a stream, with what their bodies show and is not held back; as many queries for 50 as for 1."""
    found = whole_pieces(Piece.objects.filter(pk__in=[row.pk for row in stream.rows]).select_related(*NAMED))
    for number in stream.held_back:
        found.kept.pictures.pop(number, None)
    return found


def whole_pieces(pieces: Iterable[Piece]) -> Whole:
    """As above, for pieces at hand, with all their pictures."""
    by_id = {piece.pk: piece for piece in pieces}
    pictures, documents = set(), set()
    for piece in by_id.values():
        pictures |= {piece.picture_id, *picture_ids_in(piece.body.raw_data)} - {None}
        documents |= set(document_ids_in(piece.body.raw_data))
    kept = Kept(
        NewsPicture.objects.prefetch_related("renditions").in_bulk(pictures), NewsDocument.objects.in_bulk(documents)
    )
    credited: dict[int, list[Unit]] = {}
    sources = PieceSource.objects.filter(piece__in=by_id).select_related("contribution__unit").order_by("pk")
    for source in sources:
        units = credited.setdefault(source.piece_id, [])
        if source.contribution.unit not in units:
            units.append(source.contribution.unit)
    return Whole(by_id, kept, credited, films_shown(by_id.values()))


def films_of_rows(rows: Iterable[Listing]) -> dict[int, list[dict]]:
    """The films of the pieces of some rows, by the piece's id, where the pieces themselves are not at hand."""
    return films_shown(pieces_with_films([row.pk for row in rows]))


def pieces_to_take() -> QuerySet[Piece]:
    """All pieces with what a package names; whether somebody may take one is asked of the permissions."""
    return Piece.objects.select_related("latest_revision", *NAMED)


def news_since(since: datetime, *, now: datetime) -> QuerySet[Listing]:
    """Public pieces of all languages published since a moment, newest first, at most a thousand."""
    rows = listings.public(now=now).filter(published_at__gte=since)
    return rows.order_by(*listings.NEWEST_FIRST)[:NEWS_A_SITEMAP]


def months_of_pieces(*, now: datetime) -> list[tuple[datetime, datetime]]:
    """The months in which something was published, newest first, each with its last change."""
    by_month = listings.public(now=now).annotate(month=TruncMonth("published_at")).order_by().values("month")
    rows = by_month.annotate(changed=Max("changed_at")).order_by("-month")
    return list(rows.values_list("month", "changed"))


def pieces_between(since: datetime, until: datetime, *, now: datetime) -> QuerySet:
    """Address and last change of the public pieces of a time, newest first, at most as many as a sitemap may hold."""
    rows = listings.public(now=now).filter(published_at__gte=since, published_at__lt=until)
    return rows.order_by(*listings.NEWEST_FIRST).values_list("path", "changed_at")[:URLS_A_SITEMAP]


def _stream(title: str, about: str, home: str, rows: QuerySet[Listing], whose: SiteIdentity) -> Stream:
    found = list(rows.select_related("campaign")[:AT_MOST])
    held_back = held_back_from(Consent.Use.PORTAL, pictures_of_pieces(row.pk for row in found))
    _leave_out(held_back, found)
    # What was taken down leaves the feed too, and so does who takes a consent back: who asks "since when" must learn it
    moments = [row.changed_at for row in found] + [TakeDown.objects.aggregate(at=Max("at"))["at"]]
    moments.append(Consent.objects.aggregate(at=Max("withdrawn_at"))["at"])
    return Stream(title, about, home, found, whose, max(filter(None, moments), default=None), held_back)


def _leave_out(held_back: set[int], rows: list[Listing]) -> None:
    led = set(Piece.objects.filter(picture__in=held_back).values_list("pk", flat=True)) if held_back else set()
    for row in rows:
        row.picture = None if row.pk in led else row.picture
