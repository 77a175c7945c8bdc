"""What the style help may know: leaders and units around a desk, as they were on the day of the text."""

import re
from datetime import date

from django.db.models import Q

from sumvay.newsroom.style.names import POST_WORDS, Known, KnownUnit, Leader
from sumvay.org import selectors as org
from sumvay.org.models import Appointment, Unit, UnitName

MOST_UNITS = 400
MOST_NAMED = 200
WORD = r"[^\W\d_]+"
# From each word, it and the four after it
NAME = re.compile(rf"\b(?=({WORD}(?: {WORD}){{0,4}}))")
# A unit's name begins so; how far it goes, the register knows
UNIT = re.compile(r"\b(?:Tổng Liên đoàn|Liên đoàn|Công đoàn|LĐLĐ|CĐCS|CĐ)\b[^.,;:!?()\n]{0,120}")
LONGEST_NAME = 16


def known_around(unit: Unit, *, on: date, text: str = "") -> Known:
    """
    The units above one, itself and those directly below, with their chairs, vice-chairs and chief editors.

    And those of the whole branch below it whom TEXT names, by their names then or before.
    """
    near = [unit, *org.ancestors_of(unit, on=on), *org.children_of(unit, on=on)[:MOST_UNITS]]
    ids = [one.pk for one in near]
    below = org.descendants_of(unit, on=on).order_by()
    led = Appointment.objects.filter(unit__in=below, post__in=POST_WORDS, officer__full_name__in=people_named(text))
    called = units_named(text)
    then = UnitName.objects.filter(name__in=called).values("unit")
    near += below.filter(Q(name__in=called) | Q(pk__in=then)).exclude(pk__in=ids)[:MOST_NAMED]
    ids = sorted({one.pk for one in near} | set(led.values_list("unit", flat=True)[:MOST_NAMED]))
    ended = Unit.objects.filter(heirs__heir__in=ids, lifetime__endswith__lte=on).prefetch_related("heirs__heir")
    return Known(_leaders(ids, on), (*_units(near, on), *(_ended_unit(one) for one in ended.distinct()[:MOST_UNITS])))


def people_named(text: str) -> set[str]:
    """Every two to five words in a row that begin with capitals."""
    found = set()
    for start in NAME.finditer(text):
        words = start[1].split(" ")
        capitals = 0
        while capitals < len(words) and words[capitals][0].isupper():
            capitals += 1
        found |= {" ".join(words[:length]) for length in range(2, capitals + 1)}
    return found


def units_named(text: str) -> set[str]:
    """Every run of words from the beginning of a unit's name on, up to sixteen words long."""
    found = set()
    for name in UNIT.finditer(text):
        words = name[0].split()
        found |= {" ".join(words[:length]) for length in range(2, min(len(words), LONGEST_NAME) + 1)}
    return found


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
