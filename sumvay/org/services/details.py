"""What a unit is called, how it is reached, how big it is, and who looks after it beside its parent."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.org import permissions, selectors, spans
from sumvay.org.models import SideLink, Unit, UnitKind, UnitName, UnitSize
from sumvay.org.naming import name_columns
from sumvay.org.services import rules
from sumvay.vietnamese import nfc


class RenamedSince(Refusal):
    """The unit got another name after the day given."""


class LinkedAlready(Refusal):
    """The unit is looked after in this way already, or the other unit stands above it anyway."""


class LinkEnded(Refusal):
    """The side link has ended already."""


@transaction.atomic
def rename_unit(
    *, actor: User, unit: Unit, name: str, on: date, short_name: str = "", paper: str = "", now: datetime | None = None
) -> None:
    """Give a unit another name from day ON; papers before that day keep the old one.

    Raises NotPermitted, FutureDated, Ended, RenamedSince.
    """
    now = now or timezone.now()
    rules.permit(permissions.can_manage(actor, unit, on=timezone.localdate(now)))
    rules.check_day(on, now=now)
    rules.check_alive(unit)
    name, short_name = " ".join(nfc(name).split()), " ".join(nfc(short_name).split())
    names = UnitName.objects.select_for_update().filter(unit=unit)
    if names.filter(valid__startswith__gt=on).exists():
        raise RenamedSince(_("The unit got its present name after that day."))
    names.filter(valid__startswith=on).delete()
    names.filter(valid__upper_inf=True).update(valid=spans.ended("valid", on))
    UnitName.objects.create(unit=unit, name=name, short_name=short_name, valid=spans.since(on), paper=paper)
    columns = name_columns(code=unit.code, name=name, short_name=short_name)
    Unit.objects.filter(pk=unit.pk).update(name=name, short_name=short_name, **columns)
    audit.record(
        actor=actor, action="unit.rename", target=unit, at=now, unit_id=unit.pk, changes={"on": on.isoformat()}
    )
    unit.refresh_from_db(fields=["name", "short_name", *columns])


@transaction.atomic
def change_unit(
    *,
    actor: User,
    unit: Unit,
    kind: UnitKind,
    email: str,
    phone: str,
    address: str,
    place_code: str,
    paper_symbol: str,
    paper_place: str,
    now: datetime,
) -> None:
    """Correct a unit's kind, contacts and the symbol and place its papers carry. Raises NotPermitted, Ended."""
    rules.permit(permissions.can_manage(actor, unit, on=timezone.localdate(now)))
    rules.check_alive(unit)
    fields = {
        "kind": kind,
        "email": email,
        "phone": phone,
        "address": nfc(address),
        "place_code": place_code,
        "paper_symbol": nfc(paper_symbol),
        "paper_place": nfc(paper_place),
    }
    changed = [name for name, value in fields.items() if getattr(unit, name) != value]
    if changed:
        Unit.objects.filter(pk=unit.pk).update(**fields)
        audit.record(
            actor=actor, action="unit.change", target=unit, at=now, unit_id=unit.pk, changes={"fields": changed}
        )
        unit.refresh_from_db(fields=changed)


@transaction.atomic
def record_size(
    *, actor: User, unit: Unit, on: date, members: int | None, workers: int | None, women: int | None, now: datetime
) -> UnitSize:
    """Write down how many members, workers and women a unit has as of a day; what is not known stays empty.

    Raises NotPermitted, FutureDated, Ended.
    """
    today = timezone.localdate(now)
    rules.permit(permissions.can_act_for(actor, unit, on=today) or permissions.can_manage(actor, unit, on=today))
    rules.check_day(on, now=now)
    rules.check_alive(unit)
    figures = {"members": members, "workers": workers, "women": women}
    size, _created = UnitSize.objects.update_or_create(unit=unit, on=on, defaults=figures)
    audit.record(actor=actor, action="size.record", target=size, at=now, unit_id=unit.pk, changes=figures)
    return size


@transaction.atomic
def link_beside(
    *, actor: User, unit: Unit, beside: Unit, kind: str, on: date, paper: str, now: datetime | None = None
) -> SideLink:
    """Let BESIDE look after UNIT and its branch from day ON, as caretaker or sector union; totals stay where they are.

    Raises NotPermitted, FutureDated, Ended, LinkedAlready.
    """
    now = now or timezone.now()
    rules.permit(permissions.can_manage_from_above(actor, unit, on=timezone.localdate(now)))
    rules.check_day(on, now=now)
    rules.check_alive(unit, beside)
    is_above = selectors.ancestors_of(unit, on=on).filter(pk=beside.pk).exists()
    overlapping = SideLink.objects.filter(unit=unit, kind=kind, valid__overlap=spans.since(on))
    if unit == beside or is_above or overlapping.exists():
        raise LinkedAlready(_("The unit already has such a tie, or the other unit already stands above it."))
    link = SideLink.objects.create(unit=unit, beside=beside, kind=kind, valid=spans.since(on), paper=paper)
    changes = {"beside": beside.pk, "kind": kind, "on": on.isoformat()}
    audit.record(actor=actor, action="side_link.create", target=link, at=now, unit_id=unit.pk, changes=changes)
    return link


@transaction.atomic
def end_side_link(*, actor: User, link: SideLink, on: date, now: datetime) -> None:
    """Stop looking after a unit; ON is the first day without it. Raises NotPermitted, FutureDated, LinkEnded."""
    rules.permit(permissions.can_manage_from_above(actor, link.unit, on=timezone.localdate(now)))
    rules.check_day(on, now=now)
    open_link = SideLink.objects.filter(pk=link.pk, valid__upper_inf=True)
    if not open_link.update(valid=spans.ended("valid", on)):
        raise LinkEnded(_("This tie has already ended."))
    audit.record(actor=actor, action="side_link.end", target=link, at=now, unit_id=link.unit_id)
