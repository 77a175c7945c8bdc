"""Form fields that read what officers type: money in words of size, several photos, numbers with a decimal comma."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from sumvay.errors import Refusal
from sumvay.ui.widgets import FigureInput, MoneyInput, PhotoInput
from sumvay.vietnamese.money import parse_money
from sumvay.vietnamese.numbers import format_number, parse_number


class MoneyField(forms.CharField):
    """An amount of money as typed ("350 triệu"); gives whole đồng, or None when empty."""

    widget = MoneyInput

    def to_python(self, value: object) -> int | None:
        """Whole đồng; a refusal of the reader becomes the field's error."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_money(text)
        except Refusal as no:
            raise ValidationError(str(no), code="invalid") from no

    def prepare_value(self, value: object) -> object:
        """An amount that is already known is shown with dots."""
        return format_number(value) if isinstance(value, int) else value

    def has_changed(self, initial: object, data: object) -> bool:
        """Compared as amounts, so that "1 triệu" is the same as 1000000."""
        return _differs(self, initial, data)


class FigureField(forms.CharField):
    """One number as typed in Vietnam ("1.250", "12,5"); gives a Decimal, or None when empty: empty is not 0."""

    widget = FigureInput

    def to_python(self, value: object) -> Decimal | None:
        """The number; a refusal of the reader becomes the field's error."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_number(text)
        except Refusal as no:
            raise ValidationError(str(no), code="invalid") from no

    def prepare_value(self, value: object) -> object:
        """A number that is already known is shown with dots and a comma."""
        return format_number(value) if isinstance(value, int | Decimal) else value

    def has_changed(self, initial: object, data: object) -> bool:
        """Compared as numbers, so that "1.250" is the same as 1250."""
        return _differs(self, initial, data)


class PhotosField(forms.FileField):
    """Several photos; gives the list of uploaded files."""

    widget = PhotoInput

    def clean(self, data: object, initial: object = None) -> list[UploadedFile]:
        """Each file is checked alone; none is an empty list."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not files:
            raise ValidationError(self.error_messages["required"], code="required")
        checked = super().clean
        return [checked(file, initial) for file in files]

    def has_changed(self, initial: object, data: object) -> bool:
        """Changed when at least one photo came."""
        return bool(data)


def _differs(field: forms.Field, initial: object, typed: object) -> bool:
    try:
        return field.to_python(typed) != initial
    except ValidationError:
        return True
