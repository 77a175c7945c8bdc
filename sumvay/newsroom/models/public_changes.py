"""What changed after publishing, on record: corrections, what was taken down and why, former addresses."""

from django.conf import settings
from django.db import models

from sumvay.newsroom.models.pieces import Piece
from sumvay.newsroom.models.sections import Section


class Correction(models.Model):
    """A correction readers see below the piece."""

    piece = models.ForeignKey(Piece, on_delete=models.PROTECT, related_name="corrections")
    text = models.CharField(max_length=600)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return f"#{self.pk} of {self.piece_id}"


class TakeDown(models.Model):
    """A piece was taken off the portal, and the reason readers are told."""

    piece = models.ForeignKey(Piece, on_delete=models.PROTECT, related_name="take_downs")
    reason = models.CharField(max_length=400)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self):
        return f"#{self.pk} of {self.piece_id}"


class OldAddress(models.Model):
    """A former path of the house (of an imported site, of a section renamed or merged) and where it leads now."""

    path = models.CharField(max_length=300, unique=True)
    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, null=True, blank=True, related_name="old_addresses")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, null=True, blank=True, related_name="old_addresses")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(piece=None, section__isnull=False) | models.Q(piece__isnull=False, section=None),
                name="old_address_leads_to_one_place",
            ),
        ]

    def __str__(self):
        return self.path
