"""Brings together what a report page shows; a form nobody shaped yet is kept the first time a unit opens it."""

from datetime import datetime

from sumvay.directives import selectors as directives
from sumvay.directives.models import Dispatch
from sumvay.reporting import selectors
from sumvay.reporting.filling import Page
from sumvay.reporting.services.forms import form_of


def report_page(*, dispatch: Dispatch, now: datetime) -> Page:
    """The report of a dispatch's unit as it stands: what was saved, what is counted, what was reported elsewhere."""
    form = form_of(directive=dispatch.directive, now=now)
    lines = list(selectors.lines_of(form))
    period = selectors.period_for(dispatch.directive, now=now)
    report = selectors.report_of(form, dispatch.unit, period)
    return Page(
        dispatch=dispatch,
        form=form,
        lines=lines,
        report=report,
        period=period,
        counted=selectors.counted_for(dispatch, lines),
        rest_is_done=directives.only_report_is_left(dispatch),
        elsewhere=selectors.reported_elsewhere(dispatch.unit, form, now=now),
    )
