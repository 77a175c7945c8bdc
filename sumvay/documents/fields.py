"""A form field for lists: one entry a line."""

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext as _

from sumvay.documents.paper_fields import LONG, MOST_ROWS


class LinesField(forms.CharField):
    """A text area whose lines are the entries of a list; blank lines do not count."""

    def __init__(self, *, rows: int = 2, required: bool = False, **named):
        super().__init__(required=required, widget=forms.Textarea({"rows": rows}), **named)

    def prepare_value(self, value):
        """A list as lines; what was typed as it was typed."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value):
        """The lines without blanks around."""
        lines = [line.strip() for line in (super().to_python(value) or "").splitlines()]
        return [line for line in lines if line]

    def validate(self, value):
        """Not too many, none too long."""
        super().validate(value)
        # The one every CharField has looks at the list as it is written in code, where the character is escaped
        ProhibitNullCharactersValidator()("\n".join(value))
        if len(value) > MOST_ROWS:
            raise forms.ValidationError(_("At most %(most)d lines.") % {"most": MOST_ROWS})
        if any(len(line) > LONG for line in value):
            raise forms.ValidationError(_("A line has at most %(most)d characters.") % {"most": LONG})

    def has_changed(self, initial, data):
        """Compared as lists."""
        return self.to_python(data) != (initial or [])
