"""Every upload: where its bytes are, whose it is, what for, who may open it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sumvay.org.models import Unit


class StoredFile(models.Model):
    """A file outside the web root, addressed by its content's SHA-256."""

    class Purpose(models.TextChoices):
        PROOF = "proof", _("proof")
        PAPER = "paper", _("official paper")
        ANNEX = "annex", _("annex")
        REPORT = "report", _("report")
        MAIL = "mail", _("mail attachment")
        EXPORT = "export", _("export")
        NEWS = "news", _("news")
        FILM = "film", _("film")
        FEEDBACK = "feedback", _("from a member")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="files")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    purpose = models.CharField(max_length=10, choices=Purpose)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-created_at"], name="file_of_unit")]
        constraints = [
            models.CheckConstraint(condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="file_sha256_is_hex")
        ]

    def __str__(self):
        return f"#{self.pk} {self.name}"


class Upload(models.Model):
    """A film on its way here in pieces (tus.io); how far it has come outlives the line, the phone and the server."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    # What it is for, in the words of the room that asked for it
    about = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    length = models.PositiveBigIntegerField()
    offset = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner", "about"], name="upload_of_owner")]
        constraints = [
            models.CheckConstraint(condition=models.Q(offset__lte=models.F("length")), name="upload_within_its_length")
        ]

    def __str__(self):
        return f"#{self.pk} {self.offset}/{self.length}"
