"""The sections of the portal: begun, renamed, hidden, and merged so that no address is lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.newsroom import tasks
from sumvay.newsroom.models import Listing, OldAddress, Piece, Section
from sumvay.newsroom.permissions.site import can_shape_site
from sumvay.vietnamese import fold, nfc

OF_A_SECTION = ("name", "english_name", "slug", "blurb", "position", "is_open")


class SiteNotYours(Refusal):
    """The officer does not lead the highest desk."""


class AddressTaken(Refusal):
    """Another section stands at the address, or once stood there."""


class LastSection(Refusal):
    """Pieces need a section to stand in."""


class MergedAlready(Refusal):
    """The section has come to its end."""


@transaction.atomic
def add_section(*, actor: User, fields: dict, now: datetime) -> Section:
    """
    Begin a section; `fields` as in OF_A_SECTION, an empty slug is made of the name.

    Raises SiteNotYours, AddressTaken.
    """
    refuse_stranger(actor=actor, now=now)
    said = _said(fields)
    _refuse_taken(said["slug"], but=None)
    with _one_of_two():
        section = Section.objects.create(**said)
    audit.record(actor=actor, action="section.add", target=section, at=now)
    drop_everything()
    return section


@transaction.atomic
def change_section(*, actor: User, section: Section, fields: dict, now: datetime) -> Section:
    """
    Rename, move, hide or show a section; its former address leads to the new one, a hidden one keeps its page.

    Raises SiteNotYours, AddressTaken, MergedAlready, LastSection.
    """
    refuse_stranger(actor=actor, now=now)
    said = _said(fields)
    former = Section.objects.select_for_update().get(pk=section.pk)
    if former.merged_into_id:
        raise MergedAlready(_("This section was merged into another."))
    if not said["is_open"]:
        _refuse_last(former)
    _refuse_taken(said["slug"], but=former)
    changed = sorted(name for name, value in said.items() if getattr(former, name) != value)
    with _one_of_two():
        Section.objects.filter(pk=section.pk).update(**said)
    section.refresh_from_db()
    if "slug" in changed:
        OldAddress.objects.filter(path=section.get_absolute_url()).delete()
        OldAddress.objects.create(path=former.get_absolute_url(), section=section)
    if changed:
        audit.record(actor=actor, action="section.change", target=section, at=now, changes={"fields": changed})
        drop_everything()
    return section


@transaction.atomic
def merge_section(*, actor: User, section: Section, into: Section, now: datetime) -> int:
    """
    End a section: another takes over its pieces, and all its addresses lead there; gives the number of pieces.

    Drafts and earlier versions that name it are opened in the other (Piece.with_content_json).
    Raises SiteNotYours, MergedAlready, LastSection.
    """
    refuse_stranger(actor=actor, now=now)
    both = Section.objects.select_for_update().filter(pk__in={section.pk, into.pk}, merged_into=None).order_by("pk")
    if len(both) != 2:
        raise MergedAlready(_("Please choose another section, one that still exists."))
    _refuse_last(section)
    Section.objects.filter(pk=section.pk).update(is_open=False, merged_into=into)
    Section.objects.filter(merged_into=section).update(merged_into=into)
    OldAddress.objects.filter(section=section).update(section=into)
    OldAddress.objects.create(path=section.get_absolute_url(), section=into)
    moved = Piece.objects.filter(section=section).update(section=into)
    Listing.objects.filter(section=section).update(section=into)
    changes = {"into": into.pk, "pieces": moved}
    audit.record(actor=actor, action="section.merge", target=section, at=now, changes=changes)
    drop_everything()
    return moved


def refuse_stranger(*, actor: User, now: datetime) -> None:
    """The gate of everything that shapes the site."""
    if not can_shape_site(actor, on=localdate(now)):
        raise SiteNotYours(_("Only those who lead the highest desk shape the portal."))


def drop_everything() -> None:
    """Every page shows the menu and the imprint."""
    tasks.drop_every_page.configure(priority=10).defer()


def _said(fields: dict) -> dict:
    said = {name: nfc(" ".join(value.split())) if isinstance(value, str) else value for name, value in fields.items()}
    return {**said, "slug": slugify(fold(said["slug"] or said["name"]))[:60] or "muc"}


def _refuse_taken(slug: str, *, but: Section | None) -> None:
    stands = Section.objects.filter(slug=slug)
    stood = OldAddress.objects.filter(path=Section(slug=slug).get_absolute_url())
    if but:
        # It may take a former address of its own again
        stands, stood = stands.exclude(pk=but.pk), stood.filter(~Q(section=but) | Q(section=None))
    if stands.exists() or stood.exists():
        raise _taken()


@contextmanager
def _one_of_two() -> Iterator[None]:
    """Of two who take an address at once, the later one is told so."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as no:
        raise _taken() from no


def _taken() -> AddressTaken:
    return AddressTaken(_("Another section has this address, or had it once. Please choose another address."))


def _refuse_last(section: Section) -> None:
    if not Section.objects.filter(is_open=True).exclude(pk=section.pk).exists():
        raise LastSection(_("At least one section must stay in the menu."))
