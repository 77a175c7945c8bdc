"""What a desk owes for what it published in a month, and whose work it was (nhuận bút, NĐ 18/2014/NĐ-CP)."""

from datetime import date, datetime, timedelta

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Cast, Coalesce, Round, TruncDate

from sumvay.newsroom.models import ContributionStep, Desk, FeeRate


def following(month: datetime) -> datetime:
    """The first moment of the next month."""
    return (month + timedelta(days=32)).replace(day=1)


def paid_in(desk: Desk, month: datetime) -> QuerySet[ContributionStep]:
    """
    Each contribution the desk published in the month, once, as the step by which its author learnt of it.

    With the rate valid that day as `.usual` and, where the item has none of its own, `.coefficient`, further
    `.unit_of_fee`, `.worth` in points, and `.amount` in đồng; all None where the desk has no rate for the kind. `month`
    is its first moment.
    """
    return _priced(desk, _published_by(desk).filter(at__gte=month, at__lt=following(month)))


def _published_by(desk: Desk) -> QuerySet[ContributionStep]:
    return ContributionStep.objects.filter(act=ContributionStep.Act.PUBLISHED, desk=desk.unit_id)


def _priced(desk: Desk, published: QuerySet[ContributionStep]) -> QuerySet[ContributionStep]:
    steps = published.annotate(day=TruncDate("at"))
    rate = FeeRate.objects.filter(desk=desk, kind=OuterRef("contribution__kind"), valid__contains=OuterRef("day"))
    priced = steps.annotate(
        usual=Subquery(rate.values("coefficient")[:1]),
        unit_of_fee=Subquery(rate.values("unit_of_fee")[:1]),
        worth=Subquery(rate.values("points")[:1]),
        coefficient=Coalesce("own_coefficient__coefficient", Subquery(rate.values("coefficient")[:1])),
    )
    return priced.annotate(amount=Cast(Round(F("coefficient") * F("unit_of_fee")), IntegerField()))


def fee_lines(desk: Desk, month: datetime) -> QuerySet[ContributionStep]:
    """The lines of the sheet in the order of publishing, with contribution, author and unit."""
    return _named(paid_in(desk, month)).order_by("at", "pk")


def desk_paying(desks: QuerySet[Desk], pk: int) -> Desk | None:
    """Which of these desks published what a line says, and pays it."""
    lines = ContributionStep.objects.filter(act=ContributionStep.Act.PUBLISHED, pk=pk)
    return desks.filter(unit__in=lines.values("desk")).first()


def fee_line(desk: Desk, pk: int) -> ContributionStep:
    """One line of whichever month's sheet. Raises ContributionStep.DoesNotExist when the desk has no such line."""
    return _named(_priced(desk, _published_by(desk))).get(pk=pk)


def _named(lines: QuerySet[ContributionStep]) -> QuerySet[ContributionStep]:
    named = lines.select_related("contribution__author", "contribution__unit", "own_coefficient__by")
    return named.defer("text", "contribution__text", "contribution__folded")


def fee_totals(desk: Desk, month: datetime) -> dict[str, int]:
    """Items, fee in đồng, points, and how many items have no rate (`unpriced`)."""
    return paid_in(desk, month).order_by().aggregate(**_sums())


def fees_by_kind(desk: Desk, month: datetime) -> QuerySet:
    """As above for each kind of contribution, the dearest first."""
    rows = paid_in(desk, month).order_by().values(kind=F("contribution__kind"))
    return rows.annotate(**_sums()).order_by("-fee", "kind")


def points_by_unit(desk: Desk, month: datetime) -> QuerySet:
    """Points, items and fee of each unit that had something published, the most points first."""
    unit = {"unit_id": F("contribution__unit"), "unit_name": F("contribution__unit__name")}
    rows = paid_in(desk, month).order_by().values(**unit)
    return rows.annotate(**_sums()).order_by("-points", "-items", "unit_id")


def points_by_author(desk: Desk, month: datetime) -> QuerySet:
    """The same of each person, whichever of the units they wrote for."""
    author = {"author_id": F("contribution__author"), "author_name": F("contribution__author__full_name")}
    rows = paid_in(desk, month).order_by().values(**author)
    return rows.annotate(**_sums()).order_by("-points", "-items", "author_id")


def rates_of(desk: Desk, *, on: date) -> QuerySet[FeeRate]:
    """The rates valid on a day and those to come, by kind and day."""
    return FeeRate.objects.filter(Q(valid__contains=on) | Q(valid__startswith__gt=on), desk=desk).order_by(
        "kind", "valid"
    )


def _sums() -> dict:
    return {
        "items": Count("pk"),
        "fee": Coalesce(Sum("amount"), 0),
        "points": Coalesce(Sum("worth"), 0),
        "unpriced": Count("pk", filter=Q(amount=None)),
    }
