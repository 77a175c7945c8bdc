"""What a unit itself gave the newsrooms in a month: items, those published, points, and what was expected of it."""

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, TruncDate

from sumvay.newsroom.models import Contribution, ContributionStep, FeeRate
from sumvay.newsroom.selectors.fees import following
from sumvay.newsroom.selectors.quota import Line, line_of
from sumvay.org.models import Unit

Act = ContributionStep.Act
NOT_SENT = [Contribution.State.DRAFT, Contribution.State.WITHDRAWN]


class OwnMonth(NamedTuple):
    """Items sent, those published, points, and the line of the quota; None where nothing is expected."""

    items: int
    published: int
    points: int
    quota: Line | None


def own_month(unit: Unit, month: datetime, *, today: date) -> OwnMonth:
    """A unit's own figures of a month, of which `month` is the first moment."""
    until = following(month)
    sent = Contribution.objects.filter(unit=unit, sent_at__gte=month, sent_at__lt=until).exclude(state__in=NOT_SENT)
    counted = sent.aggregate(items=Count("pk"), published=Count("pk", filter=Q(state=Contribution.State.PUBLISHED)))
    return OwnMonth(**counted, points=_points(unit, month, until), quota=line_of(unit, month, today=today))


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
