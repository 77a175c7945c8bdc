"""What the site is in the eyes of the law, and where its former addresses lead."""

import re
from datetime import datetime
from urllib.parse import unquote, urlsplit

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.newsroom import tasks
from sumvay.newsroom.fitness import PRESS_ONLY
from sumvay.newsroom.models import Listing, OldAddress, Section, SiteIdentity
from sumvay.newsroom.services.sections import drop_everything, refuse_stranger
from sumvay.vietnamese import nfc

PIECE_PATH = re.compile(r"/bai/[-\w]*-(\d{1,18})/")
SECTION_PATH = re.compile(r"/muc/([-\w]+)/")


class LicenceMissing(Refusal):
    """Press names the licence it has."""


class GenresBeforeReaders(Refusal):
    """What only licensed press may carry is still public."""


class LeadsNowhere(Refusal):
    """Neither a public piece nor a section."""


class AddressKnown(Refusal):
    """The former address leads somewhere already."""


@transaction.atomic
def save_identity(*, actor: User, fields: dict, now: datetime) -> SiteIdentity:
    """
    Say whose site this is and by which right it speaks; `fields` are those of SiteIdentity.

    An internal information site carries no press genres (NĐ 147/2024/NĐ-CP), so none may be public when it becomes one.
    Raises SiteNotYours, LicenceMissing, GenresBeforeReaders.
    """
    refuse_stranger(actor=actor, now=now)
    said = {name: nfc(" ".join(value.split())) for name, value in fields.items()}
    if said["profile"] == SiteIdentity.Profile.PRESS and not said["licence_line"]:
        raise LicenceMissing(_("Licensed press names its licence: number, date and who gave it."))
    if said["profile"] == SiteIdentity.Profile.INTERNAL:
        _refuse_press_genres()
    former = SiteIdentity.objects.filter(pk=1).first()
    changed = sorted(name for name, value in said.items() if getattr(former, name, None) != value)
    site, _new = SiteIdentity.objects.update_or_create(pk=1, defaults=said)
    if changed:
        changes = {"profile": site.profile, "fields": changed}
        audit.record(actor=actor, action="site.change", target=site, at=now, changes=changes)
        drop_everything()
    if "name" in changed:
        tasks.forget_cards.defer()
    return site


@transaction.atomic
def add_old_address(*, actor: User, path: str, leads_to: str, now: datetime) -> OldAddress:
    """
    Lead a former address of the house to a public piece or a section; both as a path or a whole link.

    Raises SiteNotYours, LeadsNowhere, AddressKnown.
    """
    refuse_stranger(actor=actor, now=now)
    former, target = _path_in(path), _target(_path_in(leads_to))
    if not target or former == "/":
        raise LeadsNowhere(_("Please give the former address, and the address of a published piece or of a section."))
    old, is_new = OldAddress.objects.get_or_create(path=former, defaults=target)
    if not is_new:
        raise AddressKnown(_("This former address is on the list already."))
    audit.record(actor=actor, action="old_address.add", target=old, at=now)
    return old


@transaction.atomic
def remove_old_address(*, actor: User, address: OldAddress, now: datetime) -> None:
    """Take a former address off the list; readers then learn that nothing is there. Raises SiteNotYours."""
    refuse_stranger(actor=actor, now=now)
    gone, _by_model = OldAddress.objects.filter(pk=address.pk).delete()
    if gone:
        audit.record(actor=actor, action="old_address.remove", target=address, at=now)


def _refuse_press_genres() -> None:
    public = Listing.objects.filter(genre__in=PRESS_ONLY).count()
    if public:
        raise GenresBeforeReaders(
            ngettext(
                "%(count)d published piece is an interview, a reportage or an investigation, which an internal "
                "information site may not carry. Please change its genre or take it down first.",
                "%(count)d published pieces are interviews, reportages or investigations, which an internal "
                "information site may not carry. Please change their genre or take them down first.",
                public,
            )
            % {"count": public}
        )


def _path_in(typed: str) -> str:
    """The path of what was typed, a path or a whole link, as readers' browsers ask for it."""
    path = unquote(urlsplit(typed.strip()).path)
    return nfc(path if path.startswith("/") else f"/{path}")[:300]


def _target(path: str) -> dict | None:
    if piece := PIECE_PATH.fullmatch(path):
        listed = Listing.objects.filter(pk=int(piece[1])).first()
        return {"piece_id": listed.pk} if listed else None
    if section := SECTION_PATH.fullmatch(path):
        found = Section.objects.filter(slug=section[1], merged_into=None).first()
        return {"section": found} if found else None
    return None
