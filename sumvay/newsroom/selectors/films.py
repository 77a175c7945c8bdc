"""Films that were sent in: which of them a piece shows, and where readers get them."""

import re
import uuid
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from sumvay.files.models import StoredFile
from sumvay.newsroom.models import ContributionPhoto, Piece
from sumvay.newsroom.selectors.listings import public

# QuickTime is MP4's elder brother; browsers that shy away from its name play it under this one
ENDINGS = {"video/mp4": ".mp4", "video/quicktime": ".mp4", "video/webm": ".webm"}
NAME = re.compile(r"[0-9a-f]{32}")
PLAYED_AS = {".mp4": "video/mp4", ".webm": "video/webm"}


def film_ids(piece: Piece) -> set[int]:
    """The numbers of the films named in a piece's text."""
    named = (block["value"].get("film") for block in piece.body.raw_data if block["type"] == "video")
    return {film for film in named if film}


def films_of(piece: Piece) -> QuerySet[ContributionPhoto]:
    """The films a piece shows; only what its own sources sent counts, whatever number stands in the text."""
    films = ContributionPhoto.objects.filter(pk__in=film_ids(piece), is_film=True)
    return films.filter(contribution__used_in__piece=piece.pk).select_related("stored").distinct()


def film_named(name: str) -> ContributionPhoto | None:
    """The film readers know by this name, whether they may have it or not."""
    stem = name.partition(".")[0]
    if not NAME.fullmatch(stem):
        return None
    found = ContributionPhoto.objects.filter(is_film=True, stored__key=uuid.UUID(stem), stored__removed_at=None)
    film = found.select_related("stored").first()
    return film if film and name_of(film.stored) == name else None


def is_public(film: ContributionPhoto, *, now: datetime) -> bool:
    """Whether a piece before readers shows it."""
    rows = public(now=now).filter(piece__sources__contribution=film.contribution_id).select_related("piece")
    return any(film.pk in film_ids(row.piece) for row in rows)


def name_of(stored: StoredFile) -> str:
    """Under which name readers get it: nobody guesses that of a draft."""
    return f"{stored.key.hex}{ENDINGS[stored.media_type]}"


def place_of(stored: StoredFile) -> Path:
    """Where it lies for readers, once one has asked for it."""
    return settings.FILMS / name_of(stored)


def as_played(film: ContributionPhoto) -> dict:
    """A film for a reader's page: {"url", "type", "width", "height", "seconds", "size", "credit", "stored"}."""
    stored = film.stored
    return {
        "url": f"/films/{name_of(stored)}",
        "type": PLAYED_AS[ENDINGS[stored.media_type]],
        "width": stored.width,
        "height": stored.height,
        "seconds": film.seconds,
        "size": stored.size,
        "credit": film.credit,
        "stored": stored,
    }
