"""What officers fill in about a visit, a call or a meeting."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sumvay.feedback.models import Kind, Reception
from sumvay.feedback.models.receptions import LEGAL_KINDS
from sumvay.feedback.services.receive_case import LONGEST
from sumvay.feedback.services.receptions import ReceptionWords
from sumvay.ui.widgets import DateInput, DateTimeInput


class ReceptionForm(forms.Form):
    """One line of the register."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    at = forms.DateTimeField(label=_("Day and hour"), widget=DateTimeInput)
    way = forms.ChoiceField(label=_("How it came"), choices=Reception.Way.choices)
    name = forms.CharField(label=_("Full name"), max_length=120)
    address = forms.CharField(label=_("Address or workplace"), max_length=250, required=False)
    phone = forms.CharField(label=_("Phone number"), max_length=20, required=False)
    id_number = forms.CharField(
        label=_("ID number"), max_length=20, required=False, help_text=_("Only if the person gives it.")
    )
    content = forms.CharField(label=_("Content"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6}))
    kind = forms.ChoiceField(label=_("Kind"), choices=LEGAL_KINDS, initial=Kind.REFLECTION)
    by_chair = forms.BooleanField(label=_("The chair received in person"), required=False)
    makes_case = forms.BooleanField(
        label=_("Put it into the queue of messages too"), required=False, initial=True,
        help_text=_("Then it has a term, goes up masked like every message, and the person is given a key."),
    )  # fmt: skip

    @property
    def words(self) -> ReceptionWords:
        """What was written down, as the service takes it."""
        return ReceptionWords(**{name: self.cleaned_data[name] for name in ReceptionWords.__dataclass_fields__})


class InstructionForm(forms.Form):
    """The leader's word."""

    text = forms.CharField(
        label=_("Instruction of the leader"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 3})
    )


class SettleForm(forms.Form):
    """How a reception ended."""

    outcome = forms.ChoiceField(label=_("How it was settled"), choices=Reception.Outcome.choices)
    result = forms.CharField(
        label=_("Result"), max_length=4_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ChairDayForm(forms.Form):
    """A day on which the chair received people."""

    day = forms.DateField(label=_("Day on which the chair received people"), widget=DateInput)
