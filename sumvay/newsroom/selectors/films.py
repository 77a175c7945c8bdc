"""Films that were sent in: which of them a piece shows, and where readers get them."""

import re
import uuid
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import Exists, F, Func, JSONField, OuterRef, QuerySet
from procrastinate.contrib.django.models import ProcrastinateJob

from sumvay.accounts.models import User
from sumvay.files.models import StoredFile
from sumvay.newsroom.contribution_gaps import all_agree
from sumvay.newsroom.models import Consent, Contribution, ContributionPhoto, FilmCheck, Piece
from sumvay.newsroom.selectors.listings import public

# QuickTime is MP4's elder brother; browsers that shy away from its name play it under this one
ENDINGS = {"video/mp4": ".mp4", "video/quicktime": ".mp4", "video/webm": ".webm"}
NAME = re.compile(r"[0-9a-f]{32}")
PLAYED_AS = {".mp4": "video/mp4", ".webm": "video/webm"}
# Of a film check: a job waits or runs
AT_WORK = Exists(
    ProcrastinateJob.objects.filter(
        task_name="newsroom.take_in_film",
        status__in=["todo", "doing"],
        args__check_id=Func(OuterRef("pk"), function="to_jsonb", output_field=JSONField()),
    )
)


def film_ids(piece: Piece) -> set[int]:
    """The numbers of the films named in a piece's text."""
    return {block["film"] for block in _blocks_with_film(piece)}


def films_of(piece: Piece) -> QuerySet[ContributionPhoto]:
    """The films a piece shows; only what its own sources sent counts, whatever number stands in the text."""
    films = ContributionPhoto.objects.filter(pk__in=film_ids(piece), is_film=True)
    return films.filter(contribution__used_in__piece=piece.pk).select_related("stored").distinct()


def films_shown(pieces: Iterable[Piece]) -> dict[int, list[dict]]:
    """
    What `as_played` tells and the "title" of every film each piece shows, in its order, by the piece's id.

    For programs elsewhere: left out are films of people who agree no longer.
    """
    named = {piece.pk: _blocks_with_film(piece) for piece in pieces}
    asked = {block["film"] for blocks in named.values() for block in blocks}
    if not asked:
        return {}
    sent = ContributionPhoto.objects.filter(pk__in=asked, is_film=True, contribution__used_in__piece__in=named)
    sent = sent.annotate(of_piece=F("contribution__used_in__piece")).select_related("stored")
    known = {(film.of_piece, film.pk): as_played(film) for film in sent.prefetch_related("consents") if _agreed(film)}
    told: dict[int, list[dict]] = {}
    for piece_id, blocks in named.items():
        own = [(known.get((piece_id, block["film"])), block["title"]) for block in blocks]
        told[piece_id] = [{**film, "title": title} for film, title in own if film]
    return told


def pieces_with_films(ids: Iterable[int]) -> QuerySet[Piece]:
    """Of the pieces with these ids those made of what held a film, with their text alone."""
    return Piece.objects.filter(pk__in=ids, sources__contribution__photos__is_film=True).only("body").distinct()


def _agreed(film: ContributionPhoto) -> bool:
    return film.shows_people is False or all_agree(film.consents.all(), Consent.About.PICTURE)


def _blocks_with_film(piece: Piece) -> list[dict]:
    videos = [block["value"] for block in piece.body.raw_data if block["type"] == "video"]
    return [video for video in videos if video.get("film")]


def film_check_of(contribution: Contribution, viewer: User) -> FilmCheck | None:
    """
    The film the viewer sent for it that is being looked at, or was refused; nobody else's.

    `is_at_work` says whether the worker has it before it or will: a job that failed for good has come to nothing.
    """
    return contribution.film_checks.filter(by=viewer).select_related("upload").annotate(is_at_work=AT_WORK).first()


def is_film_being_checked(contribution: Contribution) -> bool:
    """Whether anybody's film for it is being looked at now."""
    return contribution.film_checks.filter(AT_WORK, refusal="", upload__isnull=False).exists()


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
