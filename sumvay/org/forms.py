"""What officers type about units, posts and rights."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sumvay.accounts.services import BadPhone, normalise_phone
from sumvay.org import selectors
from sumvay.org.models import Appointment, Grant, SideLink, Unit
from sumvay.ui.widgets import ChoiceTiles, DateInput, FileInput
from sumvay.vietnamese import fold

MOST_OPTIONS = 300


class PhoneField(forms.CharField):
    """A phone number however it is written; gives E.164 or an empty text."""

    widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})

    def clean(self, value: object) -> str:
        """The number, or the field's error."""
        text = super().clean(value)
        try:
            return normalise_phone(text) if text else ""
        except BadPhone as bad:
            raise ValidationError(str(bad), code="invalid") from bad


class DayField(forms.DateField):
    """The day something takes effect; today unless said otherwise."""

    widget = DateInput

    def get_bound_field(self, form: forms.Form, field_name: str) -> forms.BoundField:
        """Start with today."""
        self.initial = self.initial or timezone.localdate()
        return super().get_bound_field(form, field_name)


class UnitInput(forms.TextInput):
    """A unit by code or name, with the likeliest ones offered while typing."""

    template_name = "org/widgets/unit.html"
    units: QuerySet[Unit] = Unit.objects.none()

    def get_context(self, name: str, value: object, attrs: dict | None) -> dict:
        """Adds the units on offer: upper ones, which are few."""
        upper = self.units.filter(kind__is_grassroots=False)[:MOST_OPTIONS]
        return super().get_context(name, value, attrs) | {"units": upper}


class UnitField(forms.CharField):
    """One unit of those given to `choose_from`, by its code, its name, or "Name (code)" as offered."""

    widget = UnitInput

    def choose_from(self, units: QuerySet[Unit]) -> None:
        """Which units may be named."""
        self.units = self.widget.units = units

    def clean(self, value: object) -> Unit | None:
        """The unit; only an unmistakable name is taken."""
        text = super().clean(value)
        if not text:
            return None
        code = text.rsplit("(", 1)[1][:-1] if text.endswith(")") and "(" in text else text
        found = list(self.units.filter(code__iexact=code.strip())[:2]) or list(self._called(text))
        if len(found) != 1:
            raise ValidationError(_("No unit, or more than one, is called that. Type its code."), code="unknown")
        return found[0]

    def _called(self, text: str) -> list[Unit]:
        near = self.units.filter(folded__contains=fold(text))[:50]
        return [unit for unit in near if fold(unit.name) == fold(text)]


class DetailsForm(forms.Form):
    """Kind, contacts, and what stands on the unit's papers."""

    kind = forms.ModelChoiceField(label=_("Kind of unit"), queryset=None, empty_label=_("Choose the kind"))
    phone = PhoneField(label=_("Phone of the unit"), required=False)
    email = forms.EmailField(label=_("E-mail of the unit"), required=False)
    address = forms.CharField(label=_("Address"), max_length=250, required=False)
    place_code = forms.CharField(label=_("Code of the place"), max_length=20, required=False)
    paper_symbol = forms.CharField(
        label=_("Symbol on papers"), max_length=40, required=False, help_text=_("As after the number: LĐLĐ, CĐP")
    )
    paper_place = forms.CharField(
        label=_("Place on papers"), max_length=80, required=False, help_text=_("As before the date: Hà Nội")
    )

    def __init__(self, *args, **kwargs) -> None:
        """Kinds are data."""
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = selectors.kinds()
        self.fields["kind"].label_from_instance = lambda kind: kind.name


class UnitForm(DetailsForm):
    """A unit that is set up."""

    name = forms.CharField(label=_("Name of the unit"), max_length=200)
    short_name = forms.CharField(label=_("Short name"), max_length=80, required=False)
    code = forms.CharField(label=_("Code of the unit"), max_length=40, help_text=_("Stays the same through renames."))
    on = DayField(label=_("Set up on"))
    paper = forms.CharField(label=_("By decision"), max_length=200, required=False)
    field_order = ("name", "short_name", "code", "kind", "on", "paper")


class RenameForm(forms.Form):
    """Another name from a day on."""

    name = forms.CharField(label=_("New name"), max_length=200)
    short_name = forms.CharField(label=_("New short name"), max_length=80, required=False)
    on = DayField(label=_("Valid from"))
    paper = forms.CharField(label=_("By decision"), max_length=200, required=False)


class SizeForm(forms.Form):
    """How many people, as of a day."""

    on = DayField(label=_("As of"))
    members = forms.IntegerField(label=_("Members"), min_value=0, max_value=20_000_000, required=False)
    workers = forms.IntegerField(label=_("Workers"), min_value=0, max_value=20_000_000, required=False)
    women = forms.IntegerField(label=_("Women"), min_value=0, max_value=20_000_000, required=False)

    def clean(self) -> dict:
        """Nothing at all is no size."""
        values = super().clean()
        if not self.errors and all(values[name] is None for name in ("members", "workers", "women")):
            raise ValidationError(_("Enter at least one figure."))
        return values


class SideLinkForm(forms.Form):
    """Who looks after a unit beside its parent."""

    beside = UnitField(label=_("By which unit"))
    kind = forms.ChoiceField(label=_("As"), choices=SideLink.Kind, widget=ChoiceTiles)
    on = DayField(label=_("From the day"))
    paper = forms.CharField(label=_("By decision"), max_length=200, required=False)

    def __init__(self, *args, units: QuerySet[Unit], **kwargs) -> None:
        """UNITS may be named."""
        super().__init__(*args, **kwargs)
        self.fields["beside"].choose_from(units)


class PersonForm(forms.Form):
    """Somebody by phone or e-mail address."""

    full_name = forms.CharField(label=_("Full name"), max_length=120)
    phone = PhoneField(label=_("Phone"), required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False)

    def clean(self) -> dict:
        """One contact is enough, none is not."""
        values = super().clean()
        if not self.errors and not (values["phone"] or values["email"]):
            raise ValidationError(_("Give a phone number or an e-mail address."))
        return values


class OfficerForm(PersonForm):
    """Somebody who takes up a post."""

    post = forms.ChoiceField(label=_("Post"), choices=Appointment.Post)
    on = DayField(label=_("From the day"))


class PhoneForm(forms.Form):
    """Another number for somebody."""

    phone = PhoneField(label=_("New phone number"))


class GrantForm(forms.Form):
    """A right given to somebody by name."""

    contact = forms.CharField(label=_("Phone or e-mail address of the person"), max_length=254)
    scope = forms.ChoiceField(label=_("May"), choices=Grant.Scope, widget=ChoiceTiles)
    reason = forms.CharField(label=_("Why"), max_length=200)
    on = DayField(label=_("From the day"))


class KindForm(forms.Form):
    """How a kind of unit is called and where it stands."""

    name = forms.CharField(label=_("Name of the kind"), max_length=120)
    rank = forms.IntegerField(
        label=_("Place in the order"), min_value=0, max_value=999, initial=40, help_text=_("0 stands at the very top.")
    )
    is_grassroots = forms.BooleanField(label=_("Has members of its own (grassroots)"), required=False)


class NewKindForm(KindForm):
    """A kind that is added."""

    code = forms.SlugField(label=_("Code of the kind"), max_length=40, help_text=_("Letters without accents."))
    field_order = ("name", "code", "rank", "is_grassroots")


class ImportFileForm(forms.Form):
    """A file of units and officers."""

    file = forms.FileField(
        label=_("File"),
        widget=FileInput(attrs={"accept": ".xlsx,.xls,.csv,.txt"}),
        help_text=_("Excel or CSV, up to 20 MB and 150.000 rows."),
    )
