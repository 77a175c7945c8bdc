"""Which days a synthesis is asked of."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from sumvay.feedback.selectors.periods import MONTH, SPANS, Period, period_of
from sumvay.ui.widgets import DateInput

FIRST_DAY = date(2000, 1, 1)


class PeriodForm(forms.Form):
    """The kind of period and a day in it."""

    span = forms.ChoiceField(label=_("Period"), choices=SPANS)
    since = forms.DateField(label=_("A day in it"), widget=DateInput)

    def __init__(self, data, *, today: date):
        """The month before this one is offered: it is over."""
        self.last = period_of(MONTH, today).before
        self.today = today
        asked = data if data.get("span") else {"span": MONTH, "since": self.last.since}
        super().__init__(asked)

    @property
    def period(self) -> Period:
        """What was asked; the last month when it was asked wrongly."""
        if not self.is_valid():
            return self.last
        return period_of(self.cleaned_data["span"], self.cleaned_data["since"])

    def clean_since(self) -> date:
        """A day that has come."""
        day = self.cleaned_data["since"]
        if not FIRST_DAY <= day <= self.today:
            raise forms.ValidationError(_("Please choose a day that has come, since 2000."))
        return day
