"""One row per thing somebody did; written once, never changed."""

from django.db import models


class Entry(models.Model):
    """Who did what, on what, when. Ids only: an erasure request must never meet a refused DELETE."""

    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_kind = models.CharField(max_length=20, default="user")
    action = models.CharField(max_length=60)
    target_label = models.CharField(max_length=60)
    target_id = models.BigIntegerField()
    unit_id = models.BigIntegerField(null=True)
    changes = models.JSONField(default=dict)
    request_id = models.CharField(max_length=36, default="")

    class Meta:
        indexes = [
            models.Index(fields=["target_label", "target_id", "-at"], name="entry_of_target"),
            models.Index(fields=["unit_id", "-at"], name="entry_of_unit"),
            models.Index(fields=["actor_id", "-at"], name="entry_of_actor"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.action} {self.target_label}:{self.target_id}"
