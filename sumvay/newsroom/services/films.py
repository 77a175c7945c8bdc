"""Films before readers: laid out with the piece that shows them, hidden with it."""

from datetime import datetime
from pathlib import Path

from sumvay.files import services as files
from sumvay.newsroom.models import ContributionPhoto
from sumvay.newsroom.selectors import films


def film_for_readers(*, film: ContributionPhoto, now: datetime) -> Path | None:
    """
    Where the film of a piece before readers lies, laid there at the first asking; None when no such piece shows it.

    Raises FileNotFoundError when the disk has lost it.
    """
    place = films.place_of(film.stored)
    if films.is_public(film, now=now) and not place.exists():
        files.show_to_everyone(stored=film.stored, place=place)
    # It may have been taken down this very moment
    if films.is_public(film, now=now):
        return place
    place.unlink(missing_ok=True)
    return None


def hide_films(*, piece_id: int, now: datetime) -> None:
    """Erase from readers' sight whatever was sent for a piece and is shown by no piece before readers any more."""
    sent = ContributionPhoto.objects.filter(is_film=True, contribution__used_in__piece=piece_id)
    for film in sent.select_related("stored").distinct():
        if not films.is_public(film, now=now):
            films.place_of(film.stored).unlink(missing_ok=True)
