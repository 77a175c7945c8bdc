"""Photos and the film of what a unit writes: described, put in order, taken out; photos are added from the phone."""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.files import services as files
from sumvay.files.models import StoredFile, Upload
from sumvay.newsroom.models import Contribution, ContributionPhoto, FilmCheck
from sumvay.newsroom.permissions.contributions import can_write
from sumvay.newsroom.selectors.contributions import WRITABLE
from sumvay.newsroom.services.contributing import save_contribution
from sumvay.newsroom.services.contribution_refusals import (
    AlreadySent,
    NotAPhoto,
    NotYourUnit,
    OneFilm,
    PhotoInUse,
    TooManyPhotos,
)
from sumvay.vietnamese import nfc

log = logging.getLogger(__name__)

MOST_PHOTOS = 40
DESCRIBED = ["caption", "credit", "shows_people"]
ENDED = [Contribution.State.REFUSED, Contribution.State.WITHDRAWN]


@transaction.atomic
def save_with_photos(
    *,
    actor: User,
    contribution: Contribution,
    fields: dict[str, Any],
    edition: int | None,
    said: dict[int, dict[str, Any]],
    uploads: Iterable[tuple[str, bytes]],
    now: datetime,
) -> list[str]:
    """
    Keep the words, what is said of each photo and new photos, with one press; gives why which photos were not taken.

    A photo that is refused takes neither the words nor the other photos with it.
    `said` holds by the photo's number what of "caption", "credit" and "shows_people" was filled in (not on the trail:
    that begins with sending), `uploads` (name, content), read one after the other.
    Raises what save_contribution raises.
    """
    save_contribution(actor=actor, contribution=contribution, fields=fields, edition=edition, now=now)
    for photo in contribution.photos.filter(pk__in=said):
        if describe(photo=photo, said=said[photo.pk]):
            photo.save(update_fields=DESCRIBED)
    refused = []
    for name, content in uploads:
        try:
            add_photo(actor=actor, contribution=contribution, name=name, content=content, now=now)
        except Refusal as no:
            refused.append(f"“{nfc(name)}”: {no}")
    return refused


@transaction.atomic
def add_photo(
    *, actor: User, contribution: Contribution, name: str, content: bytes, now: datetime
) -> ContributionPhoto:
    """
    Add one photo at the end; its bytes are safe on disk, without place and camera, before this returns.

    The same picture sent again over a bad line stays one. Raises NotYourUnit, AlreadySent, TooManyPhotos, NotAPhoto,
    and what files.services.store_file raises.
    """
    _hold(actor, contribution, now)
    photos = contribution.photos.filter(is_film=False).order_by("position", "pk")
    stored = files.store_file(
        actor=actor, unit=contribution.unit, name=name, content=content, purpose=StoredFile.Purpose.NEWS, now=now
    )
    if not stored.media_type.startswith("image/"):
        raise NotAPhoto(_("This file is not a photo."))
    twin = photos.filter(stored__sha256=stored.sha256).first()
    if twin:
        files.let_go(pks=[stored.pk], now=now)
        return twin
    if photos.count() >= MOST_PHOTOS:
        raise TooManyPhotos(_("An item holds at most %(most)d photos.") % {"most": MOST_PHOTOS})
    last = photos.last()
    photo = ContributionPhoto.objects.create(
        contribution=contribution, stored=stored, position=last.position + 1 if last else 0
    )
    _record("add", actor, contribution, photo, now)
    return photo


def add_film(*, actor: User, contribution: Contribution, upload: Upload, now: datetime) -> ContributionPhoto:
    """
    Take in the film that has come whole; the item has room for one.

    The check takes some seconds, outside any transaction; a film that is refused stays an upload.
    Raises NotYourUnit, AlreadySent, OneFilm, and what files.services.check_film and keep_film raise.
    """
    if not can_write(actor, contribution, on=localdate(now)):
        raise NotYourUnit(_("You do not write for %(unit)s.") % {"unit": contribution.unit.name})
    film = files.check_film(upload=upload)
    with transaction.atomic():
        hold_for_film(actor=actor, contribution=contribution, now=now)
        stored = files.keep_film(actor=actor, upload=upload, film=film, now=now)
        row = ContributionPhoto.objects.create(
            contribution=contribution, stored=stored, is_film=True, seconds=film.look.seconds,
            frame=_frame(actor, stored, film.frame, now),
        )  # fmt: skip
        # With the film itself: a worker killed after this finds nothing left to do
        FilmCheck.objects.filter(contribution=contribution).delete()
        _record("add", actor, contribution, row, now)
    return row


def hold_for_film(*, actor: User, contribution: Contribution, now: datetime) -> None:
    """
    Keep an item that has room for a film as it is until the transaction ends.

    Raises NotYourUnit, AlreadySent, OneFilm.
    """
    _hold(actor, contribution, now)
    if contribution.photos.filter(is_film=True).exists():
        raise OneFilm(_("This item has a film already. Take it out first to send another."))


def _frame(actor: User, film: StoredFile, content: bytes | None, now: datetime) -> StoredFile | None:
    """The picture out of the film as a file beside it; a unit without room left does without."""
    if content is None:
        return None
    try:
        return files.store_file(
            actor=actor,
            unit=film.unit,
            name=f"{film.name}.jpg",
            content=content,
            purpose=StoredFile.Purpose.NEWS,
            now=now,
        )
    except Refusal:
        log.warning("no picture is kept of film %s", film.pk, exc_info=True)
        return None


@transaction.atomic
def change_photo(
    *, actor: User, photo: ContributionPhoto, caption: str, credit: str, shows_people: bool | None, now: datetime
) -> None:
    """
    Say what a photo shows, who took it, and whether somebody can be recognised in it (None: not said yet).

    Raises NotYourUnit, AlreadySent.
    """
    _hold(actor, photo.contribution, now)
    describe(photo=photo, said={"caption": caption, "credit": credit, "shows_people": shows_people})
    photo.save(update_fields=DESCRIBED)
    _record("change", actor, photo.contribution, photo, now)


@transaction.atomic
def move_photo(*, actor: User, photo: ContributionPhoto, step: int, now: datetime) -> None:
    """
    Put a photo further to the front (`step` -1) or to the back (1); at the end of the row nothing happens.

    Raises NotYourUnit, AlreadySent.
    """
    _hold(actor, photo.contribution, now)
    row = list(photo.contribution.photos.filter(is_film=photo.is_film).order_by("position", "pk"))
    place = row.index(photo)
    row.insert(max(0, place + step), row.pop(place))
    _number(row)


@transaction.atomic
def remove_photo(*, actor: User, photo: ContributionPhoto, now: datetime) -> None:
    """
    Take a photo or the film out, and the consents given for it.

    Raises NotYourUnit, AlreadySent, PhotoInUse (a desk has made a picture of it, which leads back here).
    """
    contribution = photo.contribution
    # A film that came to nothing may make room for the next
    _hold(actor, contribution, now, [*WRITABLE, *ENDED] if photo.is_film else WRITABLE)
    if photo.is_film and contribution.used_in.exists():
        raise PhotoInUse(_("The desk has already used this film; it cannot be taken out here. Please call the desk."))
    if photo.pictures.exists():
        raise PhotoInUse(_("The desk has already used this photo; it cannot be taken out here. Please call the desk."))
    _record("remove", actor, contribution, photo, now)
    held = [photo.stored_id, photo.frame_id]
    photo.delete()
    files.let_go(pks=held, now=now)
    _number(list(contribution.photos.order_by("position", "pk")))


def _hold(actor: User, contribution: Contribution, now: datetime, states: Sequence[str] = WRITABLE) -> None:
    """The right, the state, and nobody else at the row of photos until we are through."""
    if not can_write(actor, contribution, on=localdate(now)):
        raise NotYourUnit(_("You do not write for %(unit)s.") % {"unit": contribution.unit.name})
    held = Contribution.objects.select_for_update(no_key=True).filter(pk=contribution.pk, state__in=states)
    if not held:
        raise AlreadySent(_("This item has been sent already; it cannot be changed now."))


def describe(*, photo: ContributionPhoto, said: dict[str, Any]) -> bool:
    """Set what of "caption", "credit" and "shows_people" is said; whether that changes anything. Nothing is saved."""
    before = [getattr(photo, name) for name in DESCRIBED]
    for name, most in (("caption", 400), ("credit", 160)):
        if name in said:
            setattr(photo, name, " ".join(nfc(said[name]).split())[:most])
    photo.shows_people = said.get("shows_people", photo.shows_people)
    return before != [getattr(photo, name) for name in DESCRIBED]


def _number(row: list[ContributionPhoto]) -> None:
    for position, photo in enumerate(row):
        photo.position = position
    ContributionPhoto.objects.bulk_update(row, ["position"])


def _record(verb: str, actor: User, contribution: Contribution, photo: ContributionPhoto, now: datetime) -> None:
    audit.record(
        actor=actor, action=f"photo.{verb}", target=photo, at=now, unit_id=contribution.unit_id,
        changes={"contribution": contribution.pk, "stored": photo.stored_id},
    )  # fmt: skip
