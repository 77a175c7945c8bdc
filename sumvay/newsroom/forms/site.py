"""What is typed about the portal itself: a section, the identity of the site, a former address."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sumvay.newsroom.fitness import PRESS_ONLY
from sumvay.newsroom.models import Piece, SiteIdentity
from sumvay.ui.widgets import ChoiceTiles


class SectionForm(forms.Form):
    """A section."""

    name = forms.CharField(
        label=pgettext_lazy("section", "Name"), max_length=80, help_text=_("Readers see it in the menu.")
    )
    english_name = forms.CharField(
        label=_("English name"), max_length=80, required=False, help_text=_("Shown above pieces in English.")
    )
    slug = forms.SlugField(
        label=_("Name in the address"), max_length=60, required=False,
        help_text=_("Small letters without accents and hyphens; left empty, it is made of the name. "
                    "A former address goes on leading here."),
    )  # fmt: skip
    blurb = forms.CharField(
        label=pgettext_lazy("section", "What it is about"), max_length=200, required=False,
        help_text=_("One sentence below the name on the section's page."),
    )  # fmt: skip
    position = forms.IntegerField(
        label=_("Place in the menu"), min_value=0, max_value=999, initial=50,
        help_text=_("The smaller number stands first."),
    )  # fmt: skip
    is_open = forms.BooleanField(
        label=_("Shown in the menu"), required=False, initial=True,
        help_text=_("Otherwise the section leaves the menu and the front page; its own page and its pieces stay."),
    )  # fmt: skip


class MergeForm(forms.Form):
    """Which section takes over."""

    into = forms.ModelChoiceField(label=_("The section that takes over"), queryset=None, empty_label=None)

    def __init__(self, *args, others, **kwargs):
        """Those that are left."""
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = others


def _named(genres):
    return ", ".join(str(Piece.Genre(genre).label) for genre in Piece.Genre if genre in genres)


class IdentityForm(forms.ModelForm):
    """Whose site it is."""

    class Meta:
        model = SiteIdentity
        fields = [
            "profile", "licence_line", "responsible_person", "name", "tagline", "owner", "address", "phone", "email",
        ]  # fmt: skip
        widgets = {"profile": ChoiceTiles}
        labels = {
            "profile": _("Kind of site"),
            "licence_line": _("Licence"),
            "responsible_person": _("Person responsible for the content"),
            "name": _("Name of the site"),
            "tagline": _("Line below the name"),
            "owner": _("Owner of the site"),
            "address": _("Postal address"),
            "phone": _("Telephone"),
            "email": _("E-mail address"),
        }
        help_texts = {
            "licence_line": _("Number, date and who gave it; stands at the foot of every page. Press must have one."),
            "responsible_person": _("Name and post; stands at the foot of every page."),
            "name": _("Stands at the head of every page and on the cards for sharing."),
            "tagline": _("Stands on the front page."),
            "owner": _("The organisation that answers for the site."),
            "address": _("Where readers may write to."),
            "phone": _("Whom readers may call."),
            "email": _("Where readers may send letters."),
        }

    def __init__(self, *args, **kwargs):
        """What each kind of site may carry stands beside the choice."""
        super().__init__(*args, **kwargs)
        self.fields["profile"].choices = [(key, capfirst(word)) for key, word in SiteIdentity.Profile.choices]
        self.fields["profile"].help_text = _(
            "An internal information site may carry: %(always)s. Only licensed press may also carry: %(press)s."
        ) % {"always": _named(set(Piece.Genre) - PRESS_ONLY), "press": _named(PRESS_ONLY)}

    def validate_constraints(self):
        """The service says the same in the house's words."""


class OldAddressForm(forms.Form):
    """A former address and where it leads."""

    path = forms.CharField(
        label=_("Former address"), max_length=500, help_text=_("As it stood in links, such as /tin-tuc/123.html."),
    )  # fmt: skip
    leads_to = forms.CharField(
        label=_("Leads to"), max_length=500,
        help_text=_("The address of a published piece or of a section on this portal."),
    )  # fmt: skip
