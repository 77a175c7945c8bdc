"""What the style help may know: leaders and units around a desk, as they were on the day of the text."""

from datetime import date

from sumvay.newsroom.style.names import POST_WORDS, Known, KnownUnit, Leader
from sumvay.org import selectors as org
from sumvay.org.models import Appointment, Unit, UnitName

MOST_UNITS = 400


def known_around(unit: Unit, *, on: date) -> Known:
    """The units above one, itself and those directly below, with their chairs, vice-chairs and chief editors."""
    near = [unit, *org.ancestors_of(unit, on=on), *org.children_of(unit, on=on)[:MOST_UNITS]]
    ids = [one.pk for one in near]
    ended = Unit.objects.filter(heirs__heir__in=ids, lifetime__endswith__lte=on).prefetch_related("heirs__heir")
    return Known(_leaders(ids, on), (*_units(near, on), *(_ended_unit(one) for one in ended.distinct()[:MOST_UNITS])))


def _leaders(unit_ids: list[int], on: date) -> tuple[Leader, ...]:
    held = Appointment.objects.filter(unit__in=unit_ids, post__in=POST_WORDS).select_related("officer")
    now: dict[str, set[str]] = {}
    former: dict[str, set[str]] = {}
    for appointment in held.order_by("pk"):
        span, name = appointment.valid, appointment.officer.full_name
        if span.lower is None or span.lower <= on:
            kept = now if _holds(span, on) else former
            kept.setdefault(name, set()).add(appointment.post)
    people = sorted(now.keys() | former.keys())
    return tuple(Leader(name, frozenset(now.get(name, ())), frozenset(former.get(name, ()))) for name in people)


def _units(units: list[Unit], on: date) -> tuple[KnownUnit, ...]:
    names: dict[int, list[UnitName]] = {}
    for name in UnitName.objects.filter(unit__in=units).order_by("unit", "valid"):
        names.setdefault(name.unit_id, []).append(name)
    return tuple(_known(unit, names.get(unit.pk, []), on) for unit in units)


def _known(unit: Unit, names: list[UnitName], on: date) -> KnownUnit:
    then = next((name.name for name in names if _holds(name.valid, on)), unit.name)
    former = [name.name for name in names if name.valid.upper and name.valid.upper <= on and name.name != then]
    return KnownUnit(then, tuple(former))


def _ended_unit(unit: Unit) -> KnownUnit:
    heirs = tuple(sorted(link.heir.name for link in unit.heirs.all()))
    return KnownUnit(unit.name, ended_on=unit.lifetime.upper, heirs=heirs)


def _holds(span, on: date) -> bool:
    return (span.lower is None or span.lower <= on) and (span.upper is None or on < span.upper)
