"""What editors upload in Wagtail's editor: it is their unit's, and goes through the house's own gate for files."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from sumvay.accounts.models import User
from sumvay.errors import Refusal
from sumvay.files import selectors as file_selectors
from sumvay.files import services as files
from sumvay.files.models import StoredFile
from sumvay.newsroom import desk_seats
from sumvay.newsroom.forms.contributing import PeopleField
from sumvay.newsroom.models import Consent, NewsPicture
from sumvay.newsroom.selectors.shown_pictures import pieces_showing
from sumvay.newsroom.services import consents, drawing
from sumvay.vietnamese import format_date


def taken_in(form, user: User, purpose: str) -> None:
    """Give the row its unit, and keep of a new file what the house keeps: drawn anew, within the quota."""
    row, given = form.instance, form.cleaned_data.get("file")
    if row.unit_id is None:
        row.unit = desk_seats.seat_of(user)
    if form.errors or "file" not in form.changed_data or row.unit is None:
        return
    try:
        stored = files.store_file(
            actor=user, unit=row.unit, name=given.name, content=given.read(), purpose=purpose, now=timezone.now()
        )
    except Refusal as no:
        form.add_error("file", str(no))
        return
    content = file_selectors.read_bytes(stored)
    form.cleaned_data["file"] = SimpleUploadedFile(stored.name, content, stored.media_type)


class PictureField(WagtailImageField):
    """A picture's file; one that broke off on its way is told so."""

    def check_image_pixel_size(self, f):
        """Wagtail looks at the first bytes only, and opens it here."""
        try:
            super().check_image_pixel_size(f)
        except (OSError, SyntaxError, ValueError) as broken:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from broken


class PictureForm(BaseImageForm):
    """A picture."""

    file = PictureField(label=capfirst(NewsPicture._meta.get_field("file").verbose_name))
    consent_uses = forms.MultipleChoiceField(
        label=_("Agrees to being shown in"), choices=Consent.Use, required=False, widget=forms.CheckboxSelectMultiple
    )

    shows_people = PeopleField(
        label=_("Can anybody be recognised in this picture?"), widget=forms.Select,
        help_text=_("Without an answer the picture cannot be published."),
    )  # fmt: skip

    consent_withdrawn = forms.BooleanField(
        label=_("They agree no longer: the consent is withdrawn"), required=False,
        help_text=_("The desks whose pieces show the picture are told at once. What was written down stays."),
    )  # fmt: skip
    consent_anew = forms.BooleanField(label=_("They have agreed anew"), required=False)

    def __init__(self, *args, user=None, **kwargs):
        """Remember who uploads; of a photo that was sent in, its contribution tells who agreed."""
        super().__init__(*args, user=user, **kwargs)
        self.uploader = user
        # The form beside several uploaded pictures leaves out their files, which a field declared here does not know
        for name in self._meta.exclude or ():
            self.fields.pop(name, None)
        if self.instance.photo_id:
            for name in ("shows_people", "consent_person", "consent_uses", "consent_how"):
                self.fields.pop(name, None)
        else:
            asked = self.fields["shows_people"]
            asked.choices = [("", _("Please answer")), *asked.choices]
        self._offer_withdrawal()

    def _offer_withdrawal(self):
        """A consent on record is taken back, one that was taken back is given anew; nothing else is offered."""
        picture, back = self.instance, self.instance.consent_withdrawn_at
        if picture.photo_id or back or not (picture.pk and picture.consent_person):
            self.fields.pop("consent_withdrawn")
        if picture.photo_id or not back:
            self.fields.pop("consent_anew")
        else:
            withdrawn = _("Withdrawn on %(day)s: it may no longer be used.")
            self.fields["consent_anew"].help_text = withdrawn % {"day": format_date(timezone.localdate(back))}

    def clean_shows_people(self):
        """Asked of whoever sees the question; several pictures sent at once are asked one by one afterwards."""
        said = self.cleaned_data["shows_people"]
        if self.add_prefix("shows_people") not in self.data:
            return self.instance.shows_people
        if said is None:
            raise ValidationError(_("Please say whether anybody can be recognised."))
        return said

    def clean(self):
        """See above."""
        given = super().clean()
        taken_in(self, self.uploader, StoredFile.Purpose.NEWS)
        return given

    def save(self, commit=True):
        """What is shared and printed of pieces that show it shows it, or no longer does."""
        picture = super().save(commit=commit)
        said = {"actor": self.uploader, "picture": picture, "now": timezone.now()}
        if self.cleaned_data.get("consent_withdrawn"):
            consents.withdraw_for_picture(**said)
        elif self.cleaned_data.get("consent_anew"):
            consents.agree_anew_for_picture(**said)
        elif picture.pk:
            drawing.show_anew(pieces_showing(NewsPicture.objects.filter(pk=picture.pk)))
        return picture


class DocumentForm(BaseDocumentForm):
    """A document."""

    def __init__(self, *args, user=None, **kwargs):
        """Remember who uploads."""
        super().__init__(*args, user=user, **kwargs)
        self.uploader = user

    def clean(self):
        """See above."""
        given = super().clean()
        taken_in(self, self.uploader, StoredFile.Purpose.NEWS)
        return given
