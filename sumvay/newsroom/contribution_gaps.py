"""What a contribution still lacks before it may be sent, said as one does to a colleague."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sumvay.newsroom.models import Consent, Contribution, ContributionPhoto
from sumvay.vietnamese import sensitive_numbers

Kind = Contribution.Kind
SPOKEN = {Kind.VOICE, Kind.LEADER_MESSAGE}
TEXTLESS = {Kind.PHOTO_STORY, Kind.VIDEO}
EVENTS = {Kind.NEWS, Kind.PHOTO_STORY, Kind.VIDEO}


@dataclass(frozen=True)
class Gap:
    """
    One thing that is missing: the sentence, and where it is mended: "words", "photos", "consent", or "photo", the
    consents of `photo`.
    """

    sentence: str
    where: str = "words"
    photo: ContributionPhoto | None = None


def gaps(
    contribution: Contribution,
    photos: list[ContributionPhoto],
    consents: list[Consent],
    *,
    has_desk: bool,
    is_film_checked: bool,
) -> list[Gap]:
    """
    Everything that stands in the way of sending, in the order of the page.

    Consent is asked for whoever is shown and named, and for whoever's illness or hardship is told: Luật Bảo vệ dữ liệu
    cá nhân 91/2025/QH15, NĐ 356/2025/NĐ-CP.
    """
    found = [*_of_words(contribution, photos, is_film_checked), *_of_photos(photos, consents)]
    if is_film_checked:
        found.append(Gap(_("The film is being checked. Please wait a moment, then send the item.")))
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


def all_agree(consents: Iterable[Consent], about: str, use: str = Consent.Use.PORTAL) -> bool:
    """At least one person is written down, and everyone who is agrees to this use now."""
    asked = [consent for consent in consents if consent.about == about]
    agree = {consent.person for consent in asked if consent.withdrawn_at is None and use in consent.uses}
    return bool(agree) and agree == {consent.person for consent in asked}


def _of_words(contribution, photos, is_film_checked):
    if not contribution.title.strip():
        yield Gap(_("Write a title."))
    if contribution.kind == Kind.VIDEO:
        if not contribution.video_url and not is_film_checked and not any(photo.is_film for photo in photos):
            yield Gap(_("Paste the link to the video, or add the film itself."))
    elif contribution.kind == Kind.PHOTO_STORY:
        if all(photo.is_film for photo in photos):
            yield Gap(_("Add at least one photo."))
    elif not contribution.text.strip():
        yield Gap(_("Write the text."))
    yield from _of_facts(contribution)


def _of_facts(contribution):
    if contribution.kind in EVENTS and not contribution.happened_on:
        yield Gap(_("Write on which day it happened."))
    if contribution.kind in EVENTS and not contribution.place.strip():
        yield Gap(_("Write where it happened."))
    if contribution.kind in SPOKEN and not contribution.speaker.strip():
        yield Gap(_("Write who says it."))
    if contribution.kind == Kind.VOICE and not contribution.voice_of:
        yield Gap(_("Say whose voice it is."))


def _of_photos(photos, consents):
    if unsaid := [photo for photo in photos if not photo.is_film and not photo.caption.strip()]:
        yield Gap(_("Write a caption for photo %(numbers)s.") % {"numbers": _numbers(photos, unsaid)}, "photos")
    unanswered = [photo for photo in photos if photo.shows_people is None]
    if shots := [photo for photo in unanswered if not photo.is_film]:
        sentence = _("Say of photo %(numbers)s whether anybody can be recognised in it.")
        yield Gap(sentence % {"numbers": _numbers(photos, shots)}, "photos")
    if any(photo.is_film for photo in unanswered):
        yield Gap(_("Say whether anybody can be recognised in the film."), "photos")
    for number, photo in enumerate(photos, start=1):
        asked = [consent for consent in consents if consent.photo_id == photo.pk]
        if photo.shows_people and not all_agree(asked, Consent.About.PICTURE):
            yield Gap(_faces(number, photo, asked), "photo", photo)


def _numbers(photos, some):
    return ", ".join(str(number) for number, photo in enumerate(photos, start=1) if photo in some)


def _faces(number, photo, asked):
    is_partly = any(consent.withdrawn_at is None and Consent.Use.PORTAL not in consent.uses for consent in asked)
    if photo.is_film:
        partly = _("Not everyone shown in the film agrees to the portal. It cannot be published so.")
        return partly if is_partly else _("The film shows named people: write down that they agree.")
    partly = _("Not everyone shown in photo %(number)d agrees to the portal. It cannot be published so.")
    sentence = partly if is_partly else _("Photo %(number)d shows named people: write down that they agree.")
    return sentence % {"number": number}


def _has_sensitive(contribution, photos):
    words = [contribution.title, contribution.text, contribution.elsewhere, contribution.place]
    words += [contribution.speaker, contribution.byline]
    return any(sensitive_numbers(text) for text in [*words, *(f"{p.caption} {p.credit}" for p in photos)])
