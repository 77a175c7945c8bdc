"""How a unit answers: by week, and as it stands now."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Avg, Count, Q
from django.db.models.functions import TruncWeek
from django.utils.timezone import localdate, make_aware

from sumvay.feedback.fewest import FEWEST
from sumvay.feedback.models import Case
from sumvay.feedback.selectors.service_times import heard_of
from sumvay.feedback.selectors.writers import Writer
from sumvay.org.models import Unit

WEEKS = 12
DAY = timedelta(days=1)


@dataclass
class Week:
    """One week from its Monday: what came in, what got a result, how many first answers within a day."""

    begins: date
    came: int = 0
    resolved: int = 0
    answered: int = 0
    within_a_day: int = 0


@dataclass(frozen=True)
class Standing:
    """As of now; `content` is the mean of 1 to 5, None when fewer than five have said."""

    waiting: int
    late: int
    urgent: int
    content: float | None
    said: int


def weeks_of(unit: Unit, *, now: datetime) -> list[Week]:
    """The last twelve weeks of a unit, the present one last; what was laid aside is left out."""
    today = localdate(now)
    monday = today - timedelta(days=today.weekday())
    begins = [monday - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]
    weeks = {day: Week(day) for day in begins}
    since = make_aware(datetime.combine(begins[0], datetime.min.time()))
    heard = Q(first_answered_at__isnull=False)
    came = _by_week(
        unit, "received_at", since,
        came=Count("pk"), answered=Count("pk", filter=heard),
        within_a_day=Count("pk", filter=Q(first_answered_at__lte=heard_of() + DAY)),
    )  # fmt: skip
    for row in [*came, *_by_week(unit, "resolved_at", since, resolved=Count("pk"))]:
        week = weeks.get(row.pop("week"))
        for name, count in row.items():
            if week:
                setattr(week, name, count)
    return list(weeks.values())


def standing_of(unit: Unit, *, now: datetime) -> Standing:
    """What waits now, and how content writers are who said so in the last twelve weeks."""
    open_cases = Case.objects.filter(unit=unit, resolved_at=None, put_aside_at=None, erased_at=None)
    counts = open_cases.aggregate(
        waiting=Count("pk"), late=Count("pk", filter=Q(due_at__lt=now)), urgent=Count("pk", filter=Q(is_urgent=True))
    )
    recent = Case.objects.filter(unit=unit, resolved_at__gte=now - timedelta(weeks=WEEKS))
    voices = recent.exclude(satisfied=None).annotate(writer=Writer())
    said = voices.aggregate(content=Avg("satisfied"), said=Count("writer", distinct=True))
    return Standing(**counts, content=said["content"] if said["said"] >= FEWEST else None, said=said["said"])


def _by_week(unit, field, since, **counts):
    cases = Case.objects.filter(unit=unit, put_aside_at=None, **{f"{field}__gte": since})
    rows = cases.annotate(week=TruncWeek(field)).values("week").annotate(**counts).order_by("week")
    return [{**row, "week": localdate(row["week"])} for row in rows]
