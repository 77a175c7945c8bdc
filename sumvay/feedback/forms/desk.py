"""What officers fill in at the triage desk and in the library of answers."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sumvay.feedback.forms.issues import IssueChoice
from sumvay.feedback.models import ApprovedAnswer, Aside, Category
from sumvay.feedback.services.approved_answers import AnswerWords
from sumvay.ui.widgets import DateInput

LONGEST_ANSWER, LONGEST_NOTE = 8_000, 2_000


class AnswerForm(forms.Form):
    """The answer, the source it stands on, whether it is the result."""

    text = forms.CharField(
        label=_("Answer to the sender"), max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 5})
    )
    source = forms.CharField(
        label=_("Legal source"),
        max_length=300,
        required=False,
        help_text=_("For example: Labour Code 2019, Article 97."),
    )
    resolves = forms.BooleanField(label=_("This is the result; nothing more is owed"), required=False)


class ChosenForm(forms.Form):
    """Messages ticked in the queue; which ones stands in the form."""

    pks = forms.CharField(widget=forms.HiddenInput)

    @property
    def chosen(self) -> list[int]:
        """The numbers of the messages."""
        return [int(pk) for pk in self.cleaned_data["pks"].split(",") if pk.isdecimal() and len(pk) < 19]


class TogetherForm(AnswerForm, ChosenForm):
    """One answer to chosen messages."""


class MergeTogetherForm(ChosenForm):
    """Into which issue chosen messages are put."""

    into = IssueChoice(label=_("Into this issue"), queryset=None, required=False, empty_label=_("a new issue"))
    title = forms.CharField(
        label=_("Name of a new issue"), max_length=200, required=False, help_text=_("Without names of people.")
    )

    def __init__(self, *args, joinable, **kwargs):
        """`joinable` are the issues of the unit that take messages."""
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = joinable


class NoteForm(forms.Form):
    """A note for colleagues."""

    text = forms.CharField(
        label=_("Note for colleagues"), max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The sender never reads it."),
    )  # fmt: skip


class ForwardForm(forms.Form):
    """To which body a message is passed on, and what the slip tells of it."""

    authority = forms.CharField(
        label=_("Body it is passed on to"), max_length=200,
        help_text=_("For example: the social insurance office of the ward."),
    )  # fmt: skip
    summary = forms.CharField(
        label=_("What the slip tells of it"), max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Whoever keeps papers at your unit reads this; please leave out what tells who wrote."),
    )  # fmt: skip
    names_writer = forms.BooleanField(
        label=_("The sender agrees that name and contact stand on the slip"), required=False
    )


class PutAsideForm(forms.Form):
    """Why a message is laid aside."""

    why = forms.ChoiceField(
        label=_("Reason"), choices=[("", "–"), *Aside.choices], widget=forms.Select(attrs={"data-key": "x"})
    )
    words = forms.CharField(label=_("More about the reason"), max_length=80, required=False)


class LibraryForm(forms.Form):
    """An answer of the library."""

    category = forms.ChoiceField(label=_("What it is about"), choices=Category.choices)
    question = forms.CharField(label=_("Question"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    answer = forms.CharField(label=_("Answer"), max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 8}))
    source = forms.CharField(label=_("Legal source"), max_length=300)
    valid_until = forms.DateField(
        label=_("Valid until"), required=False, widget=DateInput, help_text=_("After this day it is no longer offered.")
    )
    is_public = forms.BooleanField(label=_("Show it to readers, on the page of questions and answers"), required=False)
    public_question = forms.CharField(
        label=_("Question as readers see it"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Without names of people or enterprises."),
    )  # fmt: skip

    @classmethod
    def showing(cls, answer: ApprovedAnswer) -> "LibraryForm":
        """The answer as it stands."""
        return cls(initial={name: getattr(answer, name) for name in cls.base_fields})

    @property
    def words(self) -> AnswerWords:
        """What was filled in, as the services take it."""
        return AnswerWords(**self.cleaned_data)


class ServiceTimeForm(forms.Form):
    """What a unit promises for one kind of message."""

    first_answer_hours = forms.IntegerField(
        label=pgettext_lazy("promise", "First answer within (hours)"), min_value=1, max_value=720
    )
    result_days = forms.IntegerField(label=pgettext_lazy("promise", "Result within (days)"), min_value=1, max_value=365)
