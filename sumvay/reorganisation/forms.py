"""What officers type when units move or end and posts change hands."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sumvay.org.models import Unit
from sumvay.ui.widgets import DateInput
from sumvay.vietnamese import fold


class MoveForm(forms.Form):
    """Where a branch goes, from which day, by which paper."""

    parent = forms.CharField(label=_("New higher unit (code or name)"), max_length=260)
    on = forms.DateField(label=_("First day there"), widget=DateInput)
    paper = forms.CharField(label=_("By decision"), max_length=200, required=False)

    def __init__(self, *args, units: QuerySet[Unit], **kwargs) -> None:
        """UNITS may be named."""
        super().__init__(*args, **kwargs)
        self.units = units
        self.fields["on"].initial = timezone.localdate()

    def clean_parent(self) -> Unit:
        """The unit that was meant."""
        return _named(self.units, self.cleaned_data["parent"])


class EndForm(forms.Form):
    """Since when a unit is no more, and who takes over."""

    heirs = forms.CharField(
        label=_("Taken over by (code or name, one in each line)"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Units below and open work go to the first one. Leave empty when nobody takes over."),
    )
    on = forms.DateField(label=_("First day without the unit"), widget=DateInput)
    paper = forms.CharField(label=_("By decision"), max_length=200)

    def __init__(self, *args, units: QuerySet[Unit], **kwargs) -> None:
        """UNITS may be named."""
        super().__init__(*args, **kwargs)
        self.units = units
        self.fields["on"].initial = timezone.localdate()

    def clean_heirs(self) -> list[Unit]:
        """The units that were meant, each once."""
        lines = [line for line in self.cleaned_data["heirs"].splitlines() if line.strip()]
        return list(dict.fromkeys(_named(self.units, line) for line in lines))


class HandOverForm(forms.Form):
    """Who follows, reached how, from which day."""

    full_name = forms.CharField(label=_("Full name of the successor"), max_length=120)
    phone = forms.CharField(
        label=_("Phone of the successor"), max_length=30, required=False, widget=forms.TextInput({"inputmode": "tel"})
    )
    email = forms.EmailField(label=_("E-mail of the successor"), required=False)
    on = forms.DateField(label=_("First day of the successor"), widget=DateInput)
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)

    def __init__(self, *args, **kwargs) -> None:
        """Today unless said otherwise."""
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()

    def clean(self) -> dict:
        """One contact is enough, none is not."""
        values = super().clean()
        if not self.errors and not (values["phone"] or values["email"]):
            raise ValidationError(_("Give a phone number or an e-mail address."))
        return values


class LeaveForm(forms.Form):
    """Since when a post is free, and why."""

    on = forms.DateField(label=_("First day without the post"), widget=DateInput)
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)

    def __init__(self, *args, **kwargs) -> None:
        """Today unless said otherwise."""
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()


def _named(units: QuerySet[Unit], text: str) -> Unit:
    """The one unit with this code, or with this name when only one has it."""
    by_code = units.filter(code__iexact=text.strip()).first()
    if by_code:
        return by_code
    called = [unit for unit in units.filter(folded__contains=fold(text))[:50] if fold(unit.name) == fold(text)]
    if len(called) != 1:
        raise ValidationError(_("No unit, or more than one, is called “%(text)s”. Type its code.") % {"text": text})
    return called[0]
