"""The registers an office numbers its papers from: opened with the year, counted inside the transaction."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.documents import permissions
from sumvay.documents.models import OfficialPaper, Register
from sumvay.documents.services.refusals import NotYourPost, RegisterUnfit
from sumvay.org.models import Unit

SHARED = ""
HIGHEST_NUMBER = 999_999


@transaction.atomic
def set_next_number(
    *, actor: User, unit: Unit, year: int, direction: str, doc_type: str, next_number: int, now: datetime
) -> Register:
    """Let a register go on from a number, such as where the paper register of the office stands.

    doc_type: "" for the register shared by all kinds; a kind of its own gets its own register.
    Raises NotYourPost, RegisterUnfit.
    """
    _permit(actor, unit, now)
    if not 1 <= next_number <= HIGHEST_NUMBER:
        raise RegisterUnfit(_("A register counts from 1 to %(highest)d.") % {"highest": HIGHEST_NUMBER})
    if doc_type and direction == OfficialPaper.Direction.IN:
        raise RegisterUnfit(_("Papers received share one register."))
    _open_year(unit, year, direction)
    register, _made = Register.objects.update_or_create(
        unit=unit, year=year, direction=direction, doc_type=doc_type, defaults={"next_number": next_number}
    )
    changes = {"year": year, "direction": direction, "doc_type": doc_type, "next_number": next_number}
    audit.record(actor=actor, action="register.set", target=register, at=now, unit_id=unit.pk, changes=changes)
    return register


@transaction.atomic
def close_own_register(*, actor: User, register: Register, now: datetime) -> None:
    """Number a kind of paper from the shared register again; the shared one itself stays.

    Raises NotYourPost, RegisterUnfit.
    """
    _permit(actor, register.unit, now)
    if register.doc_type == SHARED:
        raise RegisterUnfit(_("The shared register stays."))
    audit.record(actor=actor, action="register.close", target=register, at=now, unit_id=register.unit_id)
    Register.objects.filter(pk=register.pk).delete()


def lock_register(*, unit: Unit, year: int, direction: str, doc_type: str) -> Register:
    """The register a paper is numbered from, held until the transaction ends: the kind's own, else the shared one."""
    _open_year(unit, year, direction)
    fitting = Register.objects.filter(unit=unit, year=year, direction=direction, doc_type__in=(SHARED, doc_type))
    return fitting.select_for_update().order_by("-doc_type")[0]


def count_on(*, register: Register, used: int) -> None:
    """Go on after a number that was given; a lower one, filled in later, changes nothing."""
    Register.objects.filter(pk=register.pk, next_number__lte=used).update(next_number=used + 1)


def give_back_arrival(*, unit: Unit, year: int, number: int) -> None:
    """Use the last arrival number again, when the paper that had it turns out not to have arrived."""
    last = Register.objects.filter(unit=unit, year=year, direction=OfficialPaper.Direction.IN, next_number=number + 1)
    last.update(next_number=number)


def _open_year(unit: Unit, year: int, direction: str) -> None:
    if Register.objects.filter(unit=unit, year=year, direction=direction, doc_type=SHARED).exists():
        return
    # An office that kept a register of its own for a kind last year keeps one this year
    before = Register.objects.filter(unit=unit, year=year - 1, direction=direction).values_list("doc_type", flat=True)
    Register.objects.bulk_create(
        [
            Register(unit=unit, year=year, direction=direction, doc_type=doc_type)
            for doc_type in sorted({SHARED, *before})
        ],
        ignore_conflicts=True,
    )


def _permit(actor: User, unit: Unit, now: datetime) -> None:
    if not permissions.can_keep_registers(actor, unit, on=localdate(now)):
        raise NotYourPost(_("Only the clerk or the chair of %(unit)s sets the registers.") % {"unit": unit.name})
