"""Consents that were taken back, and the pieces that still use what was agreed to."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from sumvay.newsroom.models import Consent, NewsPicture, Piece, PieceSource
from sumvay.newsroom.picture_sizes import picture_ids
from sumvay.newsroom.selectors.shown_pictures import pieces_showing


def taken_back() -> QuerySet[Consent]:
    """Consents a person took back and has not given anew for the same photo, or for the text."""
    same = Q(photo=OuterRef("photo")) | Q(photo=None)
    anew = Consent.objects.filter(
        same, contribution=OuterRef("contribution"), about=OuterRef("about"), person=OuterRef("person"),
        withdrawn_at=None, uses__contains=[Consent.Use.PORTAL],
    )  # fmt: skip
    return Consent.objects.filter(withdrawn_at__isnull=False).exclude(Exists(anew))


def pieces_touched() -> QuerySet[Piece]:
    """
    Pieces that show a picture whose consent was taken back, sent in or brought by the desk, or whose source tells of
    the person or shows them in a film.

    Once the picture is out of the piece, or the person has agreed anew, the piece is none of them.
    """
    back = taken_back()
    told = PieceSource.objects.filter(contribution__in=back.filter(_not_of_a_photo()).values("contribution"))
    pictures = NewsPicture.objects.filter(photo__in=back.exclude(_not_of_a_photo()).values("photo"))
    shown = [pieces_showing(some).values("pk") for some in (pictures, pictures_taken_back())]
    return Piece.objects.filter(pk__in=told.values("piece").union(*shown))


def pictures_taken_back() -> QuerySet[NewsPicture]:
    """Pictures a desk brought itself whose consent was taken back and not given anew."""
    back = NewsPicture.objects.filter(consent_withdrawn_at__isnull=False, photo=None)
    # One in which nobody can be recognised any more needs none
    return back.exclude(shows_people=False)


def touched_among(piece_ids: list[int]) -> set[int]:
    """Which of these pieces, for the rows of a list."""
    return set(pieces_touched().filter(pk__in=piece_ids).values_list("pk", flat=True))


def taken_back_in(piece: Piece) -> QuerySet[Consent]:
    """Whose consent the piece uses though it was taken back, the latest first."""
    told = Q(_not_of_a_photo(), contribution__used_in__piece=piece.pk)
    shown = Q(photo__pictures__in=picture_ids(piece))
    return taken_back().filter(told | shown).select_related("photo").distinct().order_by("-withdrawn_at", "-pk")


def pictures_taken_back_in(piece: Piece) -> QuerySet[NewsPicture]:
    """The pictures of the desk's own that the piece shows though their consent was taken back, the latest first."""
    return pictures_taken_back().filter(pk__in=picture_ids(piece)).order_by("-consent_withdrawn_at", "-pk")


def _not_of_a_photo() -> Q:
    return Q(photo=None) | Q(photo__is_film=True)
