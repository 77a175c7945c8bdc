"""What a viewer reaches of listening reports, and which of them a period would overlap."""

from datetime import date

from django.db.models import QuerySet

from sumvay.accounts.models import User
from sumvay.feedback import selectors as feedback
from sumvay.org.models import Unit
from sumvay.reporting.models import Consolidation, ListeningReport


def listening_visible_to(viewer: User, *, on: date) -> QuerySet[ListeningReport]:
    """Those of units whose messages the viewer handles; above them the signed paper is read, not the report."""
    reports = ListeningReport.objects.select_related(
        "unit__kind", "supplement_of__paper", "paper", "closed_by"
    ).order_by("-since", "-until", "-sequence", "-pk")  # fmt: skip
    if viewer.is_superuser:
        return reports
    return reports.filter(unit__in=feedback.units_handled_by(viewer, on=on))


def closed_over(unit: Unit, since: date, until: date) -> QuerySet[ListeningReport]:
    """The unit's closed reports of other periods that share a day with this one."""
    closed = ListeningReport.objects.filter(
        unit=unit, state=Consolidation.State.CLOSED, sequence=0, since__lte=until, until__gte=since
    )
    return closed.exclude(since=since, until=until).order_by("since", "pk")


def closed_at(unit: Unit, period: feedback.Period) -> QuerySet[ListeningReport]:
    """The unit's closed reports and supplements that share a day with a period, the last of each first."""
    closed = ListeningReport.objects.filter(
        unit=unit, state=Consolidation.State.CLOSED, since__lte=period.until, until__gte=period.since
    )
    return closed.order_by("since", "-sequence", "pk")


def period_of(report: ListeningReport) -> feedback.Period:
    """The days a report speaks about."""
    return feedback.Period(report.span, report.since, report.until)
