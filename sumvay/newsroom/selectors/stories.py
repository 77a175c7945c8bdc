"""All that stands on the page of one piece."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet

from sumvay.campaigns.models import Campaign
from sumvay.newsroom.models import Consent, Correction, Listing, NewsPicture, OldAddress, Piece, TakeDown
from sumvay.newsroom.picture_sizes import as_shown, body_picture_ids, pictures_of
from sumvay.newsroom.picture_uses import held_back_from
from sumvay.newsroom.selectors.films import as_played, film_ids, films_of
from sumvay.newsroom.selectors.listings import episodes_of, in_order, newest, public
from sumvay.newsroom.selectors.related import read_on, related_to
from sumvay.newsroom.selectors.translations import versions_of
from sumvay.newsroom.told_campaign import told_campaign
from sumvay.org.models import Unit

BESIDE = 12
IN_A_SECTION = re.compile(r"/muc/[-\w]+/")
# Long, and on no page: what the text was found by, and what a paper says
NOT_SHOWN = ("accented", "unaccented", "piece__programme__body", "piece__paper__text", "piece__paper__body",
             "piece__paper__fields", "piece__paper__found", "piece__paper__folded")  # fmt: skip


@dataclass
class Story:
    """A piece with what belongs to its page; lists are empty where its kind has none."""

    piece: Piece
    published_at: datetime
    changed_at: datetime
    # Pictures by their number: {"alt", "credit", "width", "height", "sources"}
    pictures: dict[int, dict]
    # Films that were sent in by their number: {"url", "type", "width", "height", …}, see films.as_played
    films: dict[int, dict] = field(default_factory=dict)
    corrections: list[Correction] = field(default_factory=list)
    episodes: list[Listing] = field(default_factory=list)
    picks: list[Listing] = field(default_factory=list)
    of_campaign: list[Listing] = field(default_factory=list)
    related: list[Listing] = field(default_factory=list)
    read_on: list[Listing] = field(default_factory=list)
    # The same in other languages
    versions: list[Listing] = field(default_factory=list)
    # The units whose contributions it was made of
    senders: list[Unit] = field(default_factory=list)
    # What it is part of, where readers find a page of that
    campaign: Campaign | None = None
    # Pictures that are not shown here, by their number
    held_back: set[int] = field(default_factory=set)

    @property
    def lead(self) -> dict | None:
        """The picture above the text."""
        return self.pictures.get(self.piece.picture_id) if self.piece.picture_id else None

    @property
    def leads_with_picture(self) -> bool:
        """Whether the picture stands above the text: not twice when the body shows it, as a photo story does."""
        return self.lead is not None and self.piece.picture_id not in body_picture_ids(self.piece)

    @property
    def programme(self) -> Piece | None:
        """The programme it is an episode of, once readers may open that."""
        return self.piece.programme if self.piece.programme and self.piece.programme.live else None

    @property
    def blocks(self) -> list:
        """The body in reading order; of a live event the newest moment comes first."""
        blocks = list(self.piece.body)
        moments = [one for one in blocks if one.block_type == "update"]
        moments.sort(key=lambda one: one.value["at"], reverse=True)
        return [one for one in blocks if one.block_type != "update"] + moments


def public_listing(piece_id: int, *, now: datetime) -> QuerySet[Listing]:
    """The published piece of this number, with what its page names; from the moment of its end it is none."""
    named = ("section", "unit", "piece__programme", "piece__campaign", "piece__paper", "piece__picture")
    return public(now=now).select_related(*named).filter(pk=piece_id).defer(*NOT_SHOWN)


def story_of(listing: Listing, *, now: datetime) -> Story:
    """The page of a published piece."""
    piece = listing.piece
    # Known already; asking the piece for them would ask the database again
    piece.section, piece.unit = listing.section, listing.unit
    story = Story(piece, listing.published_at, listing.changed_at, shown_pictures(piece), shown_films(piece))
    story.senders = list(Unit.objects.filter(contributions__used_in__piece=piece).exclude(pk=piece.unit_id).distinct())
    story.campaign = _hub_of(listing, now)
    story.versions = versions_of(listing, now=now)
    story.corrections = list(piece.corrections.order_by("-at", "-pk"))
    series = piece if piece.kind == Piece.Kind.PROGRAMME else story.programme
    if series:
        story.episodes = list(episodes_of(series, now=now).exclude(pk=piece.pk)[:BESIDE])
    if piece.kind == Piece.Kind.BULLETIN:
        story.picks = list(in_order(piece.picks, now=now))
    if piece.kind == Piece.Kind.CAMPAIGN and story.campaign:
        rows = newest(campaign=story.campaign, language=piece.language, now=now)
        story.of_campaign = list(rows.exclude(pk=piece.pk)[:BESIDE])
    on_page = [*story.episodes, *story.picks, *story.of_campaign]
    shown = {row.pk for row in on_page}
    story.related = [row for row in related_to(listing, now=now) if row.pk not in shown]
    story.read_on = read_on(listing, besides=[*on_page, *story.related], now=now)
    return story


def printed_story_of(listing: Listing, *, now: datetime) -> Story:
    """The same on paper: pictures whose people have not agreed to print, or were not asked, are held back."""
    story = story_of(listing, now=now)
    story.held_back = held_back_from(Consent.Use.PRINT, NewsPicture.objects.filter(pk__in=story.pictures))
    for number in story.held_back:
        del story.pictures[number]
    return story


def _hub_of(listing: Listing, now: datetime) -> Campaign | None:
    """The campaign of a published piece; its page is in Vietnamese and there only with something to show."""
    campaign = told_campaign(listing.piece.campaign)
    if campaign and (listing.language == "vi" or newest(campaign=campaign, now=now).exists()):
        return campaign
    return None


def preview_of(piece: Piece, *, now: datetime) -> Story:
    """The page as it would be; nothing around it, since it is in no list yet."""
    return Story(piece, piece.first_published_at or now, now, shown_pictures(piece), shown_films(piece))


def shown_pictures(piece: Piece) -> dict[int, dict]:
    """The pictures of a piece that have been drawn, by their number."""
    return {picture.pk: shown for picture in pictures_of(piece) if (shown := as_shown(picture))}


def shown_films(piece: Piece) -> dict[int, dict]:
    """The films of a piece by their number; most pieces have none, and then nothing is asked."""
    return {film.pk: as_played(film) for film in films_of(piece)} if film_ids(piece) else {}


def piece_once_public(piece_id: int, *, now: datetime) -> QuerySet[Piece]:
    """A piece that was before readers and is not any more; one that has just ended is still `live`."""
    is_over = Q(listing__isnull=True) | Q(listing__expires_at__lte=now)
    return Piece.objects.filter(is_over, pk=piece_id, first_published_at__isnull=False)


def last_take_down(piece: Piece) -> TakeDown | None:
    """Why it is gone, where a person took it down."""
    return piece.take_downs.order_by("-at", "-pk").first()


def moved_to(path: str) -> str | None:
    """Where the public piece, or the section with all its pages and feeds, stands now that once stood at this path."""
    whole = Q(path=path, piece__listing__isnull=False) | Q(path=path, section__isnull=False)
    home = IN_A_SECTION.match(path)
    below = Q(path=home[0], section__isnull=False) if home else Q(pk=None)
    old = OldAddress.objects.select_related("piece", "section").filter(whole | below).first()
    if old and old.piece:
        return old.piece.get_absolute_url()
    return old.section.get_absolute_url() + path.removeprefix(old.path) if old and old.section else None
