"""Consent of people shown or named: written down, taken back at any time, and then flagged wherever it was used."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.newsroom import desk_seats
from sumvay.newsroom.models import Consent, Contribution, ContributionPhoto, ContributionStep, NewsPicture
from sumvay.newsroom.permissions.contributions import can_record_consent, can_withdraw_consent, can_write
from sumvay.newsroom.permissions.desks import can_edit_at
from sumvay.newsroom.selectors import contributions as selectors
from sumvay.newsroom.selectors.shown_pictures import pieces_showing
from sumvay.newsroom.services import drawing
from sumvay.newsroom.services.contributing import tell_author
from sumvay.newsroom.services.contribution_refusals import (
    ConsentRelied,
    ConsentUnclear,
    NotYourUnit,
    SensitiveContent,
)
from sumvay.notifications import services as notifications
from sumvay.org.models import Unit
from sumvay.vietnamese import nfc, sensitive_numbers

State = Contribution.State
AT_A_DESK = {State.WAITING, State.TAKEN}
EDIT = "wagtailsnippets_newsroom_piece:edit"


@transaction.atomic
def record_consent(
    *,
    actor: User,
    contribution: Contribution,
    person: str,
    uses: list[str],
    how: str,
    given_on: date,
    now: datetime,
    photo: ContributionPhoto | None = None,
) -> Consent:
    """
    Write down that a person agrees to be shown in `photo`, or to be told of in the text when there is none.

    `uses` are Consent.Use values; `how` it was given, in words. Also after sending: by the unit, which the desk may
    ask for it, or by the desk itself. Pressing twice leaves one. Raises NotYourUnit, ConsentUnclear, SensitiveContent.
    Source: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 (consent for a named purpose, provable, withdrawable).
    """
    if not can_record_consent(actor, contribution, on=localdate(now)):
        raise NotYourUnit(_("You do not write for %(unit)s.") % {"unit": contribution.unit.name})
    person, how = " ".join(nfc(person).split())[:120], " ".join(nfc(how).split())[:200]
    _check(person, uses, how, given_on, now)
    about = Consent.About.PICTURE if photo else Consent.About.TEXT
    _hold(contribution)
    consent, is_new = Consent.objects.get_or_create(
        contribution=contribution,
        photo=photo,
        about=about,
        person=person,
        uses=[use for use in Consent.Use.values if use in uses],
        how=how,
        given_on=given_on,
        withdrawn_at=None,
        defaults={"recorded_by": actor},
    )
    if is_new:
        _record("record", actor, consent, now)
        _show_anew(consent)
    return consent


@transaction.atomic
def withdraw_consent(*, actor: User, consent: Consent, now: datetime) -> None:
    """
    The person takes it back; the row stays. Whoever edits where it is used is told, and the author. Twice is harmless.

    Raises NotYourUnit.
    """
    contribution = consent.contribution
    if not can_withdraw_consent(actor, contribution, on=localdate(now)):
        raise NotYourUnit(_("Only officers of %(unit)s can do this.") % {"unit": contribution.unit.name})
    _hold(contribution)
    if not Consent.objects.filter(pk=consent.pk, withdrawn_at=None).update(withdrawn_at=now):
        return
    consent.refresh_from_db()
    contribution.refresh_from_db()
    _record("withdraw", actor, consent, now)
    _show_anew(consent)
    with override("vi"):
        note = f"{consent.person}: {consent.get_about_display()}"[:500]
    ContributionStep.objects.create(
        contribution=contribution,
        act=ContributionStep.Act.CONSENT_WITHDRAWN,
        desk=contribution.desk,
        by=actor,
        at=now,
        note=note,
    )
    _flag_uses(consent, now)
    if actor != contribution.author:
        tell_author(contribution=contribution, act=ContributionStep.Act.CONSENT_WITHDRAWN, note=consent.person, now=now)


@transaction.atomic
def answer_for_photo(*, actor: User, photo: ContributionPhoto, shows_people: bool, now: datetime) -> None:
    """
    Say whether anybody can be recognised in a photo or film of which nobody has said, also after publishing.

    An answer that has been given stays as it is. Raises NotYourUnit.
    """
    contribution = photo.contribution
    if not can_record_consent(actor, contribution, on=localdate(now)):
        raise NotYourUnit(_("You do not write for %(unit)s.") % {"unit": contribution.unit.name})
    if not ContributionPhoto.objects.filter(pk=photo.pk, shows_people=None).update(shows_people=shows_people):
        return
    audit.record(
        actor=actor, action="photo.answer", target=photo, at=now, unit_id=contribution.unit_id,
        changes={"contribution": contribution.pk, "shows_people": shows_people},
    )  # fmt: skip
    drawing.show_anew(pieces_showing(NewsPicture.objects.filter(photo=photo)))


@transaction.atomic
def withdraw_for_picture(*, actor: User, picture: NewsPicture, now: datetime) -> None:
    """
    Whoever is shown in a picture the desk brought takes it back; what was written down stays. Twice is harmless.

    Editors of every piece that shows it are told. Raises NotYourUnit.
    """
    _permit_picture(actor, picture)
    standing = NewsPicture.objects.filter(pk=picture.pk, photo=None, consent_withdrawn_at=None)
    if not standing.update(consent_withdrawn_at=now):
        return
    _record_picture("withdraw", actor, picture, now)
    pieces = pieces_showing(NewsPicture.objects.filter(pk=picture.pk)).select_related("unit").order_by("pk")
    drawing.show_anew(pieces)
    about = f"picture:{picture.pk}:{now:%Y%m%d%H%M%S}"
    for piece in pieces:
        _tell_editors(
            piece.unit, piece.title, reverse(EDIT, args=[piece.pk]), now,
            person=picture.consent_person, what=Consent.About.PICTURE, about=f"{about}:piece:{piece.pk}",
        )  # fmt: skip


@transaction.atomic
def agree_anew_for_picture(*, actor: User, picture: NewsPicture, now: datetime) -> None:
    """
    They agree again to what is written down with the picture. Raises NotYourUnit.

    Of a consent that was not taken back nothing changes.
    """
    _permit_picture(actor, picture)
    back = NewsPicture.objects.filter(pk=picture.pk, consent_withdrawn_at__isnull=False)
    if not back.update(consent_withdrawn_at=None):
        return
    _record_picture("record", actor, picture, now)
    drawing.show_anew(pieces_showing(NewsPicture.objects.filter(pk=picture.pk)))


@transaction.atomic
def erase_consent(*, actor: User, consent: Consent, now: datetime) -> None:
    """
    Take out what was written down by mistake, while nothing has been sent on the strength of it.

    Raises NotYourUnit, ConsentRelied.
    """
    contribution = consent.contribution
    _permit_write(actor, contribution, now)
    _hold(contribution)
    contribution.refresh_from_db()
    if contribution.sent_at:
        raise ConsentRelied(_("The item has been sent with this consent: it can be withdrawn, but stays on record."))
    _record("erase", actor, consent, now)
    consent.delete()


def _show_anew(consent: Consent) -> None:
    """What is shared and printed shows the photo, or no longer does."""
    if consent.photo_id:
        drawing.show_anew(selectors.uses_of_consent(consent))


def _flag_uses(consent: Consent, now: datetime) -> None:
    """Every piece that uses it, and the desk at which the contribution lies now."""
    contribution = consent.contribution
    said: Any = {"person": consent.person, "what": Consent.About(consent.about)}
    about = f"consent:{consent.pk}"
    for piece in selectors.uses_of_consent(consent):
        path = reverse(EDIT, args=[piece.pk])
        _tell_editors(piece.unit, piece.title, path, now, about=f"{about}:piece:{piece.pk}", **said)
    if contribution.desk and contribution.state in AT_A_DESK:
        path = reverse("newsroom:at_desk", args=[contribution.pk])
        _tell_editors(contribution.desk, contribution.title, path, now, about=f"{about}:desk", **said)


def _tell_editors(
    unit: Unit, title: str, path: str, now: datetime, *, person: str, what: Consent.About, about: str
) -> None:
    with override("vi"):
        sentence = _("Consent withdrawn: please look at “%(title)s”.") % {"title": title}
        body = _("%(person)s no longer agrees to %(what)s. Take it out, or take the piece down.") % {
            "person": person,
            "what": what.label,
        }
    notifications.notify_officers(
        officers=desk_seats.people_of(unit, on=localdate(now), posts=desk_seats.EDITING),
        kind="consent_withdrawn",
        title=sentence,
        body=body,
        path=path,
        about=about,
        now=now,
        unit=unit,
    )


def _check(person: str, uses: list[str], how: str, given_on: date, now: datetime) -> None:
    if not person or not how:
        raise ConsentUnclear(_("Write who agrees, and how that was said."))
    if not uses or not set(uses) <= set(Consent.Use.values):
        raise ConsentUnclear(_("Choose at least one use the person agrees to."))
    if given_on > localdate(now):
        raise ConsentUnclear(_("The day of the consent lies in the future."))
    if sensitive_numbers(person) or sensitive_numbers(how):
        raise SensitiveContent(
            _("The text holds what looks like an identity or bank account number. Take it out before sending.")
        )


def _permit_write(actor: User, contribution: Contribution, now: datetime) -> None:
    if not can_write(actor, contribution, on=localdate(now)):
        raise NotYourUnit(_("You do not write for %(unit)s.") % {"unit": contribution.unit.name})


def _permit_picture(actor: User, picture: NewsPicture) -> None:
    if not (actor.is_superuser or can_edit_at(actor, picture.unit_id)):
        raise NotYourUnit(_("You do not edit for this unit."))


def _hold(contribution: Contribution) -> None:
    """Sending and taking back wait for each other."""
    Contribution.objects.select_for_update(no_key=True).get(pk=contribution.pk)


def _record(verb: str, actor: User, consent: Consent, now: datetime) -> None:
    audit.record(
        actor=actor, action=f"consent.{verb}", target=consent, at=now, unit_id=consent.contribution.unit_id,
        changes={"contribution": consent.contribution_id, "photo": consent.photo_id, "about": consent.about},
    )  # fmt: skip


def _record_picture(verb: str, actor: User, picture: NewsPicture, now: datetime) -> None:
    audit.record(
        actor=actor, action=f"consent.{verb}", target=picture, at=now, unit_id=picture.unit_id,
        changes={"uses": picture.consent_uses},
    )  # fmt: skip
