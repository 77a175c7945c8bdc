"""Pictures and films of which nobody has said whether anybody can be recognised, and the pieces that show them."""

from typing import NamedTuple

from django.db.models import Q, QuerySet

from sumvay.newsroom.models import NewsPicture, Piece, PieceSource
from sumvay.newsroom.picture_sizes import picture_ids
from sumvay.newsroom.selectors.films import films_of
from sumvay.newsroom.selectors.shown_pictures import pieces_showing


class Unasked(NamedTuple):
    """One of them: what it is called, and where it is answered for, at the desk or with the picture in the editor."""

    name: str
    contribution_id: int | None
    picture_id: int | None


def pieces_unasked() -> QuerySet[Piece]:
    """Pieces that show such a picture, or whose source holds such a film."""
    films = PieceSource.objects.filter(contribution__photos__is_film=True, contribution__photos__shows_people=None)
    shown = pieces_showing(_pictures())
    return Piece.objects.filter(Q(pk__in=shown.values("pk")) | Q(pk__in=films.values("piece")))


def unasked_among(piece_ids: list[int]) -> set[int]:
    """Which of these pieces, for the rows of a list."""
    return set(pieces_unasked().filter(pk__in=piece_ids).values_list("pk", flat=True))


def unasked_in(piece: Piece) -> list[Unasked]:
    """What of a piece nobody was asked about."""
    pictures = _pictures().filter(pk__in=picture_ids(piece)).select_related("photo").order_by("pk")
    found = [
        Unasked(one.caption or one.title, one.photo.contribution_id if one.photo else None, one.pk) for one in pictures
    ]
    films = [film for film in films_of(piece) if film.shows_people is None]
    return [*found, *(Unasked(film.stored.name, film.contribution_id, None) for film in films)]


def _pictures() -> QuerySet[NewsPicture]:
    sent = Q(photo__isnull=False, photo__shows_people=None)
    return NewsPicture.objects.filter(sent | Q(photo=None, shows_people=None))
