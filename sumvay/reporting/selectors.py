"""Questions about forms and unit reports, always answered for one viewer or one unit."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from statistics import median

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from sumvay.accounts.models import User
from sumvay.directives import selectors as directives
from sumvay.directives.models import Directive, Dispatch
from sumvay.org import selectors as org
from sumvay.org.models import Unit
from sumvay.reporting.models import FormLine, Indicator, ReportForm, ReportValue, UnitReport

COUNTS = [UnitReport.State.SUBMITTED, UnitReport.State.ACCEPTED]
REUSE_WITHIN = timedelta(days=92)
OUTLIER_FACTOR = 10
FEWEST_TO_COMPARE = 4


def indicators() -> QuerySet[Indicator]:
    """The catalogue, in its order."""
    return Indicator.objects.order_by("position", "pk")


def lines_of(form: ReportForm) -> QuerySet[FormLine]:
    """The lines of a form with their indicators, in order."""
    return form.lines.select_related("indicator").order_by("position", "pk")


def reports_visible_to(viewer: User, *, on: date) -> QuerySet[UnitReport]:
    """Reports of units the viewer sees; a unit's unsent draft is seen by its own officers alone."""
    seen = org.units_visible_to(viewer, on=on).order_by().values("pk")
    served = org.units_served_by(viewer, on=on).order_by().values("pk")
    return (
        UnitReport.objects.filter(Q(unit__in=served) | Q(unit__in=seen, submitted_at__isnull=False))
        .select_related("form__directive__unit", "unit", "changed_by")
        .order_by("-changed_at", "-pk")
    )


def report_of(form: ReportForm | None, unit: Unit, period: date | None) -> UnitReport | None:
    """A unit's report for a form and period, if one was begun."""
    if form is None:
        return None
    return UnitReport.objects.filter(form=form, unit=unit, period=period).select_related("form", "changed_by").first()


def form_for(directive: Directive) -> ReportForm | None:
    """The form a directive's lineage reports by, if one was made."""
    return ReportForm.objects.filter(directive=directive.lineage_id).order_by("-version").first()


def period_for(directive: Directive, *, now: datetime) -> date | None:
    """The day a daily ask is reported for; other forms have one period."""
    top = directive.root or directive
    return localdate(now) if top.repeats_daily else None


def counted_for(dispatch: Dispatch, lines: list[FormLine]) -> dict[int, Decimal]:
    """What the system already knows for each line, by line id; nothing known is absent."""
    counted = directives.counted_for_report(dispatch.directive, dispatch.unit)
    return {
        line.pk: Decimal(counted[line.indicator.counted_from])
        for line in lines
        if counted.get(line.indicator.counted_from)
    }


def reported_elsewhere(unit: Unit, form: ReportForm, *, now: datetime) -> dict[int, ReportValue]:
    """The newest figure each indicator was reported with on another form within three months, by indicator id."""
    values = (
        ReportValue.objects.filter(
            report__unit=unit,
            report__state__in=COUNTS,
            report__submitted_at__gte=now - REUSE_WITHIN,
            line__indicator__in=form.lines.values("indicator"),
            value__isnull=False,
        )
        .exclude(report__form=form)
        .select_related("line", "report__form")
        .order_by("report__submitted_at")
    )
    return {value.line.indicator_id: value for value in values}


def outliers(
    form: ReportForm, unit: Unit, entered: dict[int, Decimal | None], *, period: date | None
) -> dict[int, Decimal]:
    """Figures more than ten times what units of the same kind usually report: {line id: their median}."""
    others = ReportValue.objects.filter(
        report__form=form, report__period=period, report__state__in=COUNTS, report__unit__kind=unit.kind_id, value__gt=0
    ).exclude(report__unit=unit)
    usual: dict[int, list[Decimal]] = {}
    for line_id, value in others.filter(line__in=[pk for pk, v in entered.items() if v]).values_list("line", "value"):
        usual.setdefault(line_id, []).append(value or Decimal(0))
    return {
        line_id: median(values)
        for line_id, values in usual.items()
        if len(values) >= FEWEST_TO_COMPARE and (entered[line_id] or 0) > OUTLIER_FACTOR * median(values)
    }


def history_of(report: UnitReport) -> QuerySet:
    """Every submission of a report, newest first."""
    return report.versions.select_related("by").order_by("-version")


def report_list(viewer: User, *, on: date, text: str, state: str, level: str) -> QuerySet[UnitReport]:
    """Visible reports filtered by unit name and state; level "direct" leaves those of units directly below."""
    found = reports_visible_to(viewer, on=on)
    if level == "direct":
        served = org.units_served_by(viewer, on=on).order_by().values("pk")
        found = found.filter(unit__parent_links__parent__in=served, unit__parent_links__valid__contains=on)
    if state in UnitReport.State.values:
        found = found.filter(state=state)
    words = text.replace("\x00", " ").strip()
    if words:
        found = found.filter(unit__in=org.units_found(viewer, words, on=on).order_by().values("pk"))
    return found


def submitted_reports(form: ReportForm, unit: Unit) -> QuerySet[UnitReport]:
    """What a unit has sent by a form."""
    sent = UnitReport.objects.filter(form=form, unit=unit, submitted_at__isnull=False)
    return sent.select_related("form__directive", "unit").order_by("-submitted_at", "-pk")


@dataclass
class ShownReport:
    """A report as others may read it: what was last sent, or the draft when nothing was sent yet."""

    values: list[ReportValue]
    narrative: dict[str, str]


def shown(report: UnitReport) -> ShownReport:
    """What was last sent of a report, in the order of its form; edits not sent yet stay with the unit."""
    sent = report.versions.order_by("-version").first()
    if sent is None:
        drafted = report.values.select_related("line__indicator").order_by("line__position", "pk")
        return ShownReport(list(drafted), report.narrative)
    kept = [(line, sent.values[str(line.pk)]) for line in lines_of(report.form) if str(line.pk) in sent.values]
    return ShownReport([_value_of(line, figure) for line, figure in kept], sent.narrative)


def _value_of(line: FormLine, figure: dict[str, str | None]) -> ReportValue:
    known = {name: None if figure[name] is None else Decimal(figure[name] or 0) for name in ("value", "counted")}
    return ReportValue(line=line, origin=figure["origin"], reason=figure["reason"], **known)


def readers_of(report: UnitReport, *, on: date) -> QuerySet[Unit]:
    """Which units above see a report, the nearest first."""
    return org.ancestors_of(report.unit, on=on)


def dispatch_of(report: UnitReport) -> Dispatch | None:
    """The dispatch a report answers."""
    return directives.nearest_dispatch(report.form.directive, report.unit)
