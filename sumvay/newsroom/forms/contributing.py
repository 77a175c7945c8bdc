"""Shape and wording of what officers write for the newsroom, the photos they add and the consents they write down."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from sumvay import links
from sumvay.newsroom.models import Consent, Contribution
from sumvay.ui.fields import PhotosField
from sumvay.ui.widgets import CheckTiles, ChoiceTiles, DateInput


def _capital(choices: list[tuple]) -> list[tuple]:
    return [(value, capfirst(label)) for value, label in choices]


class WantedField(forms.CharField):
    """Asked for like a required field, but a draft may still lack it."""

    def validate(self, value: str) -> None:
        """Sending asks for it, not saving."""


class ContributionForm(forms.Form):
    """Everything of one contribution but what is said of each photo; nothing is required before sending."""

    use_required_attribute = False

    edition = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("What you write"), choices=_capital(Contribution.Kind.choices), widget=ChoiceTiles)
    title = WantedField(label=_("Title"), max_length=250, widget=forms.Textarea(attrs={"rows": 2}))
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
    photos = PhotosField(label=_("Add photos"), required=False)
    names_hardship = forms.BooleanField(
        label=_("The text tells of the illness or hardship of a named person"), required=False
    )
    happened_on = forms.DateField(label=_("Day it happened"), required=False, widget=DateInput)
    place = forms.CharField(label=_("Where it happened"), required=False, max_length=160)
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


class PhotoForm(forms.Form):
    """What one photo shows."""

    caption = forms.CharField(
        label=_("Caption"), required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who does what, where. Name people from left to right."),
    )  # fmt: skip
    credit = forms.CharField(label=_("Who took the photo"), required=False, max_length=160)
    shows_people = forms.BooleanField(
        label=_("The photo shows people who are named or easily recognised"), required=False
    )


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
