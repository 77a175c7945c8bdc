"""Issues as their officers see them, what may go up with one, and to whom it goes."""

from datetime import date, datetime

from django.db.models import Case as Choose
from django.db.models import DateField, Exists, OuterRef, Q, QuerySet, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from sumvay.accounts.models import User
from sumvay.feedback.models import Case, Issue
from sumvay.feedback.selectors.cases import cases_handled_by, units_handled_by
from sumvay.feedback.selectors.issue_lines import line_below
from sumvay.org import permissions as org_permissions
from sumvay.org import selectors as org
from sumvay.org.models import Appointment, Unit

State = Issue.State
GATHERING = [State.PROPOSED, State.OPEN]
TAKING = [*GATHERING, State.RAISED]
# What the writer lets rise and what is urgent; only that may be chosen to be shown above, masked
MAY_RISE = Q(may_rise=True) | Q(is_urgent=True)
MOST_EXTRACTS = 12
CASES_BEHIND = f"""(
    WITH RECURSIVE line AS (
        SELECT {Issue._meta.db_table}.id
        UNION SELECT below.id FROM {Issue._meta.db_table} below JOIN line ON below.above_id = line.id
    ) SELECT count(*) FROM {Case._meta.db_table} told JOIN line ON told.issue_id = line.id
    WHERE told.put_aside_at IS NULL
)"""  # noqa: S608


def issues_handled_by(officer: User, *, on: date) -> QuerySet[Issue]:
    """Issues of the units an officer handles."""
    handled = Issue.objects.filter(unit__in=units_handled_by(officer, on=on))
    return handled.select_related("unit", "above__unit", "answered_unit", "raised_by", "answered_by")


def issues_at(unit: Unit, officer: User, *, on: date) -> QuerySet[Issue]:
    """The issues of one unit, with the day by which an answer is owed and how many messages are behind them."""
    owed = Choose(
        When(state__in=GATHERING, then=Coalesce("promised_on", "owed_on")), default=None, output_field=DateField()
    )
    counted = RawSQL(CASES_BEHIND, [])  # noqa: S611 (no word of anybody's is in it)
    return issues_handled_by(officer, on=on).filter(unit=unit).annotate(owed=owed, cases_behind=counted)


def level_above(unit: Unit, *, on: date) -> Unit | None:
    """The nearest unit above that has officers to work for it."""
    staffed = Appointment.objects.filter(
        unit=OuterRef("pk"), post__in=org_permissions.ACTING, valid__contains=on, officer__is_active=True
    )
    return org.ancestors_of(unit, on=on).filter(Exists(staffed)).first()


def issues_to_raise_to(issue: Issue, unit: Unit | None) -> QuerySet[Issue]:
    """Issues of the unit above on the same subject that already gather what is raised; the newest first."""
    gathering = Issue.objects.filter(unit=unit, category=issue.category, state__in=TAKING, below__isnull=False)
    return gathering.distinct().order_by("-created_at", "-pk")


def issues_to_merge_with(issue: Issue) -> QuerySet[Issue]:
    """Other issues of the same unit that still take messages, the newest first."""
    others = Issue.objects.filter(unit=issue.unit_id, state__in=GATHERING).exclude(pk=issue.pk)
    return others.order_by("-created_at", "-pk")


def cases_of_issue(issue: Issue, officer: User, *, on: date) -> QuerySet[Case]:
    """The messages in an issue that the officer handles; those chosen to go up with it first, then the oldest."""
    mine = cases_handled_by(officer, on=on).filter(issue=issue, unit=issue.unit_id, put_aside_at=None)
    return mine.select_related("about_unit").order_by("chosen_at", "received_at", "pk")


def can_rise(case: Case) -> bool:
    """Whether its words, masked, may go up with its issue; a unit that was late gains no right by it."""
    return case.may_rise or case.is_urgent


def extracts_below(issue: Issue) -> QuerySet[Case]:
    """Messages whose words the units below chose to show here; to be shown masked, without writer and workplace."""
    below = [pk for pk, depth in line_below([issue.pk]) if depth]
    chosen = Case.objects.filter(MAY_RISE, issue__in=below, chosen_at__isnull=False, erased_at=None, is_reserved=False)
    return chosen.filter(put_aside_at=None).select_related("unit").order_by("chosen_at", "pk")[:MOST_EXTRACTS]


def raised_to(issue: Issue) -> list[tuple[Issue, int]]:
    """What was raised to an issue, level by level, and how deep below; the nearest first."""
    depths = dict(line_below([issue.pk]))
    below = Issue.objects.filter(pk__in=depths).exclude(pk=issue.pk).select_related("unit").order_by("raised_at", "pk")
    rows = [(one, depths[one.pk]) for one in below]
    return sorted(rows, key=lambda row: row[1])


def issues_owing(*, today: date, last_reminded_before: datetime) -> QuerySet[Issue]:
    """Issues whose answer was owed or promised by a day that is over, and whose level was not reminded lately."""
    waiting = Issue.objects.filter(state__in=GATHERING)
    owing = waiting.annotate(owed=Coalesce("promised_on", "owed_on")).filter(owed__lt=today)
    return owing.filter(Q(reminded_at=None) | Q(reminded_at__lt=last_reminded_before)).select_related("unit")
