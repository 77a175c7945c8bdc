"""What a desk published, as the fee sheet finds it."""

from datetime import date, datetime
from decimal import Decimal

from django.utils.timezone import make_aware

from sumvay.newsroom.models import Contribution, ContributionStep, Desk, FeeRate
from tests.factories.newsroom import SentContributionFactory

JANUARY = make_aware(datetime(2026, 1, 1))


def at(day: int, month: int = 1, hour: int = 9) -> datetime:
    """A moment of 2026."""
    return make_aware(datetime(2026, month, day, hour))


def published(unit, desk_unit, moment: datetime, **fields) -> Contribution:
    """A contribution of a unit, published by a desk at a moment."""
    fields = {"title": "Trao quà Tết", "state": "published", "at": moment, **fields}
    sent = SentContributionFactory(unit=unit, desk=desk_unit, outcome_at=moment, **fields)
    step = {"contribution": sent, "act": ContributionStep.Act.PUBLISHED, "desk": desk_unit}
    ContributionStep.objects.create(**step, at=moment, note="/bai/trao-qua-1/", title=sent.title)
    return sent


def rate(
    unit, kind="news", coefficient="1", unit_of_fee=100_000, points=1, since=date(2025, 1, 1), until=None
) -> FeeRate:
    """What the desk of a unit pays."""
    return FeeRate.objects.create(
        desk=Desk.objects.get(unit=unit), kind=kind, coefficient=Decimal(coefficient), unit_of_fee=unit_of_fee,
        points=points, valid=(since, until),
    )  # fmt: skip
