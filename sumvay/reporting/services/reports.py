"""A unit's report: kept as it is typed, submitted, returned, accepted; every submission stays for ever."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.directives import selectors as directives_selectors
from sumvay.directives import services as directives
from sumvay.directives.models import Dispatch
from sumvay.notifications import services as notifications
from sumvay.org import selectors as org
from sumvay.reporting import permissions, totals
from sumvay.reporting.content import Content
from sumvay.reporting.models import Indicator, ReportValue, ReportVersion, UnitReport
from sumvay.reporting.services.forms import form_of
from sumvay.reporting.services.refusals import (
    ChangedMeanwhile,
    FigureOutOfRange,
    NotSubmitted,
    NotYours,
    ReasonMissing,
    RemarkMissing,
    ReporterMissing,
    SensitiveContent,
    ValueMissing,
)
from sumvay.tally import services as tally
from sumvay.vietnamese import sensitive_numbers

State = UnitReport.State
COUNTS = (State.SUBMITTED, State.ACCEPTED)
LARGEST = Decimal(10**15)


@transaction.atomic
def save_draft(
    *,
    actor: User | None,
    dispatch: Dispatch,
    content: Content,
    now: datetime,
    source: str = UnitReport.Source.OFFICER,
    period: date | None = None,
) -> UnitReport:
    """Keep what has been typed so far; a submitted report stays submitted until it is sent again.

    Raises NotYours, ChangedMeanwhile (somebody else saved since `content.edition` was read), SensitiveContent,
    FigureOutOfRange.
    """
    form = form_of(directive=dispatch.directive, now=now)
    report = _held(actor, dispatch, content, now, form, period)
    _write(report, actor, content, now, source)
    _write_values(report, content.entries, {line.pk: line for line in form.lines.all()})
    return report


@transaction.atomic
def submit_report(
    *,
    actor: User | None,
    dispatch: Dispatch,
    content: Content,
    now: datetime,
    source: str = UnitReport.Source.OFFICER,
    period: date | None = None,
    all_done: bool = False,
) -> UnitReport:
    """Send the unit's own part up; it counts in every total above from this moment.

    Sending the same again changes nothing. `all_done`: everything asked is done, not only the report.
    Raises NotYours, ChangedMeanwhile, ValueMissing, ReasonMissing, ReporterMissing, SensitiveContent,
    FigureOutOfRange.
    """
    form = form_of(directive=dispatch.directive, now=now)
    lines = {line.pk: line for line in form.lines.select_related("indicator")}
    _check_whole(lines.values(), content)
    report = _held(actor, dispatch, content, now, form, period)
    if report.state in COUNTS and _same(report, content):
        return report
    before = _counted(report, lines)
    sent = {"state": State.SUBMITTED, "version": report.version + 1, "submitted_at": now, "remark": ""}
    _write(report, actor, content, now, source, **sent)
    values = _write_values(report, content.entries, lines)
    kept = _keep_version(report, values, actor, now)
    _count(report, before, _counts_of(kept, lines))
    directives.take_report(actor=actor, dispatch=dispatch, all_done=all_done, now=now)
    changes = {"version": report.version, "source": source}
    audit.record(
        actor=actor, action="unit_report.submit", target=report, at=now, unit_id=report.unit_id, changes=changes
    )
    if source in (UnitReport.Source.BEHALF, UnitReport.Source.CHAT):
        title = _("A report was entered on your unit's behalf: %(title)s") % {"title": form.title}
        _tell_unit(dispatch, report, title=title, body="", now=now)
    return report


@transaction.atomic
def return_report(*, actor: User, report: UnitReport, remark: str, now: datetime, version: int | None = None) -> None:
    """Send a report back to the unit with what has to be mended; its figures count no more.

    `version`: the one that was read. Raises NotYours, NotSubmitted, RemarkMissing, ChangedMeanwhile.
    """
    if not permissions.can_judge(actor, report, on=localdate(now)):
        raise NotYours(_("Only the levels above can return this report."))
    if not remark.strip():
        raise RemarkMissing(_("Write what has to be mended."))
    report = _as_read(report, version)
    before = counted_values(report)
    if not UnitReport.objects.filter(pk=report.pk, state__in=COUNTS).update(
        state=State.RETURNED, remark=remark.strip(), changed_by=actor, changed_at=now
    ):
        raise NotSubmitted(_("This report is not waiting for you."))
    report.refresh_from_db()
    _count(report, before, {})
    audit.record(actor=actor, action="unit_report.return", target=report, at=now, unit_id=report.unit_id)
    dispatch = directives_selectors.nearest_dispatch(report.form.directive, report.unit)
    if dispatch:
        title = _("Your report was returned to be mended: %(title)s") % {"title": report.form.title}
        _tell_unit(dispatch, report, title=title, body=report.remark, now=now)


@transaction.atomic
def accept_report(*, actor: User, report: UnitReport, now: datetime, version: int | None = None) -> None:
    """The level above has read the report, in this `version`, and takes it as it is.

    Raises NotYours, NotSubmitted, ChangedMeanwhile.
    """
    if not permissions.can_judge(actor, report, on=localdate(now)):
        raise NotYours(_("Only the levels above can accept this report."))
    _as_read(report, version)
    if not UnitReport.objects.filter(pk=report.pk, state=State.SUBMITTED).update(
        state=State.ACCEPTED, changed_by=actor, changed_at=now
    ):
        raise NotSubmitted(_("This report is not waiting for you."))
    report.refresh_from_db()
    audit.record(actor=actor, action="unit_report.accept", target=report, at=now, unit_id=report.unit_id)


def counted_values(report: UnitReport) -> dict[str, Decimal]:
    """What a report adds to the tallies in its state: one report, each sum-like figure, and who gave a figure."""
    return _counted(report, {line.pk: line for line in report.form.lines.select_related("indicator")})


def _as_read(report, version):
    """The report, held, unless the unit has sent another version since this one was read."""
    held = UnitReport.objects.select_for_update().get(pk=report.pk)
    if version not in (None, held.version):
        raise ChangedMeanwhile(_("The unit has sent this report again meanwhile. Please read it again."))
    return held


def _counted(report, lines):
    if report.state not in COUNTS:
        return {}
    last = report.versions.order_by("-version").first()
    return _counts_of(last, lines) if last else {}


def _counts_of(version, lines):
    counts = {"reports": Decimal(1)}
    for line_id, kept in version.values.items():
        if kept["value"] is not None:
            counts[f"n:{line_id}"] = Decimal(1)
            if lines[int(line_id)].indicator.adds_up == Indicator.AddsUp.SUM:
                counts[f"line:{line_id}"] = Decimal(kept["value"])
    return counts


def _tell_unit(dispatch, report, *, title, body, now):
    notifications.notify_officers(
        officers=org.officers_of(report.unit, on=localdate(now)),
        kind="unit_report",
        title=title[:300],
        body=body,
        path=reverse("reporting:fill", args=[dispatch.pk]),
        about=f"unit_report:{report.pk}:{report.version}:{report.state}",
        now=now,
        unit=report.unit,
    )


def _held(actor, dispatch, content, now, form, period):
    if actor and not permissions.can_report(actor, dispatch.unit, on=localdate(now)):
        raise NotYours(_("Only officers of %(unit)s can do this.") % {"unit": dispatch.unit.name})
    if not all(0 <= (entry.value or 0) <= LARGEST for entry in content.entries.values()):
        raise FigureOutOfRange(_("A figure is below zero or too large. Please check it."))
    if any(sensitive_numbers(text) for text in content.narrative.values()):
        raise SensitiveContent(
            _("The text holds what looks like an identity or bank account number. Take it out before sending.")
        )
    which = {"form": form, "unit": dispatch.unit, "period": period}
    UnitReport.objects.bulk_create([UnitReport(**which, changed_at=now)], ignore_conflicts=True)
    # Nobody else changes it, or what it counts, until we are through
    report = UnitReport.objects.select_for_update(no_key=True).get(**which)
    report.form, report.unit = form, dispatch.unit
    return report


def _write(report, actor, content, now, source, **sent):
    reporter = content.reporter[:120]
    # One's own draft saved from another tab is no conflict
    own = (report.changed_by_id, report.reporter) == (actor and actor.pk, reporter)
    if report.edition and content.edition not in (None, report.edition) and not own:
        raise ChangedMeanwhile(
            _("%(who)s saved this report at %(time)s while you were writing. Read it again before you send.")
            % {"who": report.reporter or _("Someone else"), "time": f"{localtime(report.changed_at):%H:%M}"}
        )
    fields = {
        "edition": report.edition + 1,
        "narrative": content.narrative,
        "reporter": reporter,
        "source": source,
        "changed_by": actor,
        "changed_at": now,
        **sent,
    }
    for name, value in fields.items():
        setattr(report, name, value)
    report.save(update_fields=fields)


def _write_values(report, entries, lines):
    return ReportValue.objects.bulk_create(
        [
            ReportValue(
                report=report,
                line=lines[pk],
                value=entry.value,
                counted=entry.counted,
                origin=_origin(entry),
                reason=entry.reason.strip() or ("–" if _origin(entry) == "corrected" else ""),
            )
            for pk, entry in entries.items()
            if pk in lines
        ],
        update_conflicts=True,
        unique_fields=["report", "line"],
        update_fields=["value", "counted", "origin", "reason"],
    )


def _origin(entry):
    if entry.origin:
        return entry.origin
    if entry.counted is None or entry.value is None:
        return ReportValue.Origin.TYPED
    return ReportValue.Origin.CONFIRMED if entry.value == entry.counted else ReportValue.Origin.CORRECTED


def _check_whole(lines, content):
    for line in lines:
        entry = content.entries.get(line.pk)
        if line.is_required and (entry is None or entry.value is None):
            raise ValueMissing(
                _("“%(figure)s” is empty. Enter a figure, or press “Nothing to report”.")
                % {"figure": line.indicator.name}
            )
        corrected = entry and entry.counted is not None and entry.value is not None and entry.value != entry.counted
        if corrected and not entry.reason.strip():
            raise ReasonMissing(
                _("“%(figure)s” differs from what was recorded. Say why.") % {"figure": line.indicator.name}
            )
    if not content.reporter.strip():
        raise ReporterMissing(_("Write the name of who reports."))


def _same(report, content):
    kept = dict(report.values.values_list("line_id", "value"))
    given = {pk: entry.value for pk, entry in content.entries.items()}
    last = report.versions.order_by("-version").values_list("narrative", flat=True).first()
    return kept == given and last == content.narrative


def _keep_version(report, values, actor, now):
    return ReportVersion.objects.create(
        report=report,
        version=report.version,
        values={
            str(v.line_id): {
                "value": None if v.value is None else str(v.value),
                "origin": v.origin,
                "counted": None if v.counted is None else str(v.counted),
                "reason": v.reason,
            }
            for v in values
        },
        narrative=report.narrative,
        source=report.source,
        reporter=report.reporter,
        by=actor,
        submitted_at=now,
    )


def _count(report, before, after):
    facts = [
        tally.Fact(measure, report.unit_id, after.get(measure, Decimal(0)) - before.get(measure, Decimal(0)))
        for measure in sorted(before.keys() | after.keys())
    ]
    tally.append_facts(subject=totals.tally_subject(report.form, report.period), facts=facts)
