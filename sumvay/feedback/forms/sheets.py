"""A file of answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sumvay.ui.widgets import FileInput


class SheetForm(forms.Form):
    """What a survey tool gives out."""

    file = forms.FileField(
        label=_("File"),
        widget=FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
        help_text=_("Excel or CSV, up to 20 MB and 20.000 rows."),
    )
