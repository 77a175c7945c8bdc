"""Figures to ask about again: ten times and more above what units of the same kind usually report."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from django.db.models import QuerySet

from sumvay.org.models import UnitSize
from sumvay.reporting.models import ReportVersion
from sumvay.reporting.selectors import FEWEST_TO_COMPARE, OUTLIER_FACTOR
from sumvay.reporting.totals import Line

MOST_COMPARED = 5_000


@dataclass(frozen=True)
class Outlier:
    """One figure far above its siblings, with what would have been usual for a unit of this size."""

    report_id: int
    unit: str
    line: Line
    value: Decimal
    usual: Decimal


def outliers_in(versions: QuerySet[ReportVersion], lines: list[Line], *, on: date) -> list[Outlier]:
    """The outliers among these submissions, the grossest first.

    Siblings are units of one kind. Where the size of a unit is known, it is compared per member.
    """
    found = list(
        versions.values_list("report_id", "report__unit_id", "report__unit__kind_id", "report__unit__name", "values")
    )
    members = _members([unit_id for _report_id, unit_id, _kind_id, _name, _values in found], on)
    names = {report_id: name for report_id, _unit_id, _kind_id, name, _values in found}
    sizes = {report_id: members.get(unit_id) for report_id, unit_id, _kind_id, _name, _values in found}
    outliers = []
    for line in lines:
        siblings: dict[int, dict[int, Decimal]] = defaultdict(dict)
        for report_id, _unit_id, kind_id, _name, values in found:
            said = (values.get(str(line.pk)) or {}).get("value")
            if said and (value := Decimal(said)) > 0:
                siblings[kind_id][report_id] = value
        for given in siblings.values():
            outliers += [
                Outlier(report_id, names[report_id], line, given[report_id], usual)
                for report_id, usual in unusual(given, sizes).items()
            ]
    return sorted(outliers, key=lambda outlier: outlier.value / outlier.usual, reverse=True)


def unusual[Key](values: dict[Key, Decimal], sizes: dict[Key, int | None]) -> dict[Key, Decimal]:
    """Which of some siblings' values stand out, with what would be usual; too few siblings are not compared."""
    per_member = {key: value / sizes[key] for key, value in values.items() if sizes.get(key)}
    found = {key: sizes[key] * usual for key, usual in _far_above(per_member).items()}
    if len(per_member) > FEWEST_TO_COMPARE:
        values = {key: value for key, value in values.items() if key not in per_member}
    return found | _far_above(values)


def _far_above(values):
    if len(values) <= FEWEST_TO_COMPARE:
        return {}
    usual = median(values.values())
    return {key: usual for key, value in values.items() if value > OUTLIER_FACTOR * usual}


def _members(unit_ids, on):
    sizes = UnitSize.objects.filter(unit__in=unit_ids, on__lte=on, members__gt=0).order_by("unit", "-on")
    return dict(sizes.distinct("unit").values_list("unit_id", "members"))
