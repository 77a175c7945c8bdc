"""What officers fill in on the page of an issue."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sumvay.feedback.models import Issue
from sumvay.feedback.reading.personal_data import masked
from sumvay.ui.widgets import DateInput

LONGEST = 4_000


class IssueChoice(forms.ModelChoiceField):
    """One of several issues, by its title without personal data."""

    def label_from_instance(self, issue: Issue) -> str:
        """The title as another level may read it."""
        return masked(issue.title)


class TitleForm(forms.Form):
    """What the issue is, in a few words."""

    title = forms.CharField(
        label=_("What it is about, in a few words"), max_length=200, help_text=_("Without names of people.")
    )


class AnswerLineForm(forms.Form):
    """The answer that goes to everybody behind an issue, and the source it stands on."""

    text = forms.CharField(label=_("Answer"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6}))
    source = forms.CharField(
        label=_("What the answer stands on"), max_length=300,
        help_text=_("Article of a law, number of a decision, minutes of a meeting."),
    )  # fmt: skip


class RaiseForm(forms.Form):
    """What the level above reads of an issue."""

    solved = forms.CharField(
        label=_("What we could solve ourselves"), max_length=LONGEST, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    proposal = forms.CharField(
        label=_("What we propose to the level above"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Without names of people; names of enterprises may stand."),
    )  # fmt: skip
    into = IssueChoice(
        label=_("Together with an issue gathered there"), queryset=None, required=False, empty_label=_("a new issue")
    )

    def __init__(self, *args, joinable, **kwargs):
        """`joinable` are the issues of the unit above that gather the same."""
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = joinable
        if not joinable.exists():
            self.fields["into"].widget = forms.HiddenInput()


class PromiseForm(forms.Form):
    """What will be done, and by which day."""

    what = forms.CharField(label=_("What will be done"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    by_day = forms.DateField(
        label=_("By which day"), widget=DateInput,
        help_text=_("Whether it was kept stands on the public board of commitments, in numbers alone."),
    )  # fmt: skip


class MergeForm(forms.Form):
    """With which other issue of the unit."""

    into = IssueChoice(label=_("Into this issue"), queryset=None)

    def __init__(self, *args, others, **kwargs):
        """`others` are the other open issues of the unit."""
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = others
