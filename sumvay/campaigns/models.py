"""A campaign is a label and a calendar that many things point to."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sumvay.org.models import Unit


class Campaign(models.Model):
    """What a directive sets going: topics, key messages, dates, hashtags."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("paper", "draft")
        RUNNING = "running", _("running")
        CLOSED = "closed", _("closed")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="campaigns")
    title = models.CharField(_("title"), max_length=300)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    hashtags = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["unit", "-created_at"], name="campaign_of_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="campaign_ends_after_it_starts"
            )
        ]

    def __str__(self):
        return f"#{self.pk} {self.title}"


class Topic(models.Model):
    """A headed block of content to make known."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="topics")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    items = ArrayField(models.TextField(), default=list, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "position"], name="topic_once_per_position")]

    def __str__(self):
        return f"#{self.pk} {self.title}"


class KeyMessage(models.Model):
    """One sentence everybody should carry."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="key_messages")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "position"], name="key_message_once_per_position")]

    def __str__(self):
        return f"#{self.pk} {self.text[:40]}"


class Holiday(models.Model):
    """A day off by law, or a weekend day that is worked in exchange; data, since the swap is decided each year."""

    on = models.DateField(unique=True)
    name = models.CharField(max_length=120)
    is_working = models.BooleanField(default=False)

    def __str__(self):
        return f"#{self.pk} {self.on} {self.name}"
