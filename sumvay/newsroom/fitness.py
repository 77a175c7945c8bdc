"""Whether a piece may go out at all: its genre on this site, the faces in its pictures, the hardship it tells of."""

from django.utils.translation import gettext as _

from sumvay.errors import Refusal
from sumvay.newsroom.models import Consent, Contribution, ContributionPhoto, Piece, SiteIdentity
from sumvay.newsroom.picture_sizes import picture_ids

# What only licensed press may carry (NĐ 147/2024/NĐ-CP)
PRESS_ONLY = {Piece.Genre.INTERVIEW, Piece.Genre.REPORTAGE, Piece.Genre.INVESTIGATION}


class GenreNotAllowed(Refusal):
    """The site has no licence for this genre."""


class SourceWithdrawn(Refusal):
    """Its author has taken back what the piece was made of."""


class ConsentMissing(Refusal):
    """Somebody in a picture or named in the text has not agreed, or agrees no longer."""


def refuse_unfit(piece: Piece) -> None:
    """
    Let pass what may be published (Luật Báo chí 2025, NĐ 147/2024/NĐ-CP; Luật 91/2025/QH15 on personal data).

    Raises GenreNotAllowed, SourceWithdrawn and ConsentMissing, whose sentence names the photo.
    """
    _refuse_genre(piece)
    _refuse_withdrawn(piece)
    _refuse_faces(piece)
    _refuse_hardship(piece)


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


def _refuse_faces(piece: Piece) -> None:
    photos = ContributionPhoto.objects.filter(pictures__in=picture_ids(piece), shows_people=True)
    for photo in photos.distinct().prefetch_related("consents"):
        if not _all_agree(photo.consents.all(), Consent.About.PICTURE):
            named = photo.caption or _("photo %(position)s") % {"position": photo.position + 1}
            raise ConsentMissing(
                _(
                    "The photo “%(photo)s” shows people, and there is no consent in force for the portal. "
                    "Please record the consent or take the photo out."
                )
                % {"photo": named}
            )


def _refuse_hardship(piece: Piece) -> None:
    told = Contribution.objects.filter(used_in__piece=piece.pk, names_hardship=True)
    for contribution in told.distinct().prefetch_related("consents"):
        if not _all_agree(contribution.consents.all(), Consent.About.TEXT):
            raise ConsentMissing(
                _(
                    "“%(title)s” tells of a named person's illness or hardship, and there is no consent in force for "
                    "the portal. Please record the consent or leave the person unnamed."
                )
                % {"title": contribution.title}
            )


def _all_agree(consents, about: str) -> bool:
    """At least one person agreed, and nobody who withdrew has not agreed anew."""
    asked = [one for one in consents if one.about == about and Consent.Use.PORTAL in one.uses]
    agree = {one.person for one in asked if one.withdrawn_at is None}
    return bool(agree) and agree == {one.person for one in asked}
