"""What a picture may be used for: what everybody who can be recognised in it has agreed to."""

from collections.abc import Iterable

from django.db.models import QuerySet

from sumvay.newsroom.contribution_gaps import all_agree
from sumvay.newsroom.models import Consent, NewsPicture


def uses_in_words(uses: Iterable[str]) -> str:
    """Uses (Consent.Use) as a list of words."""
    return ", ".join(str(Consent.Use(use).label) for use in uses)


def held_back_from(use: str, pictures: QuerySet[NewsPicture]) -> set[int]:
    """Ids of those pictures that may not be put to a use."""
    asked = pictures.select_related("photo").prefetch_related("photo__consents")
    return {picture.pk for picture in asked if use not in uses_of(picture)}


def uses_of(picture: NewsPicture) -> set[str]:
    """
    The uses (Consent.Use) a picture may be put to: all of them when nobody can be recognised in it, none as long as
    nobody has said (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15: consent is for named purposes).
    """
    asked = picture.photo or picture
    if asked.shows_people is False:
        return set(Consent.Use.values)
    if not asked.shows_people:
        return set()
    if picture.photo:
        consents = list(picture.photo.consents.all())
        return {use for use in Consent.Use.values if all_agree(consents, Consent.About.PICTURE, use)}
    agreed = picture.consent_person and picture.consent_how and picture.consent_withdrawn_at is None
    return set(picture.consent_uses) if agreed else set()
