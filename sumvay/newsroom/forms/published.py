"""What editors say about a piece that is before readers."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CorrectionForm(forms.Form):
    """What was wrong and what is right."""

    text = forms.CharField(
        label=_("What was wrong and what is right"), max_length=600, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Readers see it below the piece for ever. The text itself is changed in the editor."),
    )  # fmt: skip


class TakeDownForm(forms.Form):
    """Why the piece leaves the portal."""

    reason = forms.CharField(
        label=_("Reason"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Readers see it at the piece's address."),
    )  # fmt: skip
