"""Shape and wording of what officers write for the newsroom, the photos they add and the consents they write down."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from sumvay import links
from sumvay.newsroom.models import Consent, Contribution, ContributionPhoto
from sumvay.ui.fields import PhotosField
from sumvay.ui.widgets import CheckTiles, ChoiceTiles, DateInput, PhotoInput


def _capital(choices: list[tuple]) -> list[tuple]:
    return [(value, capfirst(label)) for value, label in choices]


class PeopleField(forms.TypedChoiceField):
    """Whether somebody can be recognised: True, False, or None as long as nobody has said."""

    widget = ChoiceTiles

    def __init__(self, **kwargs):
        """Two answers, none of them given beforehand."""
        answers = [("True", _("Yes, somebody")), ("False", _("No, nobody"))]
        super().__init__(choices=answers, coerce=lambda value: value == "True", empty_value=None, **kwargs)

    def validate(self, value: str) -> None:
        """Sending or publishing asks for the answer, not saving."""
        if value:
            super().validate(value)


class WantedField(forms.CharField):
    """Asked for like a required field, but a draft may still lack it."""

    def validate(self, value: str) -> None:
        """Sending asks for it, not saving."""


class WantedDateField(forms.DateField):
    """The same for a day."""

    def validate(self, value: date | None) -> None:
        """See above."""


class ContributionForm(forms.Form):
    """Everything of one contribution but what is said of each photo; nothing is required before sending."""

    use_required_attribute = False

    edition = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("What you write"), choices=_capital(Contribution.Kind.choices), widget=ChoiceTiles)
    title = WantedField(label=_("Title"), max_length=250, widget=forms.Textarea(attrs={"rows": 2}))
    voice_of = forms.ChoiceField(
        label=_("Whose voice it is"), choices=_capital(Contribution.Voice.choices), required=False, widget=ChoiceTiles
    )
    speaker = WantedField(label=_("Who says it"), max_length=160, help_text=_("Name and post, or name and workplace."))
    video_url = forms.CharField(
        label=_("Link to the video"), required=False, max_length=500,
        help_text=_("YouTube, TikTok, Facebook or a page."),
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://"}),
    )  # fmt: skip
    text = WantedField(
        label=_("Text"), max_length=60_000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Who, what, when, where, how many. The desk edits it and shows you what it changed."),
    )  # fmt: skip
    # As large as the server keeps them: they may be printed
    photos = PhotosField(label=_("Add photos"), required=False, widget=PhotoInput(longest=4_000))
    names_hardship = forms.BooleanField(
        label=_("The text tells of the illness or hardship of a named person"), required=False
    )
    happened_on = WantedDateField(label=_("Day it happened"), widget=DateInput)
    place = WantedField(label=_("Where it happened"), max_length=160)
    theme = forms.ChoiceField(label=_("For the campaign"), required=False)
    elsewhere = forms.CharField(
        label=_("Also sent or published at"), required=False, max_length=300,
        help_text=_("Papers, stations or pages that have it too."),
    )  # fmt: skip
    byline = forms.CharField(label=_("Signed as"), required=False, max_length=120)

    def __init__(self, *args, campaigns, **kwargs):
        super().__init__(*args, **kwargs)
        choices: list[tuple] = [("", _("No campaign"))]
        for campaign in campaigns:
            topics = [(f"{campaign.pk}-{topic.pk}", topic.title) for topic in campaign.topics.all()]
            choices.append((campaign.title, [(f"{campaign.pk}-", _("The campaign as a whole")), *topics]))
        self.fields["theme"].choices = choices

    def clean_video_url(self) -> str:
        """A link one can open, in its usual spelling."""
        typed = self.cleaned_data["video_url"]
        try:
            return links.canonical(typed).url if typed else ""
        except links.NotALink as no:
            raise forms.ValidationError(str(no)) from no

    @property
    def words(self) -> dict[str, Any]:
        """What was filled in rightly, as services.save_contribution takes it; the rest stays as it was."""
        # Of a form that came half, only that half; a box without a tick is not sent at all
        came = {*self.data, "names_hardship"} if "edition" in self.data else {*self.data}
        words = {name: value for name, value in self.cleaned_data.items() if name in came}
        for other in ("edition", "photos"):
            words.pop(other, None)
        if "theme" in words:
            campaign, _dash, topic = words.pop("theme").partition("-")
            words["campaign_id"] = int(campaign) if campaign else None
            words["topic_id"] = int(topic) if topic else None
        return words

    @staticmethod
    def read_from(contribution: Contribution) -> dict[str, Any]:
        """The initial values."""
        names = [name for name in ContributionForm.base_fields if name not in ("photos", "theme")]
        theme = f"{contribution.campaign_id}-{contribution.topic_id or ''}" if contribution.campaign_id else ""
        return {"theme": theme, **{name: getattr(contribution, name) for name in names}}


class ShotForm(forms.Form):
    """What is asked of each photo while one writes: what it shows, and whether somebody can be recognised."""

    use_required_attribute = False

    caption = WantedField(
        label=_("Caption"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Who does what, where. Name people from left to right."),
    )  # fmt: skip
    shows_people = PeopleField(label=_("Can anybody be recognised in this photo?"))

    def __init__(self, data: QueryDict | None = None, *, photo: ContributionPhoto):
        """One photo or film, told apart from the others by its number."""
        self.photo = photo
        initial = {name: getattr(photo, name) for name in self.base_fields}
        super().__init__(data, prefix=f"photo-{photo.pk}", initial=initial)
        if photo.is_film:
            self.fields["shows_people"].label = _("Can anybody be recognised in this film?")
            self.fields["caption"].required = False
            if "credit" in self.fields:
                self.fields["credit"].label = _("Who recorded the film")

    @property
    def words(self) -> dict[str, Any]:
        """What came, filled in rightly; the rest stays as it was."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if self.add_prefix(name) in self.data}


class PhotoForm(ShotForm):
    """The same on the photo's own page, with who took it."""

    credit = forms.CharField(label=_("Who took the photo"), required=False, max_length=160)
    field_order = ["caption", "credit", "shows_people"]


class ConsentForm(forms.Form):
    """Who agrees, to which uses, how and when that was said."""

    person = forms.CharField(label=_("Who agrees"), max_length=120)
    uses = forms.MultipleChoiceField(
        label=_("Agrees to"), choices=_capital(Consent.Use.choices), widget=CheckTiles(inline=True),
        initial=[Consent.Use.PORTAL, Consent.Use.SOCIAL],
    )  # fmt: skip
    how = forms.CharField(
        label=_("How it was said"), max_length=200,
        help_text=_("For example: signed the slip on the day; said so when the photo was taken."),
    )  # fmt: skip
    given_on = forms.DateField(label=_("On"), widget=DateInput, initial=timezone.localdate)
