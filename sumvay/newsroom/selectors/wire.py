"""What feeds carry: the newest public pieces of the site, a section, a unit with all below it, or a campaign."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, QuerySet
from django.db.models.functions import TruncMonth

from sumvay.campaigns.models import Campaign
from sumvay.newsroom.models import (
    Listing,
    NewsDocument,
    NewsPicture,
    Piece,
    PieceSource,
    Section,
    SiteIdentity,
    TakeDown,
)
from sumvay.newsroom.selectors import listings
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


def whole(rows: Iterable[Listing]) -> Whole:
    """The pieces behind some rows, with everything their bodies need; as many queries for fifty as for one."""
    return whole_pieces(Piece.objects.filter(pk__in=[row.pk for row in rows]).select_related(*NAMED))


def whole_pieces(pieces: Iterable[Piece]) -> Whole:
    """As above, for pieces at hand."""
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
    return Whole(by_id, kept, credited)


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
    # What was taken down leaves the feed too: who asks "since when" must learn of it
    moments = [row.changed_at for row in found] + [TakeDown.objects.aggregate(at=Max("at"))["at"]]
    return Stream(title, about, home, found, whose, max(filter(None, moments), default=None))
