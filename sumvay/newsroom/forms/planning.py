"""What an editor types into the calendar."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from sumvay.newsroom.models import Desk, PlannedPiece, Section
from sumvay.newsroom.selectors import planning as selectors
from sumvay.newsroom.selectors.desk import open_sections
from sumvay.ui.widgets import DateInput


class PlanForm(forms.ModelForm):
    """A line of the plan."""

    class Meta:
        model = PlannedPiece
        fields = ("title", "on", "kind", "assignee", "note")
        widgets = {"on": DateInput}
        labels = {"kind": _("Kind of piece"), "assignee": _("Who writes it"), "note": _("Note for the desk")}

    def __init__(self, *args, desk: Desk, today, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(key, capfirst(word)) for key, word in PlannedPiece.kind.field.choices]
        self.fields["assignee"].empty_label = _("Nobody has it yet")
        has_it = self.initial.get("assignee")
        self.fields["assignee"].queryset = selectors.assignees_of(desk, on=today, keeping=has_it)
        self.fields["assignee"].label_from_instance = lambda officer: officer.full_name


class MoveForm(forms.Form):
    """Another day for a line."""

    on = forms.DateField(label=_("day"), widget=DateInput)


class StartForm(forms.Form):
    """The section of the piece that is made of a line."""

    section = forms.ModelChoiceField(label=_("section"), queryset=Section.objects.none())

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = open_sections()
