"""Reports as official papers: a closed cut goes the way of signing; a unit prints its own on its own letterhead."""

from datetime import date, datetime
from typing import Literal

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.directives import selectors as directives
from sumvay.directives.models import Directive
from sumvay.documents import services as documents
from sumvay.documents.models import OfficialPaper
from sumvay.errors import Refusal
from sumvay.org import selectors as org
from sumvay.org.models import Unit
from sumvay.reporting import contributors, paper_of_cut, selectors, totals
from sumvay.reporting.models import Consolidation, ListeningReport, ReportForm, ReportVersion, UnitReport
from sumvay.reporting.paper_of_cut import Difference, Told
from sumvay.reporting.services.consolidation import permit
from sumvay.reporting.totals import Totals
from sumvay.vietnamese import format_date

BAO_CAO = OfficialPaper.DocType.BAO_CAO


class NotClosed(Refusal):
    """A paper is drafted from closed figures."""


class NothingSent(Refusal):
    """A unit prints what it has sent."""


@transaction.atomic
def draft_report_paper(*, actor: User, consolidation: Consolidation, now: datetime) -> OfficialPaper:
    """Make the paper of a closed cut; from here it is signed, numbered and issued. A second press gives the same one.

    Raises NotYours, NotClosed, and what documents.services.draft_paper refuses.
    """
    permit(actor=actor, unit=consolidation.unit, now=now)
    held = Consolidation.objects.select_for_update(of=("self",)).select_related(
        "form__directive", "unit__kind", "supplement_of__paper", "paper"
    ).get(pk=consolidation.pk)  # fmt: skip
    if held.state != Consolidation.State.CLOSED:
        raise NotClosed(_("Close the figures first; the paper is written from them."))
    if held.paper:
        return held.paper
    paper = documents.draft_paper(actor=actor, unit=held.unit, doc_type=BAO_CAO, now=now, **_written(held, now))
    Consolidation.objects.filter(pk=held.pk, paper__isnull=True).update(paper=paper)
    audit.record(
        actor=actor, action="consolidation.paper", target=held, at=now, unit_id=held.unit_id,
        changes={"paper": paper.pk},
    )  # fmt: skip
    consolidation.paper = paper
    return paper


def render_consolidation(*, consolidation: Consolidation, form: Literal["docx", "pdf"], now: datetime) -> bytes:
    """The report as a file: its paper as far as that is, or a draft of what it would say now."""
    if consolidation.paper:
        return documents.render_paper(paper=consolidation.paper, form=form)
    return documents.render_unsaved(
        unit=consolidation.unit, doc_type=BAO_CAO, form=form, now=now, is_draft=True, **_written(consolidation, now)
    )


def render_own_report(*, report: UnitReport, form: Literal["docx", "pdf"], now: datetime) -> bytes:
    """A unit's own report on its own letterhead, as it last sent it. Raises NothingSent."""
    version = report.versions.order_by("-version").first()
    if version is None:
        raise NothingSent(_("This report has not been sent yet."))
    basis, addressee = _answered(report.form, report.unit)
    lines = [totals.Line.of(line) for line in selectors.lines_of(report.form)]
    figures = {line.pk: value for line in lines if (value := contributors.value_in(version, line)) is not None}
    told = Told(
        unit=report.unit.name,
        basis=basis,
        moment=version.submitted_at,
        headings=report.form.headings,
        narrative=version.narrative,
        reported=[(report.unit.name, figures)],
        missing=[],
    )
    return documents.render_unsaved(
        unit=report.unit,
        doc_type=BAO_CAO,
        subject=_subject(report.form, report.period),
        body=paper_of_cut.body_of_own_report(told, lines),
        addressees=addressee,
        form=form,
        now=now,
    )


def _written(held: Consolidation, now: datetime) -> dict:
    figures = contributors.totals_of(held)
    basis, addressees = _answered(held.form, held.unit)
    subject = _subject(held.form, held.period)
    if held.supplement_of is None:
        body = paper_of_cut.body_of_cut(_told(held, figures, basis, now), figures)
        return {"subject": subject, "body": body, "addressees": addressees}
    body = paper_of_cut.body_of_supplement(
        _told_of_changes(held, basis, now),
        differences_of(consolidation=held),
        earlier=earlier_words(held.supplement_of),
        reason=held.reason,
    )
    return {"subject": f"Bổ sung số liệu: {subject[0].lower()}{subject[1:]}", "body": body, "addressees": addressees}


def differences_of(*, consolidation: Consolidation) -> list[Difference]:
    """The lines a supplement changes, with what was reported and what it is now."""
    now, before = contributors.totals_of(consolidation), contributors.totals_before(consolidation)
    known = before.whole.totals if before else {}
    pairs = [Difference(row.line, known.get(row.line.pk), row.total) for row in now.rows()]
    return [pair for pair in pairs if pair.before != pair.total]


def _told(held: Consolidation, figures: Totals, basis: str, now: datetime) -> Told:
    versions = contributors.versions_of(held).select_related("report__unit")
    shown = versions.order_by("report__unit__sort_key", "pk")[: paper_of_cut.MOST_ROWS + 1]
    if held.cut_at:
        missing = [name for _pk, name in held.coverage["missing"]]
    else:
        waiting = totals.missing_below(held.form, versions, held.unit, on=contributors.day_of(held))
        missing = list(waiting.values_list("unit__name", flat=True))
    return Told(
        unit=held.unit.name,
        basis=basis,
        moment=held.cut_at or now,
        headings=held.form.headings,
        narrative=held.narrative,
        reported=[(version.report.unit.name, _figures(version, figures)) for version in shown],
        missing=missing,
    )


def _told_of_changes(held: Consolidation, basis: str, now: datetime) -> Told:
    changed = [*held.coverage.get("added", []), *held.coverage.get("changed", []), *held.coverage.get("withdrawn", [])]
    reports = UnitReport.objects.filter(pk__in=changed).select_related("unit").order_by("unit__sort_key", "pk")
    return Told(
        unit=held.unit.name,
        basis=basis,
        moment=held.cut_at or now,
        headings=held.form.headings,
        narrative=held.narrative,
        reported=[(report.unit.name, {}) for report in reports],
        missing=[],
    )


def _figures(version: ReportVersion, figures: Totals) -> dict:
    values = {line.pk: contributors.value_in(version, line) for line in figures.lines}
    return {pk: value for pk, value in values.items() if value is not None}


def _answered(form: ReportForm, unit: Unit) -> tuple[str, list[str]]:
    """The paper a report answers, in words, and whom it is sent to."""
    top = form.directive
    duty = directives.nearest_dispatch(top, unit)
    if duty:
        return _named(_with_paper(duty.directive)), [duty.directive.unit.name]
    if top.source_paper:
        return _named_paper(top.source_paper), [top.source_paper.issuer]
    parent = org.parent_of(unit, on=localdate(top.issued_at or top.created_at))
    return _named(top), [parent.name] if parent else []


def _with_paper(directive: Directive) -> Directive:
    """What was passed on unchanged carries the paper of the level above."""
    step = directive
    while step.paper is None and step.parent:
        step = step.parent
    return step


def _named(directive: Directive) -> str:
    if directive.paper and directive.paper.code:
        return _named_paper(directive.paper)
    return f"đợt “{directive.title}” do {directive.unit.name} phát động"


def _named_paper(paper: OfficialPaper) -> str:
    with override("vi"):
        kind = paper.get_doc_type_display().capitalize()
    day = f" ngày {format_date(paper.issued_on)}" if paper.issued_on else ""
    return f"{kind} số {paper.code}{day} của {paper.issuer}"


def earlier_words(cut: Consolidation | ListeningReport) -> str:
    """The report that is supplemented, in words: its paper once that has a number, else when it was closed."""
    if cut.paper and cut.paper.code:
        return _named_paper(cut.paper)
    return f"báo cáo đã chốt số liệu lúc {paper_of_cut.moment_words(cut.cut_at or cut.created_at)}"


def _subject(form: ReportForm, period: date | None) -> str:
    return f"{form.title} (ngày {format_date(period)})" if period else form.title
