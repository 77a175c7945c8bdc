"""The form a lineage of directives reports by: proposed from what is asked, then shaped by an officer."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.directives.models import Assignment, Directive
from sumvay.reporting import permissions, selectors
from sumvay.reporting.models import FormLine, Indicator, ReportForm, UnitReport
from sumvay.reporting.services.refusals import FormInUse, FormWrong, NotYours
from sumvay.vietnamese import fold

HEADINGS = [
    {"key": "results", "title": "Kết quả nổi bật"},
    {"key": "difficulties", "title": "Khó khăn, vướng mắc"},
    {"key": "proposals", "title": "Kiến nghị, đề xuất"},
]
BY_KIND = {
    Assignment.Kind.WRITE: ["tin-bai"],
    Assignment.Kind.SPREAD: ["luot-chia-se", "buoi-tuyen-truyen"],
    Assignment.Kind.LISTEN: ["y-kien"],
    Assignment.Kind.CONTEST: ["bai-du-thi"],
    Assignment.Kind.EVENT: ["chuong-trinh", "luot-tham-du"],
}
AT_TET = [
    "chuong-trinh",
    "luot-tham-du",
    "suat-qua",
    "nguoi-nhan-qua",
    "tien-cong-doan",
    "tien-xa-hoi-hoa",
    "tien-nsdld",
    "lao-dong-o-lai",
]


@dataclass
class LineInput:
    """One line of a form as an officer chooses it."""

    indicator_id: int
    span: str = FormLine.Span.PERIOD
    is_estimate: bool = False
    is_required: bool = True


def form_of(*, directive: Directive, now: datetime) -> ReportForm:
    """The form of a directive's lineage; when nobody shaped one yet, the one its assignments propose is kept."""
    return selectors.form_for(directive) or _proposed(directive.root or directive, now)


def proposed_indicators(directive: Directive) -> list[int]:
    """Ids of the indicators that what is asked leads to, in the catalogue's order."""
    codes: set[str] = set()
    for kind in directive.assignments.values_list("kind", flat=True):
        codes.update(BY_KIND.get(Assignment.Kind(kind), []))
    if "tet" in fold(directive.title).split():
        codes.update(AT_TET)
    wanted = codes or {"tin-bai", "luot-chia-se"}
    return list(Indicator.objects.filter(code__in=wanted).order_by("position", "pk").values_list("pk", flat=True))


def form_proposal(*, directive: Directive) -> dict:
    """What the form of a directive's lineage holds, or would hold: title, ids of indicators, headings."""
    form = selectors.form_for(directive)
    if form is None:
        top = directive.root or directive
        ids = [str(pk) for pk in proposed_indicators(top)]
        title, headings, optional = _title(top), HEADINGS, []
    else:
        lines = list(form.lines.order_by("position"))
        ids = [str(line.indicator_id) for line in lines]
        optional = [str(line.indicator_id) for line in lines if not line.is_required]
        title, headings = form.title, form.headings
    return {
        "title": title,
        "indicators": ids,
        "optional": optional,
        "headings": "\n".join(h["title"] for h in headings),
    }


@transaction.atomic
def change_form(
    *,
    actor: User,
    directive: Directive,
    title: str,
    lines: list[LineInput],
    headings: list[str],
    now: datetime,
) -> ReportForm:
    """Choose which figures and headings the units report, as long as none has submitted.

    Raises NotYours, FormInUse, FormWrong.
    """
    if not permissions.can_shape_form(actor, directive, on=localdate(now)):
        raise NotYours(_("Only the unit that began this may change what is reported."))
    if not lines:
        raise FormWrong(_("Choose at least one figure."))
    if len({(line.indicator_id, line.span) for line in lines}) < len(lines):
        raise FormWrong(_("The same figure is asked for twice."))
    form = form_of(directive=directive, now=now)
    # Nobody begins a report by it, and nobody submits one, until we are through
    form.refresh_from_db(from_queryset=ReportForm.objects.select_for_update())
    held = form.reports.order_by("pk").select_for_update()
    if any(report.state != UnitReport.State.DRAFT for report in held):
        raise FormInUse(_("Units have already reported by this form; it can no longer be changed."))
    form.reports.all().delete()
    form.lines.all().delete()
    form.title, form.version = title, form.version + 1
    form.headings = [{"key": f"h{i}", "title": heading} for i, heading in enumerate(headings, 1)]
    form.save(update_fields=["title", "version", "headings"])
    _write_lines(form, lines)
    audit.record(actor=actor, action="report_form.change", target=form, at=now, unit_id=directive.unit_id)
    return form


@transaction.atomic
def _proposed(top, now):
    proposal = {"title": _title(top), "headings": HEADINGS, "created_at": now}
    form, made = ReportForm.objects.get_or_create(directive=top, version=1, defaults=proposal)
    if made:
        _write_lines(form, [LineInput(pk) for pk in proposed_indicators(top)])
    return form


def _write_lines(form, lines):
    FormLine.objects.bulk_create(
        FormLine(
            form=form,
            indicator_id=line.indicator_id,
            span=line.span,
            is_estimate=line.is_estimate,
            is_required=line.is_required,
            position=position,
        )
        for position, line in enumerate(lines, 1)
    )


def _title(directive):
    title = directive.title
    return _("Results: %(title)s") % {"title": title[0].lower() + title[1:]}
