"""What stands on a unit's report page: what is known already, what was typed, what is asked about."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sumvay.directives.models import Dispatch
from sumvay.reporting.content import Content, Entry
from sumvay.reporting.models import FormLine, ReportForm, ReportValue, UnitReport


@dataclass
class Page:
    """One unit's report as it is being filled in."""

    dispatch: Dispatch
    form: ReportForm
    lines: list[FormLine]
    report: UnitReport | None
    period: date | None
    counted: dict[int, Decimal]
    rest_is_done: bool = False
    elsewhere: dict[int, ReportValue] = field(default_factory=dict)

    def initial(self, reporter: str) -> dict[str, Any]:
        """What the fields hold at first: what was saved, else what is counted."""
        values = {v.line_id: v for v in self.report.values.all()} if self.report else {}
        first: dict[str, Any] = {"reporter": (self.report.reporter if self.report else "") or reporter}
        first["edition"] = self.report.edition if self.report else None
        for line in self.lines:
            kept = values.get(line.pk)
            first[f"line-{line.pk}"] = _shown(kept.value if kept else self.counted.get(line.pk), line)
            first[f"reason-{line.pk}"] = kept.reason.strip("–") if kept else ""
        for key, text in (self.report.narrative if self.report else {}).items():
            first[f"text-{key}"] = text
        return first

    def content(self, cleaned: dict[str, Any]) -> Content:
        """What was entered, in the words of the service."""
        entries = {}
        for line in self.lines:
            value = cleaned.get(f"line-{line.pk}")
            entries[line.pk] = Entry(
                value=None if value is None else Decimal(value),
                counted=self.counted.get(line.pk),
                reason=cleaned.get(f"reason-{line.pk}", ""),
            )
        narrative = {h["key"]: cleaned.get(f"text-{h['key']}", "").strip() for h in self.form.headings}
        return Content(entries, narrative, cleaned.get("reporter", "").strip(), cleaned.get("edition"))


def _shown(value: Decimal | None, line: FormLine) -> Decimal | int | None:
    if value is None:
        return None
    return int(value) if value == int(value) or line.indicator.is_money else value
