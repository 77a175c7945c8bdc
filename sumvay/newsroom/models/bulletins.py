"""Readers who get the bulletin of the day by e-mail; asked twice, gone with one press."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower


class Subscriber(models.Model):
    """An address that asked for the bulletin; it counts only after a press in the letter (double opt-in)."""

    email = models.EmailField()
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    last_sent_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="subscriber_once")]
        indexes = [
            models.Index(
                fields=["id"], name="subscriber_in_force", condition=Q(confirmed_at__isnull=False, left_at=None)
            )
        ]

    def __str__(self):
        return f"#{self.pk}"
