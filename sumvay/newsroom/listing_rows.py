"""What a Listing is made of: a published piece as readers' lists, feeds and search know it."""

from datetime import datetime

from django.conf import settings
from django.utils.text import slugify
from django.utils.timezone import localdate

from sumvay.newsroom.models import Listing, Piece, PieceSource
from sumvay.newsroom.picture_sizes import as_shown
from sumvay.newsroom.search_text import body_text, searchable
from sumvay.newsroom.selectors.bulletins import speaks_for_the_site
from sumvay.newsroom.selectors.translations import all_versions
from sumvay.org.models import FOREVER, Unit
from sumvay.vietnamese import fold, nfc

FEEDS = ("tin.rss", "tin.atom", "tin.json", "ninjs.json")
NAMED = ("section", "unit", "campaign", "programme", "translation_of")
# Pages that list one kind of piece
LISTS_OF_KIND = {
    Piece.Kind.JOB: "/viec-lam/",
    Piece.Kind.DOCUMENT: "/van-ban/",
    Piece.Kind.PROGRAMME: "/chuong-trinh/",
}


def author_slug(byline: str) -> str:
    """The author's page in its address, with the unit since names repeat: "Lê Hòa (CĐCS An)" gives "le-hoa-cdcs-an"."""
    return slugify(fold(byline))[:160]


def fields_of(piece: Piece, *, now: datetime) -> dict:
    """The columns of a piece's listing, search included."""
    words = searchable(piece.title, piece.standfirst, body_text(piece.body.raw_data))
    return {
        **{name: getattr(piece, name) for name in ("kind", "genre", "language")},
        **{name: nfc(getattr(piece, name)) for name in ("kicker", "title", "standfirst", "byline", "place")},
        **{f"{name}_id": getattr(piece, f"{name}_id") for name in NAMED},
        # Any desk may tick it; the front page belongs to the highest
        "is_lead": piece.is_lead and speaks_for_the_site(piece.unit, on=localdate(now)),
        "path": piece.get_absolute_url(),
        "author_slug": author_slug(piece.byline),
        "picture": as_shown(piece.picture) if piece.picture else None,
        "published_at": piece.first_published_at or now,
        "changed_at": now,
        "expires_at": piece.expire_at,
        **words._asdict(),
    }


def touched_paths(listing: Listing) -> set[str]:
    """
    The addresses whose pages change when this listing comes, changes or goes; "/x/*" means all that lies below /x/.

    The piece and its print page, its versions in other languages, the front page, the lists it stands in with their
    next pages (of its unit, of those that wrote it and of all above them), its programme with the list of its episodes,
    the bulletins and the page of its campaign that name it, and the feeds and sitemap; nothing else.
    """
    # As ids, which the paths' index finds; a subquery beside an OR reads every path of the country
    wrote = PieceSource.objects.filter(piece=listing.pk).values_list("contribution__unit", flat=True)
    units = {listing.unit_id, *wrote}
    above = Unit.objects.filter(paths_down__descendant__in=units, paths_down__valid_to=FOREVER)
    lists = {f"/muc/{listing.section.slug}/", *(f"/don-vi/{code}/" for code in above.values_list("code", flat=True))}
    if listing.language != settings.LANGUAGE_CODE:
        lists.add(f"/{listing.language}/")
    if listing.campaign_id:
        lists.add(f"/dot/{listing.campaign_id}/")
    if listing.programme_id:
        lists.add(f"/chuong-trinh/{listing.programme_id}/")
    if listing.author_slug:
        lists.add(f"/tac-gia/{listing.author_slug}/")
    if listing.kind in LISTS_OF_KIND:
        lists.add(LISTS_OF_KIND[listing.kind])
    paths = {listing.path, f"{listing.path}*", "/", "/sitemap-tin.xml", *(f"/{feed}" for feed in FEEDS)}
    if listing.programme:
        paths.add(listing.programme.get_absolute_url())
    versions = set(all_versions(listing).values_list("path", flat=True))
    # By the piece's own kind, as its index of what bulletins carry is
    carrying = Piece.objects.filter(kind=Piece.Kind.BULLETIN, picks__contains=[listing.pk]).values("pk")
    versions |= set(Listing.objects.filter(pk__in=carrying).values_list("path", flat=True))
    if listing.campaign_id:
        told = Listing.objects.filter(kind=Piece.Kind.CAMPAIGN, campaign=listing.campaign_id)
        versions |= set(told.values_list("path", flat=True))
    return paths | versions | lists | {f"{path}*" for path in lists}
