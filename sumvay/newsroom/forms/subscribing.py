"""What a reader types to get the bulletin."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AskForm(forms.Form):
    """An address; the second field stays empty, only machines fill it in."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    website = forms.CharField(required=False, max_length=200)

    def is_from_a_machine(self) -> bool:
        """Whether the field nobody sees was filled in."""
        return bool(self.cleaned_data.get("website"))
