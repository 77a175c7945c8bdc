"""Whether a piece may go out at all: its genre on this site, the faces in its pictures, the hardship it tells of."""

from django.db.models import Q
from django.utils.translation import gettext as _

from sumvay.errors import Refusal
from sumvay.newsroom.completeness import refuse_incomplete
from sumvay.newsroom.contribution_gaps import all_agree
from sumvay.newsroom.models import Consent, Contribution, ContributionPhoto, NewsPicture, Piece, SiteIdentity
from sumvay.newsroom.picture_sizes import picture_ids
from sumvay.newsroom.picture_uses import uses_of
from sumvay.newsroom.selectors.films import film_ids, films_of

# What only licensed press may carry (NĐ 147/2024/NĐ-CP)
PRESS_ONLY = {Piece.Genre.INTERVIEW, Piece.Genre.REPORTAGE, Piece.Genre.INVESTIGATION}


class GenreNotAllowed(Refusal):
    """The site has no licence for this genre."""


class SourceWithdrawn(Refusal):
    """Its author has taken back what the piece was made of."""


class FilmNotOfItsSources(Refusal):
    """The number in the text is that of a film somebody else sent, or of none."""


class PeopleNotAsked(Refusal):
    """Of a picture nobody has said whether it shows people."""


class ConsentMissing(Refusal):
    """Somebody in a picture or named in the text has not agreed, or agrees no longer."""


def refuse_unfit(piece: Piece) -> None:
    """
    Let pass what may be published (Luật Báo chí 2025, NĐ 147/2024/NĐ-CP; Luật 91/2025/QH15 on personal data).

    Raises completeness.PieceIncomplete, GenreNotAllowed, SourceWithdrawn, FilmNotOfItsSources, PeopleNotAsked and
    ConsentMissing, whose sentence names the photo.
    """
    refuse_incomplete(piece)
    _refuse_genre(piece)
    _refuse_withdrawn(piece)
    _refuse_strange_films(piece)
    _refuse_faces(piece)
    _refuse_uploaded_faces(piece)
    _refuse_hardship(piece)
    _refuse_own_hardship(piece)


def _refuse_genre(piece: Piece) -> None:
    is_press = SiteIdentity.objects.filter(profile=SiteIdentity.Profile.PRESS).exists()
    if piece.genre in PRESS_ONLY and not is_press:
        raise GenreNotAllowed(
            _("This is an internal information site; it may not carry the genre “%(genre)s”. Please choose another.")
            % {"genre": piece.get_genre_display()}
        )


def _refuse_withdrawn(piece: Piece) -> None:
    taken_back = Contribution.objects.filter(used_in__piece=piece.pk, state=Contribution.State.WITHDRAWN).first()
    if taken_back:
        raise SourceWithdrawn(
            _("The author has withdrawn “%(title)s”, of which this piece was made. It cannot be published.")
            % {"title": taken_back.title}
        )


def _refuse_strange_films(piece: Piece) -> None:
    strange = film_ids(piece) - {film.pk for film in films_of(piece)}
    if strange:
        raise FilmNotOfItsSources(
            _("Film %(number)s does not belong to an item this piece was made of. Please take it out.")
            % {"number": min(strange)}
        )


def _refuse_faces(piece: Piece) -> None:
    shown = Q(pictures__in=picture_ids(piece)) | Q(pk__in=film_ids(piece))
    photos = ContributionPhoto.objects.filter(shown).exclude(shows_people=False)
    for photo in photos.distinct().prefetch_related("consents"):
        if photo.shows_people is None:
            raise _unasked(photo.caption or str(photo.stored))
        if not all_agree(photo.consents.all(), Consent.About.PICTURE):
            numbered = _("the film") if photo.is_film else _("photo %(position)s") % {"position": photo.position + 1}
            named = photo.caption or numbered
            raise ConsentMissing(
                _(
                    "The photo “%(photo)s” shows people, and there is no consent in force for the portal. "
                    "Please record the consent or take the photo out."
                )
                % {"photo": named}
            )


def _refuse_uploaded_faces(piece: Piece) -> None:
    """What editors brought themselves."""
    pictures = NewsPicture.objects.filter(pk__in=picture_ids(piece), photo=None).exclude(shows_people=False)
    for picture in pictures.order_by("pk"):
        if picture.shows_people is None:
            raise _unasked(picture.title)
        if Consent.Use.PORTAL not in uses_of(picture):
            raise ConsentMissing(
                _(
                    "The photo “%(photo)s” shows people, and there is no consent in force for the portal. "
                    "Please record the consent or take the photo out."
                )
                % {"photo": picture.title}
            )


def _unasked(name: str) -> PeopleNotAsked:
    return PeopleNotAsked(
        _("Nobody has said whether anybody can be recognised in the picture “%(picture)s”. Please answer that first.")
        % {"picture": name}
    )


def _refuse_hardship(piece: Piece) -> None:
    told = Contribution.objects.filter(used_in__piece=piece.pk, names_hardship=True)
    for contribution in told.distinct().prefetch_related("consents"):
        if not all_agree(contribution.consents.all(), Consent.About.TEXT):
            raise ConsentMissing(
                _(
                    "“%(title)s” tells of a named person's illness or hardship, and there is no consent in force for "
                    "the portal. Please record the consent or leave the person unnamed."
                )
                % {"title": contribution.title}
            )


def _refuse_own_hardship(piece: Piece) -> None:
    """What the desk wrote itself."""
    if piece.names_hardship and not (piece.hardship_person.strip() and piece.hardship_how.strip()):
        raise ConsentMissing(
            _(
                "The piece tells of a named person's illness or hardship. Please write down under “Sources and "
                "consents” who agrees and how that was said, or leave the person unnamed."
            )
        )
