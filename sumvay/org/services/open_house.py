"""The first day: kinds of units, the top unit, the first officer."""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sumvay.accounts import services as accounts
from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.org import closure, spans
from sumvay.org.models import Appointment, Unit, UnitKind
from sumvay.org.naming import name_columns
from sumvay.org.services.tree import plant
from sumvay.vietnamese import nfc

# Law on Trade Unions 50/2024/QH15 names four levels; offices have more kinds than that, and may add their own
STARTING_KINDS = (
    ("national", "Tổng Liên đoàn", 0, False),
    ("province", "Liên đoàn Lao động tỉnh, thành phố", 10, False),
    ("sector", "Công đoàn ngành, tổng công ty", 10, False),
    ("zone", "Công đoàn khu công nghiệp, khu kinh tế", 20, False),
    ("area", "Tổ công tác quản lý địa bàn", 25, False),
    ("ward", "Công đoàn phường", 30, False),
    ("commune", "Công đoàn xã", 30, False),
    ("special_zone", "Công đoàn đặc khu", 30, False),
    ("grassroots", "Công đoàn cơ sở", 50, True),
    ("guild", "Nghiệp đoàn cơ sở", 50, True),
    ("section", "Công đoàn bộ phận", 60, False),
    ("group", "Tổ công đoàn", 70, False),
)


class HouseOpened(NamedTuple):
    """The top unit, its first officer, and the token of the officer's link."""

    unit: Unit
    officer: User
    token: str


class AlreadyOpen(Refusal):
    """There is a top unit already."""


class KindUnknown(Refusal):
    """No kind of unit has this code."""


def add_starting_kinds() -> None:
    """Add the usual kinds of units that are missing; those that exist stay as they are."""
    UnitKind.objects.bulk_create(
        [
            UnitKind(code=code, name=name, rank=rank, is_grassroots=is_grassroots)
            for code, name, rank, is_grassroots in STARTING_KINDS
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def open_house(
    *,
    unit_name: str,
    unit_code: str,
    officer_name: str,
    now: datetime,
    kind: str = "national",
    officer_email: str = "",
    officer_phone: str = "",
    short_name: str = "",
    paper_symbol: str = "",
    paper_place: str = "",
) -> HouseOpened:
    """Set up the top unit and invite its first officer as chair; only once in the life of a house.

    Raises AlreadyOpen, KindUnknown, BadPhone, NoContact.
    """
    on = timezone.localdate(now)
    closure.hold_tree()
    if Unit.objects.exists():
        raise AlreadyOpen(_("This house already has units."))
    add_starting_kinds()
    kind_row = UnitKind.objects.filter(code=kind).first()
    if not kind_row:
        raise KindUnknown(_("There is no kind of unit “%(kind)s”.") % {"kind": kind})
    names = {"code": unit_code.strip(), "name": nfc(unit_name).strip(), "short_name": nfc(short_name).strip()}
    unit = Unit.objects.create(
        **names,
        **name_columns(**names),
        kind=kind_row,
        paper_symbol=nfc(paper_symbol),
        paper_place=nfc(paper_place),
        lifetime=spans.since(on),
    )
    plant(unit=unit, parent=None, on=on)
    officer, token = accounts.invite_person(
        actor=None, full_name=officer_name, email=officer_email, phone=officer_phone, now=now
    )
    Appointment.objects.create(officer=officer, unit=unit, post=Appointment.Post.CHAIR, valid=spans.since(on))
    audit.record(actor=None, action="house.open", target=unit, at=now, unit_id=unit.pk)
    return HouseOpened(unit, officer, token)
