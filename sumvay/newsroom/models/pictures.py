"""Pictures and documents of pieces; both belong to the unit that brought them."""

import uuid
from pathlib import PurePath

from django.contrib.postgres.fields import ArrayField
from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.search import index

from sumvay.newsroom.models.contributions import Consent, ContributionPhoto
from sumvay.newsroom.picture_notes import without_notes
from sumvay.org.models import Unit


def public_pictures():
    """Where what readers see is written; originals stay behind the door of the room `files`."""
    return storages["pictures"]


class NewsPicture(AbstractImage):
    """An original, without place and camera data; `photo` leads back to who sent it and who consented."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    credit = models.CharField(_("credit"), max_length=160, blank=True)
    caption = models.CharField(_("caption"), max_length=400, blank=True)
    photo = models.ForeignKey(
        ContributionPhoto, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="pictures"
    )

    # Of a picture that came with a contribution, its photo tells all this
    shows_people = models.BooleanField(_("people can be recognised in it"), null=True, blank=True)
    consent_person = models.CharField(_("who agrees"), max_length=300, blank=True)
    consent_uses = ArrayField(models.CharField(max_length=10, choices=Consent.Use), default=list, blank=True)
    consent_how = models.CharField(_("how it was given"), max_length=200, blank=True)
    consent_withdrawn_at = models.DateTimeField(null=True, editable=False)

    admin_form_fields = (
        "title", "file", "description", "caption", "credit",
        "shows_people", "consent_person", "consent_uses", "consent_how",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )  # fmt: skip
    search_fields = [*AbstractImage.search_fields, index.FilterField("unit_id")]

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        indexes = [
            models.Index(
                fields=["consent_withdrawn_at"],
                name="picture_consent_withdrawn",
                condition=models.Q(consent_withdrawn_at__isnull=False),
            )
        ]

    def save(self, *args, **kwargs):
        """By whatever door a file comes, it is kept upright and without place and camera data."""
        if self.file and not self.file._committed:
            self.file = without_notes(self.file)
            # Sizes lie in a public folder under this name: nobody guesses those of a draft
            self.file.name = f"{uuid.uuid4().hex}{PurePath(self.file.name).suffix.lower()}"
            self._set_image_file_metadata()
        super().save(*args, **kwargs)


class NewsRendition(AbstractRendition):
    """A size of a picture as readers get it."""

    image = models.ForeignKey(NewsPicture, on_delete=models.CASCADE, related_name="renditions")
    file = models.ImageField(upload_to="%Y/%m", storage=public_pictures, width_field="width", height_field="height")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once")
        ]


class NewsDocument(AbstractDocument):
    """A file readers may take along, of the unit that brought it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    admin_form_fields = ("title", "file")
    search_fields = [*AbstractDocument.search_fields, index.FilterField("unit_id")]
