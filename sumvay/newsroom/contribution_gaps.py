"""What a contribution still lacks before it may be sent, said as one does to a colleague."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from sumvay.newsroom.models import Consent, Contribution, ContributionPhoto
from sumvay.vietnamese import sensitive_numbers

Kind = Contribution.Kind
SPOKEN = {Kind.VOICE, Kind.LEADER_MESSAGE}


@dataclass(frozen=True)
class Gap:
    """One thing that is missing: the sentence, where it is mended ("words", "photo", "consent"), and on which photo."""

    sentence: str
    where: str = "words"
    photo: ContributionPhoto | None = None


def gaps(
    contribution: Contribution, photos: list[ContributionPhoto], consents: list[Consent], *, has_desk: bool
) -> list[Gap]:
    """
    Everything that stands in the way of sending, in the order of the page.

    Consent is asked for whoever is shown and named, and for whoever's illness or hardship is told: Luật Bảo vệ dữ liệu
    cá nhân 91/2025/QH15, NĐ 356/2025/NĐ-CP.
    """
    found = [*_of_words(contribution, photos), *_of_photos(photos, consents)]
    if contribution.names_hardship and not all_agree(consents, Consent.About.TEXT):
        sentence = _("The text tells of a named person's illness or hardship: write down that the person agrees.")
        found.append(Gap(sentence, "consent"))
    if _has_sensitive(contribution, photos):
        sentence = _("The text holds what looks like an identity or bank account number. Take it out before sending.")
        found.append(Gap(sentence))
    if not has_desk:
        sentence = _("No desk receives pieces from your unit yet. Please ask the level above to open one.")
        found.append(Gap(sentence, ""))
    return found


def all_agree(consents: list[Consent], about: str) -> bool:
    """At least one person agrees, and nobody of those who took it back has not agreed anew."""
    asked = [consent for consent in consents if consent.about == about]
    agree = {consent.person for consent in asked if consent.withdrawn_at is None}
    return bool(agree) and agree == {consent.person for consent in asked}


def _of_words(contribution, photos):
    if not contribution.title.strip():
        yield Gap(_("Write a title."))
    if contribution.kind == Kind.VIDEO:
        if not contribution.video_url:
            yield Gap(_("Paste the link to the video."))
    elif contribution.kind == Kind.PHOTO_STORY:
        if not photos:
            yield Gap(_("Add at least one photo."))
    elif not contribution.text.strip():
        yield Gap(_("Write the text."))
    if contribution.kind in SPOKEN and not contribution.speaker.strip():
        yield Gap(_("Write who says it."))


def _of_photos(photos, consents):
    for number, photo in enumerate(photos, start=1):
        asked = [consent for consent in consents if consent.photo_id == photo.pk]
        if photo.shows_people and not all_agree(asked, Consent.About.PICTURE):
            sentence = _("Photo %(number)d shows named people: write down that they agree.") % {"number": number}
            yield Gap(sentence, "photo", photo)


def _has_sensitive(contribution, photos):
    words = [contribution.title, contribution.text, contribution.elsewhere, contribution.place]
    words += [contribution.speaker, contribution.byline]
    return any(sensitive_numbers(text) for text in [*words, *(f"{p.caption} {p.credit}" for p in photos)])
