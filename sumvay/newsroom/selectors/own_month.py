"""What a unit itself gave the newsrooms in a month: items, those published, points, and what was expected of it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, TruncDate, TruncWeek

from sumvay.newsroom.models import Contribution, ContributionStep, FeeRate
from sumvay.newsroom.selectors.fees import following
from sumvay.newsroom.selectors.quota import LARGE, asked_in
from sumvay.org import selectors as org
from sumvay.org.models import Unit, UnitSize

Act = ContributionStep.Act
NOT_SENT = [Contribution.State.DRAFT, Contribution.State.WITHDRAWN]


@dataclass(frozen=True)
class OwnMonth:
    """`asked` and `given` are items of a grassroots union, weeks with an item of a unit above such unions."""

    items: int
    published: int
    points: int
    asked: int
    given: int
    by_week: bool


def own_month(unit: Unit, month: datetime, *, today: date) -> OwnMonth:
    """A unit's own figures of a month, of which `month` is the first moment; asked 0 where nothing is expected."""
    until = following(month)
    sent = Contribution.objects.filter(unit=unit, sent_at__gte=month, sent_at__lt=until).exclude(state__in=NOT_SENT)
    counted = sent.aggregate(items=Count("pk"), published=Count("pk", filter=Q(state=Contribution.State.PUBLISHED)))
    points = _points(unit, month, until)
    if unit.kind.is_grassroots:
        sizes = UnitSize.objects.filter(unit=unit, on__lte=today, members__isnull=False).order_by("-on")
        asked = 1 if (sizes.values_list("members", flat=True).first() or 0) >= LARGE else 0
        return OwnMonth(**counted, points=points, asked=asked, given=counted["items"], by_week=False)
    leads = org.children_of(unit, on=today).filter(kind__is_grassroots=True).exists()
    weeks = len(asked_in(month, today=today).mondays) if leads else 0
    return OwnMonth(**counted, points=points, asked=weeks, given=_weeks(unit, month, until), by_week=True)


def _points(unit: Unit, month: datetime, until: datetime) -> int:
    """Of every desk that published something of the unit, by its own rates."""
    steps = ContributionStep.objects.filter(
        act=Act.PUBLISHED, contribution__unit=unit, at__gte=month, at__lt=until
    ).annotate(day=TruncDate("at"))
    rate = FeeRate.objects.filter(
        desk__unit=OuterRef("desk"), kind=OuterRef("contribution__kind"), valid__contains=OuterRef("day")
    )
    worth = Subquery(rate.values("points")[:1], output_field=IntegerField())
    return steps.annotate(worth=worth).aggregate(n=Coalesce(Sum("worth"), 0))["n"]


def _weeks(unit: Unit, month: datetime, until: datetime) -> int:
    """Weeks in which the unit sent an item, or its desk published or lifted one."""
    span = {"gte": month, "lt": until}
    sent = Contribution.objects.filter(unit=unit, **{f"sent_at__{end}": at for end, at in span.items()})
    steps = ContributionStep.objects.filter(
        desk=unit, act__in=[Act.PUBLISHED, Act.LIFTED], **{f"at__{end}": at for end, at in span.items()}
    )
    weeks = sent.exclude(state__in=NOT_SENT).annotate(week=TruncWeek("sent_at")).order_by().values("week")
    return weeks.union(steps.annotate(week=TruncWeek(F("at"))).order_by().values("week")).count()
