"""*Chốt số liệu*: the figures of a branch frozen with who and when, from the very reports that count at that moment."""

import logging
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.reporting import totals
from sumvay.reporting.frozen_totals import frozen
from sumvay.reporting.models import Consolidation, ReportVersion
from sumvay.reporting.services.consolidation import opened
from sumvay.reporting.services.refusals import CutClosed, NothingNew, NothingToClose
from sumvay.tally import selectors as tally

log = logging.getLogger(__name__)
State = Consolidation.State

TAKE_PARTS = """
INSERT INTO reporting_cutpart (consolidation_id, version_id) SELECT %s, counted.id FROM ({versions}) counted (id)
"""


@transaction.atomic
def close_figures(*, actor: User, consolidation: Consolidation, now: datetime) -> None:
    """Freeze the figures: which reports went in, what they come to, who is missing; late ones go to a supplement.

    Reports may go on arriving: what counts is what stood when the parts were taken, in one statement.
    Raises NotYours, CutClosed, NothingToClose (nobody has reported), NothingNew (a supplement without any change).
    """
    held = opened(actor=actor, consolidation=consolidation, now=now)
    today = localdate(now)
    before = _tallied(held)
    parts = _take_parts(held, today)
    after = _tallied(held)
    figures = totals.totals_of_versions(held.form, parts, held.unit, on=today)
    if not figures.whole.reported:
        raise NothingToClose(_("Nobody has reported yet; there is nothing to close."))
    coverage = _coverage(held, parts, today)
    if held.supplement_of_id and not (coverage["added"] or coverage["changed"] or coverage["withdrawn"]):
        raise NothingNew(_("Nothing has changed since the figures were closed."))
    if before == after:
        _shout_if_different(held, figures, after)
    closed = Consolidation.objects.filter(pk=held.pk, state=State.OPEN).update(
        state=State.CLOSED, figures=frozen(figures), coverage=coverage, cut_at=now, closed_by=actor
    )
    if not closed:
        raise CutClosed(_("The figures are closed; this can no longer be changed."))
    changes = {"reports": figures.whole.reported}
    audit.record(actor=actor, action="consolidation.close", target=held, at=now, unit_id=held.unit_id, changes=changes)
    consolidation.refresh_from_db()


def _take_parts(held: Consolidation, today: date) -> QuerySet[ReportVersion]:
    counted = totals.versions_below(totals.counted_versions(held.form, held.period), held.unit, on=today)
    sql, parameters = counted.order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(TAKE_PARTS.format(versions=sql), [held.pk, *parameters])
    return ReportVersion.objects.filter(cuts__consolidation=held)


def _tallied(held: Consolidation) -> dict:
    subject = totals.tally_subject(held.form, held.period)
    return tally.totals(subject=subject, unit_ids=[held.unit_id]).get(held.unit_id, {})


def _shout_if_different(held: Consolidation, figures: totals.Totals, tallied: dict) -> None:
    """While nothing arrived in between, the tallies and the reports must agree; if not, the tallies are wrong."""
    summed = [line.pk for line in figures.lines if line.adds_up == totals.AddsUp.SUM]
    counted = {
        "reports": figures.whole.reported,
        **{f"line:{pk}": figures.whole.totals.get(pk, 0) for pk in summed},
        **{f"n:{pk}": figures.whole.given.get(pk, 0) for pk in summed},
    }
    wrong = sorted(measure for measure, value in counted.items() if tallied.get(measure, 0) != value)
    if wrong:
        log.error("tallies differ from reports", extra={"consolidation": held.pk, "measures": wrong})


def _coverage(held: Consolidation, parts: QuerySet[ReportVersion], today: date) -> dict:
    missing = totals.missing_below(held.form, parts, held.unit, on=today)
    return {
        "missing": [[unit_id, name] for unit_id, name in missing.values_list("unit_id", "unit__name")],
        **(_against(held, parts, today) if held.supplement_of_id else {}),
    }


def _against(held: Consolidation, parts: QuerySet[ReportVersion], today: date) -> dict[str, list[int]]:
    """What differs from the cut before, as ids of reports."""
    before = dict(ReportVersion.objects.filter(cuts__consolidation=held.supplement_of_id).values_list("report", "pk"))
    now = dict(parts.values_list("report", "pk"))
    return {
        "added": sorted(now.keys() - before.keys()),
        "changed": sorted(report for report in now.keys() & before.keys() if now[report] != before[report]),
        "withdrawn": sorted(before.keys() - now.keys()),
    }
