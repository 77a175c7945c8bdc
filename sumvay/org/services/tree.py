"""Units come, move and end; links and closure change together."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.org import closure, permissions, spans
from sumvay.org.models import (
    FOREVER,
    Appointment,
    Grant,
    ParentLink,
    SideLink,
    Succession,
    Unit,
    UnitKind,
    UnitName,
    UnitPath,
)
from sumvay.org.naming import name_columns
from sumvay.org.services import rules
from sumvay.org.unit_codes import fits_an_address
from sumvay.vietnamese import format_date, nfc


class CodeUnfit(Refusal):
    """The code cannot stand in an address."""


class CodeTaken(Refusal):
    """Another unit has this code."""


class AlreadyThere(Refusal):
    """The unit is under this parent already."""


class CircleMade(Refusal):
    """A unit cannot come under itself or under a unit of its own branch."""


class ChangedSince(Refusal):
    """The branch has changed after the day given."""


class StillLeading(Refusal):
    """A unit with units below it cannot end."""


class EndedBeforeBegun(Refusal):
    """A unit lasts at least one day."""


class InheritedByItself(Refusal):
    """A unit is not its own heir."""


@transaction.atomic
def create_unit(
    *,
    actor: User,
    code: str,
    name: str,
    kind: UnitKind,
    parent: Unit | None,
    on: date,
    short_name: str = "",
    email: str = "",
    phone: str = "",
    address: str = "",
    place_code: str = "",
    paper_symbol: str = "",
    paper_place: str = "",
    paper: str = "",
    now: datetime | None = None,
) -> Unit:
    """Set up a unit under a parent from day ON; PAPER is the decision that says so. Only an operator makes a top unit.

    Raises NotPermitted, FutureDated, Ended (the parent), CodeUnfit, CodeTaken.
    """
    now = now or timezone.now()
    rules.permit(permissions.can_manage(actor, parent, on=timezone.localdate(now)) if parent else actor.is_superuser)
    rules.check_day(on, now=now)
    rules.check_alive(*([parent] if parent else []))
    code, name, short_name = (" ".join(nfc(text).split()) for text in (code, name, short_name))
    if not fits_an_address(code):
        raise CodeUnfit(_("This code cannot be used. Leave out slashes and the signs ? # and per cent."))
    closure.hold_tree()
    if Unit.objects.filter(code__iexact=code).exists():
        raise CodeTaken(_("The code %(code)s belongs to another unit.") % {"code": code})
    unit = Unit.objects.create(
        code=code,
        name=name,
        short_name=short_name,
        kind=kind,
        email=email,
        phone=phone,
        address=nfc(address),
        place_code=place_code,
        paper_symbol=nfc(paper_symbol),
        paper_place=nfc(paper_place),
        lifetime=spans.since(on),
        **name_columns(code=code, name=name, short_name=short_name),
    )
    plant(unit=unit, parent=parent, on=on, paper=paper)
    audit.record(actor=actor, action="unit.create", target=unit, at=now, unit_id=unit.pk)
    return unit


def plant(*, unit: Unit, parent: Unit | None, on: date, paper: str = "") -> None:
    """Give a new row of `Unit` its first name, its parent and its paths; asks no permission, writes no trail."""
    UnitName.objects.create(unit=unit, name=unit.name, short_name=unit.short_name, valid=spans.since(on), paper=paper)
    if parent:
        begun = max(on, parent.lifetime.lower)
        ParentLink.objects.create(child=unit, parent=parent, valid=spans.since(begun), paper=paper)
    closure.grow(unit.pk, parent.pk if parent else None, on)


@transaction.atomic
def move_unit(*, actor: User, unit: Unit, parent: Unit, on: date, paper: str, now: datetime | None = None) -> None:
    """Put a unit with its whole branch under another parent; ON is its first day there.

    Raises NotPermitted (both the parent it leaves and the one it joins must be managed by the officer), FutureDated,
    Ended, AlreadyThere, CircleMade, ChangedSince.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    rules.permit(
        permissions.can_manage_from_above(actor, unit, on=today) and permissions.can_manage(actor, parent, on=today)
    )
    rules.check_day(on, now=now)
    rules.check_alive(unit, parent)
    closure.hold_tree()
    if UnitPath.objects.filter(ancestor=unit, descendant=parent, valid_to=FOREVER).exists():
        raise CircleMade(_("A unit cannot be placed under itself or under a unit of its own branch."))
    links = ParentLink.objects.filter(child=unit, valid__upper_inf=True)
    left = links.first()
    if left and left.parent_id == parent.pk:
        raise AlreadyThere(_("The unit already belongs to %(parent)s.") % {"parent": parent.name})
    _check_unchanged_since(unit, parent, on)
    links.filter(valid__startswith__gte=on).delete()
    links.update(valid=spans.ended("valid", on))
    ParentLink.objects.create(child=unit, parent=parent, valid=spans.since(on), paper=paper)
    closure.move(unit.pk, parent.pk, on)
    changes = {"parent": [left and left.parent_id, parent.pk], "on": on.isoformat()}
    audit.record(actor=actor, action="unit.move", target=unit, at=now, unit_id=unit.pk, changes=changes)


@transaction.atomic
def end_unit(
    *, actor: User, unit: Unit, heirs: Sequence[Unit], on: date, paper: str, now: datetime | None = None
) -> None:
    """Close a unit; ON is the first day without it. Its posts, grants and side links end with it, its heirs are kept.

    Raises NotPermitted, FutureDated, Ended, InheritedByItself, StillLeading, EndedBeforeBegun, ChangedSince.
    """
    now = now or timezone.now()
    rules.permit(permissions.can_manage_from_above(actor, unit, on=timezone.localdate(now)))
    rules.check_day(on, now=now)
    rules.check_alive(unit, *heirs)
    closure.hold_tree()
    _check_may_end(unit, heirs, on)
    Unit.objects.filter(pk=unit.pk).update(lifetime=spans.ended("lifetime", on))
    _end_everything_of(unit, on, paper)
    closure.cut(unit.pk, on)
    Succession.objects.bulk_create(Succession(ended=unit, heir=heir, on=on, paper=paper) for heir in heirs)
    changes = {"heirs": [heir.pk for heir in heirs], "on": on.isoformat()}
    audit.record(actor=actor, action="unit.end", target=unit, at=now, unit_id=unit.pk, changes=changes)
    unit.refresh_from_db(fields=["lifetime"])


def _check_may_end(unit: Unit, heirs: Sequence[Unit], on: date) -> None:
    if unit in heirs:
        raise InheritedByItself(_("A unit cannot be its own successor."))
    if ParentLink.objects.filter(parent=unit, valid__upper_inf=True).exists():
        raise StillLeading(_("Units still belong to %(unit)s. Move them first.") % {"unit": unit.name})
    if on <= unit.lifetime.lower:
        raise EndedBeforeBegun(_("The unit began on %(day)s.") % {"day": format_date(unit.lifetime.lower)})
    _check_unchanged_since(unit, None, on)


def _check_unchanged_since(unit: Unit, parent: Unit | None, on: date) -> None:
    if changed := closure.last_change_after(unit.pk, parent.pk if parent else None, on):
        raise ChangedSince(
            _("The branch changed on %(day)s. Choose that day or a later one.") % {"day": format_date(changed)}
        )


def _end_everything_of(unit: Unit, on: date, paper: str) -> None:
    """End names, links, posts and grants; a name or link that would not have lasted a day leaves nothing behind."""
    lasting = Q(valid__upper_inf=True) | Q(valid__endswith__gt=on)
    for model, of_unit in (
        (ParentLink, Q(child=unit)),
        (UnitName, Q(unit=unit)),
        (SideLink, Q(unit=unit) | Q(beside=unit)),
    ):
        model.objects.filter(of_unit, valid__startswith__gte=on).delete()
        model.objects.filter(of_unit, lasting).update(valid=spans.ended("valid", on))
    held = Appointment.objects.filter(lasting, unit=unit)
    held.update(valid=spans.ended("valid", on), ended_reason=paper[:200])
    Grant.objects.filter(lasting, unit=unit).update(valid=spans.ended("valid", on))
