"""What editors fill in at the desk."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from sumvay.newsroom import desk_seats
from sumvay.newsroom.contribution_gaps import TEXTLESS
from sumvay.newsroom.forms.contributing import PhotoForm
from sumvay.newsroom.models import Contribution, ContributionPhoto, Piece
from sumvay.newsroom.selectors import desk as selectors
from sumvay.org.models import Appointment
from sumvay.ui.widgets import DateInput

MOST_STEPS = 5
FACTS = ("happened_on", "place", "names_hardship")


class EditForm(forms.Form):
    """Title, text, day, place and what is said of the photos anew, with a remark for the author."""

    title = forms.CharField(label=_("Title"), max_length=250, widget=forms.Textarea(attrs={"rows": 2}))
    text = forms.CharField(label=_("Text"), max_length=60_000, widget=forms.Textarea(attrs={"rows": 15}))
    happened_on = forms.DateField(label=_("Day it happened"), required=False, widget=DateInput)
    place = forms.CharField(label=_("Where it happened"), required=False, max_length=160)
    names_hardship = forms.BooleanField(
        label=_("The text tells of the illness or hardship of a named person"), required=False
    )
    note = forms.CharField(
        label=_("Remark for the author"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        contribution: Contribution,
        photos: Iterable[ContributionPhoto],
    ):
        """As it stands; a photo story and a video need no text."""
        super().__init__(data, initial={name: getattr(contribution, name) for name in ("title", "text", *FACTS)})
        self.fields["text"].required = contribution.kind not in TEXTLESS
        self.shots = [PhotoForm(data, photo=photo) for photo in photos]

    def is_valid(self) -> bool:
        """The photos too."""
        return all([super().is_valid(), *(shot.is_valid() for shot in self.shots)])

    @property
    def words(self) -> dict[str, Any]:
        """What was filled in, as services.edit_contribution takes it; of a form that came half, only that half."""
        # A box without a tick is not sent at all
        came = {*self.data, "names_hardship"} if "place" in self.data else {*self.data}
        said = {name: self.cleaned_data[name] for name in ("title", "text", "note")}
        facts = {name: self.cleaned_data[name] for name in FACTS if name in came}
        return {**said, "facts": facts, "shots": {shot.photo.pk: shot.words for shot in self.shots}}


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
    kind = forms.ChoiceField(label=_("Kind"), choices=[(key, capfirst(word)) for key, word in Piece.Kind.choices])
    section = forms.ModelChoiceField(label=_("Newspaper section"), queryset=None, empty_label=None)

    def __init__(self, *args, **kwargs):
        """Only sections that are open."""
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = selectors.open_sections()


class DeskForm(forms.Form):
    """A desk's name and who approves one after the other."""

    name = forms.CharField(
        label=_("Name of the desk"), max_length=120, help_text=_("Units below see it when they send something in.")
    )

    def __init__(self, *args, **kwargs):
        """As many steps as an office may have; an empty one is left out."""
        super().__init__(*args, **kwargs)
        # Whoever approves must be able to open what they approve
        posts = [(post.value, capfirst(post.label)) for post in Appointment.Post if post in desk_seats.EDITING]
        choices = [("", _("No such step")), *posts]
        for number in range(1, MOST_STEPS + 1):
            label = _("Approval, step %(number)d") % {"number": number}
            self.fields[f"step_{number}"] = forms.ChoiceField(label=label, choices=choices, required=False)

    def posts(self):
        """The posts in their order."""
        chosen = (self.cleaned_data[f"step_{number}"] for number in range(1, MOST_STEPS + 1))
        return [post for post in chosen if post]
