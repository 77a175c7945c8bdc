"""Which period a listening report is begun for."""

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from sumvay.feedback.selectors import SPANS, Period, period_of


class ListeningPeriodForm(forms.Form):
    """The kind of period and a day in it, as the synthesis asks for it."""

    span = forms.ChoiceField(choices=SPANS)
    since = forms.DateField(validators=[MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2100, 1, 1))])

    @property
    def period(self) -> Period:
        """The whole period of that kind."""
        return period_of(self.cleaned_data["span"], self.cleaned_data["since"])
