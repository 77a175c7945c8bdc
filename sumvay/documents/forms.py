"""What officers type about papers: a paper that arrived, a paper of their own, its number, a register."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sumvay.documents.fields import LinesField
from sumvay.documents.models import OfficialPaper
from sumvay.ui.widgets import DateInput, FileInput

ACCEPTED = ".docx,.pdf,.txt"
SCANS = ".pdf,image/*"
OWN_KINDS = OfficialPaper.DocType.choices
URGENCIES = [("", _("not urgent")), ("KHẨN", "Khẩn"), ("THƯỢNG KHẨN", "Thượng khẩn"), ("HỎA TỐC", "Hỏa tốc")]


class ReceiveForm(forms.Form):
    """A file or a pasted text; one of the two."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        widget=FileInput({"accept": ACCEPTED}, prompt=_("Drop the paper here or choose it")),
    )
    text = forms.CharField(label=_("Or paste its text"), required=False, widget=forms.Textarea({"rows": 10}))

    def clean(self):
        """Something has to be given, and not both."""
        given = super().clean()
        if not given.get("file") and not given.get("text") and not self.errors:
            raise forms.ValidationError(_("Choose a file or paste the text of the paper."))
        if given.get("file") and given.get("text"):
            raise forms.ValidationError(_("Give either the file or the text, not both."))
        return given


class DraftForm(forms.Form):
    """A paper of one's own: what officers write themselves; the rest is proposed."""

    doc_type = forms.ChoiceField(label=pgettext_lazy("paper", "Type"), choices=OWN_KINDS)
    subject = forms.CharField(label=_("Subject"), max_length=500, widget=forms.Textarea({"rows": 2}))
    urgency = forms.ChoiceField(label=_("Urgency"), choices=URGENCIES, required=False)
    addressees = LinesField(
        label=_("Addressees"), rows=3, help_text=_("One a line; leave empty when the paper is addressed to nobody.")
    )
    recipients = LinesField(label=_("Copies to"), rows=3, help_text=_("One a line; proposed when left empty."))
    text = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea({"rows": 16}),
        help_text=_("One paragraph a line. Lines that begin with “I.”, “1.” or “a)” become headings, with “-” dashes."),
    )


class ChangeForm(DraftForm):
    """The same with what stands around the text."""

    symbol = forms.CharField(label=_("Symbol"), max_length=40, required=False)
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    signing_prefix = forms.CharField(label=_("Signing for"), max_length=120, required=False)
    signer_title = forms.CharField(label=_("Signer's title"), max_length=120, required=False)
    signer = forms.CharField(label=_("Signer"), max_length=120, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
    remark = forms.CharField(label=_("Remark"), required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args, urgency: str, **named):
        """A paper that was read may carry an urgency in other letters: it stays a choice."""
        super().__init__(*args, **named)
        if urgency not in dict(URGENCIES):
            self.fields["urgency"].choices = [*URGENCIES, (urgency, urgency)]


class NumberForm(forms.Form):
    """The number and date of a signed paper; without a number the register gives the next."""

    number = forms.CharField(
        label=_("Number"), max_length=10, required=False, help_text=_("Left empty, the next of the register is taken.")
    )
    issued_on = forms.DateField(label=pgettext_lazy("paper", "Date"), widget=DateInput)
    remark = forms.CharField(required=False, widget=forms.HiddenInput)


class RemarkForm(forms.Form):
    """What is said with a step."""

    remark = forms.CharField(required=False)


class ScanForm(forms.Form):
    """The scan of the signed paper."""

    file = forms.FileField(
        label=_("Signed and sealed copy"),
        widget=FileInput({"accept": SCANS}, prompt=_("PDF or photo of the signed paper")),
    )


class RegisterForm(forms.Form):
    """Where a register goes on from."""

    direction = forms.ChoiceField(choices=OfficialPaper.Direction.choices, widget=forms.HiddenInput)
    doc_type = forms.ChoiceField(label=pgettext_lazy("paper", "Type"), choices=[("", ""), *OWN_KINDS], required=False)
    next_number = forms.IntegerField(label=_("Next number"), min_value=1, max_value=999_999)


class OwnRegisterForm(RegisterForm):
    """A register of its own for one type of paper."""

    doc_type = forms.ChoiceField(label=pgettext_lazy("paper", "Type"), choices=OWN_KINDS)
