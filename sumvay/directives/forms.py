"""Shape and wording of what officers enter about directives, proofs and calls."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sumvay.directives.models import Assignment, Directive
from sumvay.ui.fields import FigureField, MoneyField, PhotosField
from sumvay.ui.widgets import CheckTiles, ChoiceTiles, DateInput, DateTimeInput, FileInput


class DirectiveForm(forms.Form):
    """The head of a draft: its title, when to report by, and whom it is for."""

    title = forms.CharField(label=_("Title"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    report_due_at = forms.DateTimeField(
        label=_("Report by"), widget=DateTimeInput, help_text=_("The hour counts: offices close at 16:00.")
    )
    note = forms.CharField(label=_("Note to the units"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    audience = forms.ChoiceField(label=_("For whom"), choices=Directive.Audience.choices, widget=ChoiceTiles)
    kinds = forms.MultipleChoiceField(label=_("Kinds of unit"), required=False, widget=CheckTiles(inline=True))
    units = forms.MultipleChoiceField(label=_("Units"), required=False, widget=forms.SelectMultiple(attrs={"size": 12}))

    def __init__(self, *args, kinds, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = [(k.pk, k.name) for k in kinds]
        self.fields["units"].choices = [(u.pk, u.name) for u in units]

    def clean(self):
        """An audience by kind, branch or hand needs something chosen."""
        cleaned = super().clean()
        needs = {"kinds": "kinds", "branches": "units", "hand_picked": "units"}.get(cleaned.get("audience"))
        if needs and not cleaned.get(needs):
            self.add_error(needs, _("Choose at least one."))
        return cleaned

    @property
    def audience_ids(self) -> list[int]:
        """The ids that go with the chosen audience."""
        chosen = {"kinds": "kinds", "branches": "units", "hand_picked": "units"}.get(self.cleaned_data["audience"])
        return [int(pk) for pk in self.cleaned_data[chosen]] if chosen else []


class AssignmentForm(forms.Form):
    """One assignment of a draft."""

    origin_id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind"), choices=Assignment.Kind.choices)
    wording = forms.CharField(label=_("What is asked"), widget=forms.Textarea(attrs={"rows": 3}))
    quantity = forms.IntegerField(label=_("How many"), min_value=1, max_value=10_000, initial=1)
    due_at = forms.DateTimeField(label=_("Due"), required=False, widget=DateTimeInput)
    proofs = forms.MultipleChoiceField(
        label=_("Proof"), choices=Assignment.Proof.choices, required=False, widget=CheckTiles(inline=True)
    )
    left_out_reason = forms.CharField(
        label=_("Does not apply here, because"), required=False, max_length=300,
        help_text=_("Only for an assignment from above that your units cannot have."),
    )  # fmt: skip


AssignmentFormSet = forms.formset_factory(AssignmentForm, extra=0, can_delete=True, max_num=60, absolute_max=60)


class CampaignForm(forms.Form):
    """Topics and key messages of a campaign, one block of lines each."""

    title = forms.CharField(label=_("Name of the campaign"), max_length=300)
    starts_on = forms.DateField(label=_("From"), widget=DateInput)
    ends_on = forms.DateField(label=_("To"), required=False, widget=DateInput)
    topics = forms.CharField(
        label=_("Topics"), required=False, widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("A topic on a line of its own; its contents below it, each line beginning with “- ”."),
    )  # fmt: skip
    key_messages = forms.CharField(
        label=_("Key messages"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line: what everybody should carry."),
    )  # fmt: skip
    hashtags = forms.CharField(label=_("Hashtags"), required=False, max_length=300)

    def clean_hashtags(self) -> list[str]:
        """Words with or without #, as a list with it."""
        return ["#" + word.lstrip("#")[:59] for word in self.cleaned_data["hashtags"].replace(",", " ").split()]

    def clean_key_messages(self) -> list[str]:
        """One message a line."""
        return [line.strip()[:500] for line in self.cleaned_data["key_messages"].splitlines() if line.strip()]

    def clean_topics(self) -> list[tuple[str, list[str]]]:
        """Headings with their lines."""
        topics: list[tuple[str, list[str]]] = []
        for line in self.cleaned_data["topics"].splitlines():
            text = line.strip()
            if text.startswith(("-", "+", "•")) and topics:
                topics[-1][1].append(text.lstrip("-+• "))
            elif text:
                topics.append((text[:300], []))
        return topics


class LinkProofForm(forms.Form):
    """Public links given as proof, one a line."""

    urls = forms.CharField(
        label=_("Paste the link"), widget=forms.Textarea(attrs={"rows": 2, "placeholder": "https://"}),
        help_text=_("Several links: one a line."),
    )  # fmt: skip
    note = forms.CharField(label=_("Note"), required=False, max_length=500)


class PhotoProofForm(forms.Form):
    """Photos given as proof."""

    photos = PhotosField(label=_("Photos"))
    note = forms.CharField(label=_("Caption"), required=False, max_length=500)


class FileProofForm(forms.Form):
    """A file given as proof."""

    file = forms.FileField(label=_("File"), widget=FileInput)
    note = forms.CharField(label=_("Note"), required=False, max_length=500)


class NoteProofForm(forms.Form):
    """A sentence about what was done."""

    note = forms.CharField(label=_("What was done"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)


class ActivityProofForm(forms.Form):
    """Something that was held, with its figures; the host reports it, whoever pays reports the money."""

    title = forms.CharField(label=_("What was held"), max_length=200)
    held_on = forms.DateField(label=_("On"), widget=DateInput)
    place = forms.CharField(label=_("Where"), required=False, max_length=200)
    attendances = FigureField(label=_("Attendances (lượt)"), required=False)
    cost = MoneyField(label=_("Cost paid by this unit"), required=False)
    co_organisers = forms.ModelMultipleChoiceField(
        label=_("Held together with"), queryset=None, required=False,
        help_text=_("Your unit is the host and counts it; the others do not count it again."),
    )  # fmt: skip

    def __init__(self, *args, neighbours, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["co_organisers"].queryset = neighbours
        self.fields["held_on"].initial = timezone.localdate

    def clean_attendances(self):
        """Whole people only."""
        value = self.cleaned_data["attendances"]
        if value is not None and (value != int(value) or value < 0 or value > 10_000_000):
            raise forms.ValidationError(_("Write a whole number."))
        return None if value is None else int(value)


class ReasonForm(forms.Form):
    """Why something does not apply or is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class CallForm(forms.Form):
    """What was agreed on the phone."""

    note = forms.CharField(label=_("What was agreed"), max_length=300, required=False)


class PassOnForm(forms.Form):
    """A note that goes along when a document is sent on unchanged."""

    note = forms.CharField(label=_("Note to the units"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class LinkNameForm(forms.Form):
    """Who reports, asked of a visitor with a personal link."""

    name = forms.CharField(label=_("Who reports"), max_length=120)


class GroupLinkForm(forms.Form):
    """Which unit a visitor from a group chat belongs to, and whose phone or address gets the code."""

    unit = forms.ModelChoiceField(label=_("Your unit"), queryset=None)
    contact = forms.CharField(
        label=_("Your registered phone or e-mail"), max_length=254,
        help_text=_("The one the level above has of you; the code goes there."),
    )  # fmt: skip

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class CodeForm(forms.Form):
    """The six digits that were sent."""

    code = forms.CharField(
        label=_("Code you received"), min_length=6, max_length=6,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )  # fmt: skip
