"""What officers fill in on the page of an early warning."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CloseForm(forms.Form):
    """What came of it."""

    note = forms.CharField(
        label=_("What came of it"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was done with the enterprise, or why there was no reason. Without names of people."),
    )  # fmt: skip
