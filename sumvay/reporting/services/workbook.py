"""Reports as .xlsx: the form units fill in and send back, and the annex of a cut with real number cells."""

from datetime import datetime
from decimal import Decimal
from typing import Literal

from sumvay.documents import services as documents
from sumvay.org.models import Unit
from sumvay.reporting import contributors, selectors
from sumvay.reporting.models import Consolidation, ReportForm, ReportVersion
from sumvay.reporting.paper_of_cut import label, moment_words
from sumvay.reporting.replies import CODE_HEAD, VALUE_HEAD
from sumvay.reporting.totals import Line, Totals
from sumvay.vietnamese import format_number


def report_workbook(*, form: ReportForm, unit: Unit) -> bytes:
    """The form as a sheet to fill in: a code for each figure and heading, an empty cell beside it, the unit's code."""
    lines = [Line.of(line) for line in selectors.lines_of(form)]
    figures = [[line.key, label(line), line.measure, None] for line in lines]
    texts = [[heading["key"], heading["title"], "viết vài câu", None] for heading in form.headings]
    return documents.make_workbook(
        title=form.title,
        subtitle=f"Đơn vị: {unit.name} – Mã đơn vị: {unit.code}",
        columns=[(CODE_HEAD, "text"), ("Nội dung", "text"), ("Đơn vị tính", "text"), (VALUE_HEAD, "number")],
        rows=figures + texts,
    )


def annex_workbook(*, consolidation: Consolidation, now: datetime) -> bytes:
    """The annex by unit: one row for each report that went in, missing figures empty, totals last."""
    figures = contributors.totals_of(consolidation)
    versions = contributors.versions_of(consolidation).select_related("report__unit")
    rows = [
        [place, version.report.unit.name, version.report.unit.code, *_values(version, figures)]
        for place, version in enumerate(versions.order_by("report__unit__sort_key", "pk"), 1)
    ]
    heads: list[tuple[str, Literal["text", "number"]]] = [
        ("STT", "number"),
        ("Đơn vị", "text"),
        ("Mã đơn vị", "text"),
        *((f"{label(line)} ({line.measure})", "number") for line in figures.lines),
    ]
    return documents.make_workbook(
        title=consolidation.form.title,
        subtitle=_as_of(consolidation, figures, now),
        columns=heads,
        rows=rows,
        totals=[None, "Tổng cộng", None, *(figures.whole.totals.get(line.pk) for line in figures.lines)],
    )


def _values(version: ReportVersion, figures: Totals) -> list[Decimal | None]:
    return [contributors.value_in(version, line) for line in figures.lines]


def _as_of(consolidation: Consolidation, figures: Totals, now: datetime) -> str:
    shown = f"{format_number(figures.reported)}/{format_number(figures.expected)}"
    return f"{consolidation.unit.name}: {shown} đơn vị, tính đến {moment_words(consolidation.cut_at or now)}"
