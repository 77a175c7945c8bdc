"""The own part of the level that asked: it received nothing from itself, yet what it did counts beside those below."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.directives import selectors as directives
from sumvay.directives.models import Dispatch
from sumvay.errors import Refusal
from sumvay.reporting.content import Content
from sumvay.reporting.models import Consolidation, ReportVersion, UnitReport
from sumvay.reporting.services.consolidation import opened
from sumvay.reporting.services.reports import counted_values, save_draft
from sumvay.reporting.totals import tally_subject
from sumvay.tally import services as tally


class HasADuty(Refusal):
    """The unit received the document and reports as every other unit does."""


@transaction.atomic
def report_own_part(*, actor: User, consolidation: Consolidation, content: Content, now: datetime) -> UnitReport:
    """Enter what the level itself did; what is left empty stays empty, and a second time replaces the first.

    Raises NotYours, CutClosed, HasADuty, ChangedMeanwhile, SensitiveContent.
    """
    held = opened(actor=actor, consolidation=consolidation, now=now)
    if directives.nearest_dispatch(held.form.directive, held.unit):
        raise HasADuty(_("Your unit reports its own part as it was asked to."))
    asked = Dispatch(directive=held.form.directive, unit=held.unit)
    report = save_draft(actor=actor, dispatch=asked, content=content, period=held.period, now=now)
    before = counted_values(report)
    UnitReport.objects.filter(pk=report.pk).update(
        state=UnitReport.State.SUBMITTED, version=F("version") + 1, submitted_at=now
    )
    report.refresh_from_db()
    _keep_version(report, actor, now)
    after = counted_values(report)
    tally.append_facts(
        subject=tally_subject(report.form, report.period),
        facts=[
            tally.Fact(measure, report.unit_id, after.get(measure, Decimal(0)) - before.get(measure, Decimal(0)))
            for measure in sorted(before.keys() | after.keys())
        ],
    )
    changes = {"version": report.version}
    audit.record(
        actor=actor, action="unit_report.submit", target=report, at=now, unit_id=report.unit_id, changes=changes
    )
    return report


def _keep_version(report: UnitReport, actor: User, now: datetime) -> None:
    ReportVersion.objects.create(
        report=report,
        version=report.version,
        values={
            str(given.line_id): {
                "value": None if given.value is None else str(given.value),
                "origin": given.origin,
                "counted": None,
                "reason": "",
            }
            for given in report.values.all()
        },
        narrative=report.narrative,
        source=report.source,
        reporter=report.reporter,
        by=actor,
        submitted_at=now,
    )
