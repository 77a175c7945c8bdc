"""A listening report as an official paper and as a sheet; a closed one goes the way of signing like every paper."""

from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.documents import services as documents
from sumvay.documents.models import OfficialPaper
from sumvay.feedback import selectors as feedback
from sumvay.org import selectors as org
from sumvay.reporting.listening_page import quotes_of, tables_of, told_of
from sumvay.reporting.listening_paper import Heard, body_of_listening, body_of_listening_supplement, subject_of
from sumvay.reporting.listening_reach import period_of
from sumvay.reporting.models import ListeningReport
from sumvay.reporting.paper_of_cut import moment_words
from sumvay.reporting.services.listening import State, permit_listening
from sumvay.reporting.services.report_paper import BAO_CAO, NotClosed, earlier_words


@transaction.atomic
def draft_listening_paper(*, actor: User, report: ListeningReport, now: datetime) -> OfficialPaper:
    """Make the paper of a closed report; from here it is signed, numbered and issued. A second press gives the same.

    Raises NotYours, NotClosed, and what documents.services.draft_paper refuses.
    """
    permit_listening(actor=actor, unit=report.unit, now=now)
    held = ListeningReport.objects.select_for_update(of=("self",)).select_related(
        "unit__kind", "supplement_of__paper", "paper"
    ).get(pk=report.pk)  # fmt: skip
    if held.state != State.CLOSED:
        raise NotClosed(_("Close the figures first; the paper is written from them."))
    if held.paper:
        return held.paper
    paper = documents.draft_paper(actor=actor, unit=held.unit, doc_type=BAO_CAO, now=now, **_written(held, now))
    ListeningReport.objects.filter(pk=held.pk, paper__isnull=True).update(paper=paper)
    changes = {"paper": paper.pk}
    audit.record(actor=actor, action="listening.paper", target=held, at=now, unit_id=held.unit_id, changes=changes)
    report.paper = paper
    return paper


def render_listening(*, report: ListeningReport, form: Literal["docx", "pdf"], now: datetime) -> bytes:
    """The report as a file: its paper as far as that is, or a draft of what it would say now."""
    if report.paper:
        return documents.render_paper(paper=report.paper, form=form)
    return documents.render_unsaved(
        unit=report.unit, doc_type=BAO_CAO, form=form, now=now, is_draft=True, **_written(report, now)
    )


def listening_workbook(*, report: ListeningReport, now: datetime) -> bytes:
    """All tables of the report as .xlsx; what is veiled in the report is veiled here."""
    with override("vi"):
        return documents.make_workbook(
            title=subject_of(period_of(report)),
            subtitle=f"{report.unit.name}, tính đến {moment_words(report.cut_at or now)}",
            columns=feedback.sheet_columns(),
            rows=feedback.sheet_rows(told_of(report), period_of(report)),
        )


@override("vi")
def _written(held: ListeningReport, now: datetime) -> dict:
    told, period = told_of(held), period_of(held)
    heard = Heard(held.unit.name, period, held.cut_at or now, told, held.narrative, quotes_of(held))
    parent = org.parent_of(held.unit, on=localdate(now))
    subject, addressees = subject_of(period), [parent.name] if parent else []
    if held.supplement_of is None:
        return {"subject": subject, "body": body_of_listening(heard), "addressees": addressees}
    body = body_of_listening_supplement(
        heard, tables_of(held, told), earlier=earlier_words(held.supplement_of), reason=held.reason
    )
    return {"subject": f"Bổ sung số liệu: {subject[0].lower()}{subject[1:]}", "body": body, "addressees": addressees}
