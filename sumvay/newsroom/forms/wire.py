"""What is typed about partners and about fees."""

from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sumvay.newsroom.models import Contribution
from sumvay.ui.fields import FigureField, MoneyField
from sumvay.ui.widgets import DateInput


class PartnerForm(forms.Form):
    """A partner's feed."""

    name = forms.CharField(
        label=_("Name of the partner"), max_length=120, help_text=_("Readers see it beside each title.")
    )
    url = forms.CharField(
        label=_("Address of the feed (RSS or Atom)"), max_length=500, widget=forms.TextInput(attrs={"inputmode": "url"})
    )


class RateForm(forms.Form):
    """What a kind of contribution is worth, and from which day."""

    kind = forms.ChoiceField(
        label=_("Kind of contribution"), choices=[(key, capfirst(word)) for key, word in Contribution.Kind.choices]
    )
    coefficient = FigureField(label=_("Coefficient"))
    unit_of_fee = MoneyField(label=_("Value of coefficient 1"))
    points = forms.IntegerField(label=pgettext_lazy("newsroom", "Points"), min_value=0, max_value=1_000, initial=1)
    on = forms.DateField(label=_("From"), widget=DateInput, initial=timezone.localdate)

    def clean_coefficient(self):
        """One has to be there."""
        return _as_kept(self.cleaned_data["coefficient"])

    def clean_unit_of_fee(self):
        """More than the sheet can hold is a slip of the hand."""
        amount = self.cleaned_data["unit_of_fee"]
        if amount is None or not 0 <= amount <= 1_000_000_000:
            raise forms.ValidationError(_("Please write an amount of at most 1 billion đồng."))
        return amount


class OwnCoefficientForm(forms.Form):
    """What a single item is worth, and why."""

    coefficient = FigureField(
        label=_("Coefficient of this item"), required=False, help_text=_("Left empty, the rate of the kind counts.")
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=300,
        help_text=_("It stands on the sheet, and the author reads it."),
    )

    def clean_coefficient(self):
        """Empty means: by the rate."""
        number = self.cleaned_data["coefficient"]
        return None if number is None else _as_kept(number)


def _as_kept(number: Decimal | None) -> Decimal:
    """At most 9999,99 with two decimals, as the sheet holds it."""
    if number is None or not 0 <= number < 10_000 or number != round(number, 2):
        raise forms.ValidationError(_("Please write a number from 0 to 9.999, with at most two decimals."))
    return number
