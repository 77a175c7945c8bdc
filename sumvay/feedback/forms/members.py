"""What members type: a message, more of it, how content they are, what is to become of their data."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sumvay.feedback.models import RightsRequest
from sumvay.feedback.services.receive_case import LONGEST
from sumvay.feedback.who_reads import Choice, Line, Topic, is_offered, levels_of
from sumvay.ui.fields import PhotosField
from sumvay.ui.widgets import CheckTiles, ChoiceTiles, FileInput


class EnclosingForm(forms.Form):
    """A text with photos and a voice note, one of which must be there."""

    text = forms.CharField(
        label=_("Message"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 8, "autocapitalize": "sentences", "aria-required": "true"}),
    )
    # An empty file is told beside the key, like every other that cannot be kept
    photos = PhotosField(label=_("Photos"), required=False, allow_empty_file=True)
    voice = forms.FileField(
        label=_("Voice note"),
        required=False,
        allow_empty_file=True,
        widget=FileInput({"accept": "audio/*", "capture": True}, prompt=_("Record or choose a voice note")),
    )

    def clean(self) -> dict:
        """Words or something enclosed."""
        given = super().clean()
        if not (self.errors or given.get("text") or given.get("photos") or given.get("voice")):
            self.add_error("text", _("Please write the message, or enclose a voice note."))
        return given

    def enclosed(self) -> list[bytes]:
        """The bytes of what came along, photos first."""
        voice = self.cleaned_data["voice"]
        return [file.read() for file in [*self.cleaned_data["photos"], *([voice] if voice else [])]]


class MessageForm(EnclosingForm):
    """A member's message and who may read it; nothing about the writer has to be given."""

    topics = forms.MultipleChoiceField(
        label=_("What is it about"), required=False, choices=Topic.choices, widget=CheckTiles
    )
    reads = forms.ChoiceField(
        label=_("Who reads it"), choices=Choice.choices, initial=Choice.BY_TOPIC, widget=ChoiceTiles
    )
    may_rise = forms.BooleanField(
        label=_("The level above may read it too; names, phone numbers, bank and identity numbers are covered then"),
        required=False,
    )
    name = forms.CharField(
        label=_("Name"), required=False, max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    phone = forms.CharField(
        label=_("Phone"),
        required=False,
        max_length=20,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(label=_("E-mail"), required=False, widget=forms.EmailInput({"autocomplete": "email"}))

    field_order = ("text", "topics", "reads", "photos", "voice", "may_rise", "name", "phone", "email")

    def offer(self, line: Line) -> None:
        """Name the units that may read, before it is shown."""
        self.fields["reads"].choices = choices_of(line)


class WriteBackForm(EnclosingForm):
    """More to a message that was sent."""

    again = forms.BooleanField(label=_("The result does not settle it; please look at it once more"), required=False)


class ContentForm(forms.Form):
    """How content the writer is with the result."""

    DEGREES = (
        ("5", _("Very satisfied")),
        ("4", _("Satisfied")),
        ("3", _("So-so")),
        ("2", _("Not satisfied")),
        ("1", _("Not satisfied at all")),
    )
    degree = forms.TypedChoiceField(
        label=_("How satisfied with the result"), choices=DEGREES, coerce=int, widget=ChoiceTiles
    )
    word = forms.CharField(
        label=_("A word to the union"), required=False, max_length=500, widget=forms.Textarea({"rows": 2})
    )


class RightsForm(forms.Form):
    """What is to become of the personal data in a message."""

    wish = forms.ChoiceField(
        label=_("What is wished"),
        choices=(
            (RightsRequest.Wish.ERASE, _("Erase the message, name, contact and files")),
            (RightsRequest.Wish.CORRECT, _("Correct what is wrong")),
        ),
        widget=ChoiceTiles,
    )
    words = forms.CharField(
        label=_("What is wrong and how it should read"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea({"rows": 3}),
    )


class CorrectionForm(forms.Form):
    """A case as its writer says it should read."""

    text = forms.CharField(label=_("Message"), max_length=LONGEST, widget=forms.Textarea({"rows": 8}))
    name = forms.CharField(label=_("Name"), required=False, max_length=120)
    phone = forms.CharField(label=_("Phone"), required=False, max_length=20)
    email = forms.EmailField(label=_("E-mail"), required=False)


class RefusalForm(forms.Form):
    """Why a request cannot be met."""

    reason = forms.CharField(
        label=_("Reason, which the sender reads"), max_length=500, widget=forms.Textarea({"rows": 3})
    )


def choices_of(line: Line) -> list[tuple[str, str]]:
    """The ways the writer may choose from, each level once, with the names of the units."""
    levels = levels_of(line).items()
    named = [(choice.value, _("Only %(unit)s") % {"unit": unit.name}) for choice, unit in levels]
    if not is_offered(line, Choice.BY_TOPIC):
        return named
    by_topic = _("As usual: %(above)s for pay, insurance and denunciations, %(own)s for the rest")
    return [(Choice.BY_TOPIC.value, by_topic % {"above": line.above.name, "own": line.own.name}), *named]
