"""Which days a synthesis is asked of."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from sumvay.feedback.periods import MONTH, OWN, SPANS, Period, period_of
from sumvay.ui.widgets import DateInput

FIRST_DAY = date(2000, 1, 1)
LONGEST = 366


class PeriodForm(forms.Form):
    """The kind of period, a day in it, and for one's own the last day."""

    span = forms.ChoiceField(label=_("Period"), choices=SPANS)
    since = forms.DateField(label=_("A day in it, or the first day"), widget=DateInput)
    until = forms.DateField(label=_("Last day, of one's own weeks"), required=False, widget=DateInput)

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
        return period_of(self.cleaned_data["span"], self.cleaned_data["since"], self.cleaned_data["until"])

    def clean_since(self) -> date:
        """A day that has come."""
        day = self.cleaned_data["since"]
        if not FIRST_DAY <= day <= self.today:
            raise forms.ValidationError(_("Please choose a day that has come, since 2000."))
        return day

    def clean(self) -> dict:
        """One's own weeks end after they begin and make a year at most."""
        asked = super().clean()
        since, until = asked.get("since"), asked.get("until")
        if asked.get("span") != OWN or since is None:
            return asked
        if until is None or not 0 <= (until - since).days <= LONGEST:
            self.add_error("until", _("Please choose a last day after the first, a year later at most."))
        return asked
