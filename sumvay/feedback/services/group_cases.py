"""Messages that ask the same are proposed as one issue, as soon as three of a unit do within a month."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.text import capfirst

from sumvay.audit import services as audit
from sumvay.feedback.models import Case, Category, Issue, Kind
from sumvay.feedback.reading.same_ask import Asked, clusters
from sumvay.feedback.services.issues_of_cases import join_issue

AT_ONCE = 2_000
FEWEST = 3
WITHIN = timedelta(days=30)
# Of a unit that drowns in messages the newest are compared
MOST_COMPARED = 10_000
# What was raised takes latecomers too: they get the answer that comes down
TAKING = [Issue.State.PROPOSED, Issue.State.OPEN, Issue.State.RAISED]


# Neither answered, laid aside, erased, taken out by an officer nor for designated people alone
GROUPED = {
    "resolved_at": None, "put_aside_at": None, "erased_at": None, "set_apart_at": None, "is_reserved": False,
}  # fmt: skip


def group_cases(*, now: datetime) -> int:
    """Look at every message that has not been looked at; says how many issues were proposed or have grown.

    One worker at a time rings it; a worker that is killed leaves its unit's messages to be looked at again.
    """
    changed = 0
    while unit_id := Case.objects.filter(grouped_at=None).order_by("pk").values_list("unit_id", flat=True).first():
        changed += _group_unit(unit_id, now)
    return changed


@transaction.atomic
def _group_unit(unit_id: int, now: datetime) -> int:
    """Group what is new at a unit with what lies there; what may not be grouped counts as looked at all the same."""
    waiting = Case.objects.filter(grouped_at=None, unit=unit_id).order_by("pk")
    fresh = set(waiting.values_list("pk", flat=True)[:AT_ONCE])
    changed = _grouped(unit_id, fresh, now)
    # What was handed to another unit meanwhile is looked at there
    Case.objects.filter(pk__in=fresh, unit=unit_id).update(grouped_at=now)
    return changed


def _grouped(unit_id: int, fresh: set[int], now: datetime) -> int:
    open_cases = Case.objects.filter(
        # What was written into a survey comes late and is compared all the same
        Q(received_at__gte=now - WITHIN) | Q(door=Case.Door.SHEET, pk__in=fresh),
        unit=unit_id,
        **GROUPED,
    )
    open_cases = open_cases.exclude(kind=Kind.SPAM).select_related("issue").order_by("-received_at", "-pk")
    cases = list(open_cases[:MOST_COMPARED])
    if len(cases) < FEWEST or not fresh.intersection(case.pk for case in cases):
        return 0
    names = clusters([Asked(case.text, tuple(case.categories), case.kind, case.enterprise) for case in cases])
    groups: dict[str, list[Case]] = defaultdict(list)
    for case, name in zip(cases, names, strict=True):
        if name:
            groups[name].append(case)
    return sum(_settle(group, now) for group in groups.values() if fresh.intersection(case.pk for case in group))


def _settle(group: list[Case], now: datetime) -> bool:
    """Add those of a group that stand alone to the issue the others have, or propose a new one."""
    alone = [case for case in group if case.issue_id is None]
    # A message taken over from below may still hang by nothing of this unit's
    own = (case.issue for case in group if case.issue and case.issue.unit_id == case.unit_id)
    held = Counter(issue.pk for issue in own if issue.state in TAKING)
    fewest = 1 if held else FEWEST
    if len(alone) < fewest:
        return False
    issue = _gathering(held.most_common(1)[0][0]) if held else None
    # Comparing took its time
    alone = _still_alone(alone)
    if len(alone) < fewest or (held and issue is None):
        return False
    issue = issue or _proposed(alone, now)
    join_issue(cases=Case.objects.filter(pk__in=[case.pk for case in alone]), issue=issue)
    action = "issue.grow" if held else "issue.propose"
    audit.record(actor=None, action=action, target=issue, at=now, unit_id=issue.unit_id, changes={"cases": len(alone)})
    return True


def _still_alone(cases: list[Case]) -> list[Case]:
    """Those that nobody has put anywhere, answered or taken from the unit meanwhile, held."""
    pks, unit_ids = [case.pk for case in cases], {case.unit_id for case in cases}
    alone = Case.objects.filter(pk__in=pks, unit__in=unit_ids, issue=None, **GROUPED).exclude(kind=Kind.SPAM)
    return list(alone.order_by("pk").select_for_update(of=("self",), no_key=True))


def _gathering(pk: int) -> Issue | None:
    """The issue, held; None when an officer has closed it in the meantime."""
    return Issue.objects.select_for_update().filter(pk=pk, state__in=TAKING).first()


def _proposed(cases: list[Case], now: datetime) -> Issue:
    category = _commonest(case.category for case in cases)
    enterprise = _commonest(case.enterprise for case in cases if case.enterprise)
    title = capfirst(": ".join(filter(None, [str(Category(category).label), enterprise])))
    return Issue.objects.create(
        unit_id=cases[0].unit_id,
        title=title[:200],
        category=category,
        enterprise=enterprise,
        created_at=now,
    )


def _commonest(values: Iterable[str]) -> str:
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else ""
