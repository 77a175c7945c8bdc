"""What editors upload in Wagtail's editor: it is their unit's, and goes through the house's own gate for files."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from sumvay.accounts.models import User
from sumvay.errors import Refusal
from sumvay.files import selectors as file_selectors
from sumvay.files import services as files
from sumvay.files.models import StoredFile
from sumvay.newsroom import desk_seats


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


class PictureForm(BaseImageForm):
    """A picture."""

    def __init__(self, *args, user=None, **kwargs):
        """Remember who uploads."""
        super().__init__(*args, user=user, **kwargs)
        self.uploader = user

    def clean(self):
        """See above."""
        given = super().clean()
        taken_in(self, self.uploader, StoredFile.Purpose.NEWS)
        return given


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
