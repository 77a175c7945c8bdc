"""What waits, summed up for those who handle it: one line for each officer of each unit, however many wait."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import batched

from django.db.models import Count, Min, QuerySet

from sumvay.accounts.models import User
from sumvay.feedback.models import Case, Message
from sumvay.org import permissions as org_permissions
from sumvay.org.models import Appointment, Unit

Post = Appointment.Post
UNITS_AT_ONCE = 1_000


@dataclass(frozen=True)
class Heap:
    """How many messages of one unit lie before one officer, and the earliest moment among them."""

    officer: User
    unit: Unit
    count: int
    first: datetime


def owing_a_word() -> QuerySet[Case]:
    """What the union owes a word about, the first answer or the result; what is passed on waits elsewhere for it."""
    waiting = Case.objects.filter(resolved_at=None, put_aside_at=None, erased_at=None)
    return waiting.exclude(state=Case.State.FORWARDED, first_answered_at__isnull=False)


def lying_unseen() -> QuerySet[Case]:
    """What a machine laid aside and no officer has looked at."""
    return Case.objects.filter(put_aside_at__isnull=False, aside_confirmed_at=None, erased_at=None)


def heaps_of(cases: QuerySet[Case], moment: str, *, on: date) -> Iterator[Heap]:
    """
    What of these messages lies before whom; reserved ones count for the designated alone. `moment` names the column
    whose earliest is told.
    """
    counted = cases.order_by().values_list("unit_id", "is_reserved").annotate(count=Count("pk"), first=Min(moment))
    by_unit: dict[int, dict[bool, tuple[int, datetime]]] = {}
    for unit_id, is_reserved, count, first in counted:
        by_unit.setdefault(unit_id, {})[is_reserved] = (count, first)
    for some in batched(sorted(by_unit), UNITS_AT_ONCE):
        units = Unit.objects.only("name").in_bulk(some)
        for unit_id, people in handlers_of_units(some, on=on).items():
            lying: dict[User, list[tuple[int, datetime]]] = {}
            for is_reserved, part in by_unit[unit_id].items():
                for officer in readers_among(people, is_reserved=is_reserved):
                    lying.setdefault(officer, []).append(part)
            yield from (_heap(officer, units[unit_id], parts) for officer, parts in lying.items())


def heaps_returned(answers: QuerySet[Message], *, on: date) -> Iterator[Heap]:
    """Answers whose letter came back: before who gave them where that officer handles the message, else all who do."""
    counted = list(
        answers.order_by()
        .values_list("case__unit_id", "case__is_reserved", "officer_id")
        .annotate(count=Count("pk"), first=Min("at"))
    )
    unit_ids = {unit_id for unit_id, *_rest in counted}
    units, handlers = Unit.objects.only("name").in_bulk(unit_ids), handlers_of_units(unit_ids, on=on)
    lying: dict[tuple[User, int], list[tuple[int, datetime]]] = {}
    for unit_id, is_reserved, giver, count, first in counted:
        fit = readers_among(handlers.get(unit_id, {}), is_reserved=is_reserved)
        for officer in [officer for officer in fit if officer.pk == giver] or fit:
            lying.setdefault((officer, unit_id), []).append((count, first))
    for (officer, unit_id), parts in lying.items():
        yield _heap(officer, units[unit_id], parts)


def _heap(officer: User, unit: Unit, parts: list[tuple[int, datetime]]) -> Heap:
    return Heap(officer, unit, sum(count for count, _first in parts), min(first for _count, first in parts))


def handlers_of_units(unit_ids: Collection[int], *, on: date) -> dict[int, dict[User, bool]]:
    """Of each unit, who handles messages there, and whether denunciations too; as who_can_take says it of one."""
    seats = Appointment.objects.filter(
        unit__in=unit_ids, post__in=org_permissions.ACTING, valid__contains=on, officer__is_active=True
    )
    held: dict[int, dict[User, set[str]]] = {}
    for seat in seats.select_related("officer").order_by("unit_id", "officer_id"):
        held.setdefault(seat.unit_id, {}).setdefault(seat.officer, set()).add(seat.post)
    return {unit_id: _designated_among(people) for unit_id, people in held.items()}


def readers_among(handlers: dict[User, bool], *, is_reserved: bool) -> list[User]:
    """Of those who handle messages at a unit, as handlers_of_units says, who may read one."""
    return [officer for officer, is_designated in handlers.items() if is_designated or not is_reserved]


def _designated_among(people: dict[User, set[str]]) -> dict[User, bool]:
    """The inspection committee, else the chair."""
    has_inspectors = any(Post.INSPECTION in posts for posts in people.values())
    designated = Post.INSPECTION if has_inspectors else Post.CHAIR
    return {officer: designated in posts for officer, posts in people.items()}
