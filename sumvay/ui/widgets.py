"""Form widgets made for a thumb: money, figures, dates, photos, files, tiles."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MoneyInput(forms.TextInput):
    """An amount typed in đồng, triệu or tỷ; the browser echoes it in words."""

    template_name = "ui/widgets/money.html"


class FigureInput(forms.TextInput):
    """One whole or decimal number on a number pad with − and +."""

    template_name = "ui/widgets/figure.html"

    def __init__(self, attrs: dict | None = None, unit: str = "") -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})
        self.unit = unit

    def get_context(self, name: str, value: object, attrs: dict | None) -> dict:
        """Adds the unit of measure shown behind the number."""
        return super().get_context(name, value, attrs) | {"unit": self.unit}


class DateInput(forms.DateInput):
    """A day by the device's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DateTimeInput(forms.DateTimeInput):
    """A day and hour by the device's own calendar."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class FileInput(forms.FileInput):
    """A file dropped or chosen; its name is shown before sending."""

    template_name = "ui/widgets/file.html"

    def __init__(self, attrs: dict | None = None, prompt: str = "") -> None:
        super().__init__(attrs)
        self.prompt = prompt

    def get_context(self, name: str, value: object, attrs: dict | None) -> dict:
        """Adds the sentence that invites to choose."""
        return super().get_context(name, value, attrs) | {"prompt": self.prompt or _("Choose a file or drop it here")}


class PhotoInput(forms.FileInput):
    """
    Several photos, shrunk in the browser to 1,600 px, or `longest`; their place and camera data stay behind.

    Over a line that is known to be slow they are always made that small.
    """

    template_name = "ui/widgets/photos.html"
    allow_multiple_selected = True

    def __init__(self, attrs: dict | None = None, *, longest: int | None = None) -> None:
        size = {"data-longest": longest} if longest else {}
        super().__init__({"multiple": True, "accept": "image/*", **size, **(attrs or {})})


class ChoiceTiles(forms.RadioSelect):
    """One of a few ways, as big tiles."""

    template_name = "ui/widgets/tiles.html"


class CheckTiles(forms.CheckboxSelectMultiple):
    """Some of a few ways, as big tiles; `inline` sets short ones side by side."""

    template_name = "ui/widgets/tiles.html"

    def __init__(self, attrs: dict | None = None, *, inline: bool = False) -> None:
        super().__init__(attrs)
        self.inline = inline

    def get_context(self, name: str, value: object, attrs: dict | None) -> dict:
        """Adds how the tiles stand."""
        context = super().get_context(name, value, attrs)
        context["widget"]["inline"] = self.inline
        return context
