"""What stands in a listening report and on its page, brought together."""

from dataclasses import dataclass
from datetime import datetime

from sumvay.feedback import selectors as feedback
from sumvay.feedback.models import Category
from sumvay.reporting.listening_reach import closed_at, closed_over, period_of
from sumvay.reporting.listening_words import outline_of
from sumvay.reporting.models import ChosenExtract, Consolidation, ListeningReport
from sumvay.reporting.sentences import Gathered


@dataclass
class Page:
    """A listening report as it is shown; a supplement shows what has changed alone."""

    told: feedback.Synthesis
    tables: list
    plot: dict
    quotes: list[tuple[str, str]]
    outline: list[Gathered]
    overlapped: list[str]


def page_of(report: ListeningReport, *, now: datetime) -> Page:
    """Everything on the page of a report."""
    told, period = told_of(report), period_of(report)
    is_open = report.state == Consolidation.State.OPEN
    raised = feedback.words_raised(report.unit, period) if is_open else []
    overlapped = closed_over(report.unit, report.since, report.until) if is_open and not report.sequence else []
    return Page(
        told=told,
        tables=tables_of(report, told),
        plot=feedback.trend(told, period, now=report.cut_at or now),
        quotes=[(str(Category(quote["category"]).label), quote["text"]) for quote in quotes_of(report)],
        outline=outline_of(raised, report.narrative),
        overlapped=[period_of(other).title for other in overlapped],
    )


def told_of(report: ListeningReport) -> feedback.Synthesis:
    """The figures as they were frozen, or as they stand now; a supplement's are those that may be told."""
    if report.state == Consolidation.State.CLOSED:
        return feedback.thawed(report.figures)
    live = feedback.synthesis_of(report.unit, period_of(report))
    if report.supplement_of:
        return feedback.supplemented(feedback.thawed(report.supplement_of.figures), live)
    before = period_of(report).before
    closed = list(closed_at(report.unit, before))
    if not closed:
        return live
    same = next((one for one in closed if (one.since, one.until) == (before.since, before.until)), None)
    return feedback.compared_with(live, feedback.thawed(same.figures) if same else None)


def tables_of(report: ListeningReport, told: feedback.Synthesis) -> list:
    """Its tables; of a supplement those in which something has changed."""
    if report.supplement_of is None:
        return feedback.tables_of(told)
    changed = feedback.changed_since(told, feedback.thawed(report.supplement_of.figures))
    tables = feedback.tables_of(changed)
    some = [table for table in tables if len(table.rows) > 1]
    return some or (tables[:1] if changed.total.change else [])


def quotes_of(report: ListeningReport) -> list[dict]:
    """The words quoted: as they were frozen, or as chosen so far, those that may not be shown any more left out."""
    if report.state == Consolidation.State.CLOSED:
        return report.extracts
    return [{"category": chosen.category, "text": chosen.text} for chosen in chosen_in(report)]


def chosen_in(report: ListeningReport) -> list[ChosenExtract]:
    """Chosen extracts whose writers still let them rise, by subject."""
    order = list(Category.values)
    may = feedback.cases_to_quote(report.unit, period_of(report)).values("pk")
    chosen = report.chosen.filter(case__in=may).order_by("pk")
    return sorted(chosen, key=lambda one: (order.index(one.category), one.pk))
