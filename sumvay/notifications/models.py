"""What an officer is told, in the app; the same words go out by e-mail."""

from django.conf import settings
from django.db import models

from sumvay.org.models import Unit


class Notice(models.Model):
    """One sentence for one officer, with the page it is about."""

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+", null=True)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    path = models.CharField(max_length=300, blank=True)
    about = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["officer", "-created_at"], name="notice_newest"),
            models.Index(fields=["officer"], name="notice_unread", condition=models.Q(read_at__isnull=True)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "kind", "about"], condition=~models.Q(about=""), name="notice_once_per_subject"
            )
        ]

    def __str__(self):
        return f"#{self.pk} {self.kind} {self.officer_id}"
