"""What editors fill in at the desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sumvay.newsroom.models import Piece
from sumvay.newsroom.selectors import desk as selectors
from sumvay.org.models import Appointment

MOST_STEPS = 5


class EditForm(forms.Form):
    """Title and text anew, with a remark for the author."""

    title = forms.CharField(label=_("Title"), max_length=250)
    text = forms.CharField(label=_("Text"), max_length=50_000, widget=forms.Textarea(attrs={"rows": 15}))
    note = forms.CharField(label=_("Remark for the author"), max_length=500, required=False)


class LiftForm(forms.Form):
    """What the desk above should know."""

    note = forms.CharField(label=_("Remark for the author"), max_length=500, required=False)


class WhyForm(forms.Form):
    """Why it comes back, or is not used."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The author reads this."),
    )  # fmt: skip


class StartPieceForm(forms.Form):
    """What a piece begins with."""

    title = forms.CharField(label=_("Title"), max_length=250)
    kind = forms.ChoiceField(label=_("Kind"), choices=Piece.Kind.choices)
    section = forms.ModelChoiceField(label=_("Newspaper section"), queryset=None, empty_label=None)

    def __init__(self, *args, **kwargs):
        """Only sections that are open."""
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = selectors.open_sections()


class DeskForm(forms.Form):
    """A desk's name and who approves one after the other."""

    name = forms.CharField(label=_("Name of the desk"), max_length=120)

    def __init__(self, *args, **kwargs):
        """As many steps as an office may have; an empty one is left out."""
        super().__init__(*args, **kwargs)
        choices = [("", _("nobody")), *Appointment.Post.choices]
        for number in range(1, MOST_STEPS + 1):
            label = _("Step %(number)d") % {"number": number}
            self.fields[f"step_{number}"] = forms.ChoiceField(label=label, choices=choices, required=False)

    def posts(self):
        """The posts in their order."""
        chosen = (self.cleaned_data[f"step_{number}"] for number in range(1, MOST_STEPS + 1))
        return [post for post in chosen if post]
