"""Questions of editors about what is like a contribution, within what they may see; candidates come by an index."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from sumvay.accounts.models import User
from sumvay.newsroom.models import Contribution, Listing, Piece
from sumvay.newsroom.near_duplicates import Account, Likeness, alike
from sumvay.newsroom.search_text import body_text, folded_title, pairs_of, words_of
from sumvay.newsroom.selectors.desk import within_reach_of
from sumvay.newsroom.selectors.related import holding_rare_pairs
from sumvay.vietnamese import fold

State = Contribution.State
RECENT = timedelta(days=30)
JUST_SENT = timedelta(days=14)
NEAR_DAYS = timedelta(days=3)
MOST_COMPARED = 500
MOST_LISTINGS = 20
MOST_WORDS = 4_000


@dataclass(frozen=True)
class Alike:
    """Something like a contribution: how, and what it is (a contribution or a published piece)."""

    likeness: Likeness
    contribution: Contribution | None = None
    piece: Piece | None = None


def likenesses_among(officer: User, rows: Iterable[Contribution], *, now: datetime) -> dict[int, list[Likeness]]:
    """For rows of a queue: what the officer may see that is like them, by the row's id."""
    asked = list(rows)
    accounts = [_told(row) for row in asked]
    found = alike(accounts, map(_told, _candidates(officer, asked, now))) if asked else {}
    return {key: likenesses for key, likenesses in found.items() if isinstance(key, int)}


def alike_to(officer: User, contribution: Contribution, *, now: datetime) -> list[Alike]:
    """Contributions the officer may see and published pieces that are like a contribution, the most copied first."""
    candidates: dict[Hashable, Contribution] = {row.pk: row for row in _candidates(officer, [contribution], now)}
    published: dict[Hashable, Piece] = {f"piece {row.pk}": row for row in _published_alike(contribution, now)}
    others = [*map(_told, candidates.values()), *map(_published, published.values())]
    found = alike([_told(contribution)], others).get(contribution.pk, [])
    return [Alike(row, candidates.get(row.key), published.get(row.key)) for row in found]


def published_text(piece: Piece) -> str:
    """Title and words of a piece as it is stored."""
    return f"{piece.title}\n{piece.standfirst}\n{body_text(piece.body.raw_data)}"


def published_pieces() -> QuerySet[Piece]:
    """Pieces readers can find."""
    return Piece.objects.filter(listing__isnull=False).select_related("unit")


def _candidates(officer, rows, now):
    """Recent contributions within reach, near in time of sending or in the day of the event; the newest 500."""
    near = Q(sent_at__gte=now - JUST_SENT)
    if days := [row.happened_on for row in rows if row.happened_on]:
        near |= Q(happened_on__range=(min(days) - NEAR_DAYS, max(days) + NEAR_DAYS))
    recent = Contribution.objects.filter(within_reach_of(officer), near, sent_at__gte=now - RECENT)
    sent = recent.exclude(state__in=[State.DRAFT, State.WITHDRAWN]).select_related("unit")
    return sent.order_by("-sent_at", "-pk")[:MOST_COMPARED]


def _published_alike(contribution, now):
    """The newest published pieces with a like title, or with rare words of the contribution's text; not its own."""
    title = folded_title(contribution.title)
    pairs = set(pairs_of(words_of(contribution.text)[:MOST_WORDS]))
    near = Q(folded_title__trigram_similar=title) | Q(pk__in=holding_rare_pairs(pairs, now=now))
    listed = Listing.objects.filter(near, published_at__gte=now - RECENT)
    others = listed.exclude(piece__sources__contribution=contribution).filter(
        Q(expires_at=None) | Q(expires_at__gt=now)
    )
    newest = others.order_by("-published_at", "-pk").values_list("pk", flat=True)[:MOST_LISTINGS]
    return published_pieces().filter(pk__in=list(newest)) if title else []


def _told(row):
    return Account(row.pk, row.unit_id, row.happened_on, row.place, row.title, row.folded)


def _published(piece):
    folded = fold(published_text(piece))
    return Account(f"piece {piece.pk}", piece.unit_id, piece.happened_on, piece.place, piece.title, folded)
