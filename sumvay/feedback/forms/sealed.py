"""What is typed in the confidential lane: by writers, by those who read, by those who keep the box."""

from collections.abc import Collection
from itertools import chain

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sumvay.accounts.models import User
from sumvay.feedback.models import Case
from sumvay.feedback.selectors.sealed import Level
from sumvay.feedback.services.receive_case import LONGEST
from sumvay.feedback.who_reads import Topic

OLD, NEW = "current-password", "new-password"
STATES = [(state.value, capfirst(state.label)) for state in Case.State]


class FilesField(forms.FileField):
    """Photos and voice notes; gives the list of uploaded files."""

    def clean(self, data: object, initial: object = None) -> list[UploadedFile]:
        """None is an empty list."""
        return [super(FilesField, self).clean(file, initial) for file in data or []]


class ManyFiles(forms.FileInput):
    """Several files at once, by the browser's own means."""

    allow_multiple_selected = True


class MoreForm(forms.Form):
    """What a writer says, with files."""

    text = forms.CharField(
        label=_("Message"), max_length=LONGEST, widget=forms.Textarea({"rows": 10, "autocomplete": "off"})
    )
    files = FilesField(
        label=_("Photos or voice notes"),
        required=False,
        widget=ManyFiles({"multiple": True, "accept": "image/*,audio/*"}),
        help_text=_(
            "At most 3 files of 10 MB. Place and camera are taken out of photos; please look whether a photo shows the "
            "writer or the writer's desk."
        ),
    )

    def contents(self) -> list[bytes]:
        """The bytes of the files."""
        return [file.read() for file in self.cleaned_data["files"]]


class SealForm(MoreForm):
    """A message sealed to the readers of one level."""

    topic = forms.ChoiceField(label=_("What is it about"), choices=Topic.choices)
    level = forms.TypedChoiceField(label=_("Who reads it"), coerce=int)
    reader = forms.MultipleChoiceField(label=_("Who reads it"), required=False)
    no_escrow = forms.BooleanField(required=False)
    # Said after the page has shown whom to call in danger
    sure = forms.BooleanField(required=False)
    # Nobody sees it; what fills it in is a machine
    website = forms.CharField(required=False)

    def __init__(self, *args: object, levels: Collection[Level], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.levels = {level.unit.pk: level for level in levels if level.is_open}
        self.fields["level"].choices = [(pk, level.unit.name) for pk, level in self.levels.items()]
        readers = chain.from_iterable(level.readers for level in self.levels.values())
        self.fields["reader"].choices = [(reader.tick, reader.officer.full_name) for reader in readers]

    @property
    def chosen(self) -> Level:
        """The level that reads."""
        return self.levels[self.cleaned_data["level"]]

    @property
    def readers(self) -> set[int]:
        """Ids of the handlers who read; ticks at other levels do not count."""
        ticked = (tick.split("-") for tick in self.cleaned_data["reader"])
        return {int(officer) for unit, officer in ticked if int(unit) == self.cleaned_data["level"]}


class PassphraseForm(forms.Form):
    """The passphrase of one's own key."""

    passphrase = forms.CharField(
        label=_("Passphrase"), max_length=200, strip=False, widget=forms.PasswordInput({"autocomplete": OLD})
    )


class NewPassphraseForm(forms.Form):
    """A passphrase typed twice."""

    new = forms.CharField(
        label=_("New passphrase"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": NEW}),
        help_text=_(
            "At least 12 characters, another than for signing in. Four or five words without a connection are good."
        ),
    )
    again = forms.CharField(
        label=_("New passphrase once more"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": NEW}),
    )

    def clean(self) -> dict:
        """Both must be the same."""
        given = super().clean()
        if given.get("new") and given.get("again") and given["new"] != given["again"]:
            self.add_error("again", _("This is not the same as above."))
        return given


class ReplaceKeyForm(NewPassphraseForm):
    """A passphrase for another key, with the password for signing in."""

    password = forms.CharField(
        label=_("Password for signing in"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": OLD}),
    )
    field_order = ("password", "new", "again")


class ChangePassphraseForm(NewPassphraseForm, PassphraseForm):
    """From one passphrase to another."""

    field_order = ("passphrase", "new", "again")


class AnswerSealedForm(forms.Form):
    """Words to the writer, and how the case stands."""

    text = forms.CharField(
        label=_("Answer to the writer"), required=False, max_length=LONGEST, widget=forms.Textarea({"rows": 8})
    )
    state = forms.ChoiceField(label=pgettext_lazy("message", "How it stands"), choices=STATES)


class LeadersForm(forms.Form):
    """The two who hold a half each."""

    first = forms.ChoiceField(label=_("First leader"))
    second = forms.ChoiceField(label=_("Second leader"))

    def __init__(self, *args: object, people: Collection[User], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        for field in (self.fields["first"], self.fields["second"]):
            field.choices = [("", "–"), *((pk, person.full_name) for pk, person in self.people.items())]

    @property
    def leaders(self) -> list[User]:
        """The two."""
        return [self.people[self.cleaned_data[name]] for name in ("first", "second")]


class NameHandlerForm(forms.Form):
    """Who is to read, and whether the employer has a hold on them."""

    officer = forms.ChoiceField(label=_("Officer"))
    tied_to_employer = forms.BooleanField(
        label=_("Tied to the employer"),
        required=False,
        help_text=_(
            "Head of personnel, manager, relative of the owner and the like: left out of pay, insurance and "
            "denunciations."
        ),
    )

    def __init__(self, *args: object, people: Collection[User], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        self.fields["officer"].choices = [("", "–"), *((pk, person.full_name) for pk, person in self.people.items())]

    @property
    def chosen(self) -> User:
        """The one who was chosen."""
        return self.people[self.cleaned_data["officer"]]
