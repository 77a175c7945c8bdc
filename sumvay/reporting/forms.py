"""Shape and wording of report forms, reports and quick asks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sumvay.directives.models import Directive
from sumvay.reporting.models import FormLine
from sumvay.ui.fields import FigureField, MoneyField
from sumvay.ui.widgets import CheckTiles, ChoiceTiles, DateTimeInput


class ReportFormForm(forms.Form):
    """Which figures and headings a form asks for."""

    title = forms.CharField(label=_("Title"), max_length=300)
    indicators = forms.MultipleChoiceField(label=_("Figures"), widget=CheckTiles(inline=True))
    optional = forms.MultipleChoiceField(
        label=_("May stay empty"), required=False, widget=CheckTiles(inline=True),
        help_text=_("All other figures need a number; 0 is entered with “Nothing to report”."),
    )  # fmt: skip
    headings = forms.CharField(
        label=_("Headings for sentences"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line."),
    )  # fmt: skip

    def __init__(self, *args, indicators, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(i.pk, f"{i.name} ({i.measure})") for i in indicators]
        self.fields["indicators"].choices = choices
        self.fields["optional"].choices = choices

    def clean_headings(self) -> list[str]:
        """One heading a line."""
        return [line.strip()[:120] for line in self.cleaned_data["headings"].splitlines() if line.strip()]


class QuickAskForm(forms.Form):
    """One to five figures, at once."""

    title = forms.CharField(label=_("What you ask"), max_length=300)
    indicators = forms.MultipleChoiceField(label=_("Figures (one to five)"), widget=CheckTiles(inline=True))
    due_at = forms.DateTimeField(label=_("Report by"), widget=DateTimeInput)
    repeats_daily = forms.BooleanField(label=_("Every day until then"), required=False)
    audience = forms.ChoiceField(
        label=_("For whom"),
        widget=ChoiceTiles,
        choices=[(v, label) for v, label in Directive.Audience.choices if v in ("all_below", "direct")],
        initial=Directive.Audience.ALL_BELOW,
    )

    def __init__(self, *args, indicators, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["indicators"].choices = [(i.pk, f"{i.name} ({i.measure})") for i in indicators]


class RemarkForm(forms.Form):
    """What has to be mended in a report."""

    remark = forms.CharField(label=_("What has to be mended"), widget=forms.Textarea(attrs={"rows": 3}))


class UnitReportForm(forms.Form):
    """One unit's report: a figure for each line, a sentence for each heading, and who reports."""

    reporter = forms.CharField(label=_("Who reports"), max_length=120)
    edition = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, lines: list[FormLine], headings: list[dict], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines, self.headings = lines, headings
        for line in lines:
            self.fields[f"line-{line.pk}"] = _figure_field(line)
            self.fields[f"reason-{line.pk}"] = forms.CharField(
                label=_("Why it differs"), max_length=300, required=False
            )
        for heading in headings:
            self.fields[f"text-{heading['key']}"] = forms.CharField(
                label=heading["title"], required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4})
            )

    def rows(self) -> list[dict]:
        """Each line with its two fields, for the template."""
        return [{"line": li, "field": self[f"line-{li.pk}"], "reason": self[f"reason-{li.pk}"]} for li in self.lines]

    def texts(self) -> list:
        """The fields for sentences."""
        return [self[f"text-{heading['key']}"] for heading in self.headings]


def _figure_field(line: FormLine) -> forms.Field:
    label = line.indicator.name
    if line.indicator.is_money:
        return MoneyField(label=label, required=False)
    return FigureField(label=label, required=False, help_text=line.indicator.measure)
