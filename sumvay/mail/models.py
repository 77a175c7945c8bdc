"""Raw messages, in and out. A message in is claimed from above; a message out is claimed, spoken, written down."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# How `about` begins in letters about members' messages, their keys among them
IN_CONFIDENCE = "case"


class InboundMessage(models.Model):
    """A message as it arrived, kept whole; Message-ID makes a second arrival harmless."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        CLAIMED = "claimed", _("matched")
        UNMATCHED = "unmatched", _("not matched yet")
        SET_ASIDE = "set_aside", _("set aside")

    message_id = models.CharField(max_length=300, unique=True)
    in_reply_to = models.CharField(max_length=300, blank=True)
    references = models.TextField(blank=True)
    purpose = models.CharField(max_length=80, blank=True)
    sender = models.EmailField(max_length=254)
    subject = models.CharField(max_length=500, blank=True)
    raw = models.BinaryField()
    is_automatic = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    note = models.CharField(max_length=300, blank=True)
    claimed_by = models.CharField(max_length=60, blank=True)
    received_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["state", "-received_at"], name="inbound_by_state"),
            models.Index(fields=["claimed_by"], name="inbound_claimed", condition=~Q(claimed_by="")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="claimed") ^ Q(claimed_by=""), name="inbound_claimed_by_matches_state"
            )
        ]

    def __str__(self):
        return f"#{self.pk} {self.message_id}"


class OutboundMessage(models.Model):
    """A message on its way out; one stuck in sending is shown to a person, never resent by itself."""

    class State(models.TextChoices):
        QUEUED = "queued", _("queued")
        SENDING = "sending", _("sending")
        SENT = "sent", _("sent")
        FAILED = "failed", _("not delivered")

    class Hand(models.TextChoices):
        """Who wrote it, in the words of Auto-Submitted (RFC 3834, 5.1); the last is a person."""

        MACHINE = "auto-generated"
        MACHINE_ANSWERING = "auto-replied"
        PERSON = "no"

    message_id = models.CharField(max_length=300, unique=True)
    recipient = models.EmailField()
    reply_to = models.EmailField(blank=True)
    # Message-ID of the letter it answers
    in_reply_to = models.CharField(max_length=300, blank=True, db_default="")
    hand = models.CharField(max_length=14, choices=Hand, db_default=Hand.MACHINE)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    attachment = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    about = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    error = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["-created_at"], name="outbound_newest"),
            models.Index(fields=["due_at", "id"], name="outbound_due", condition=Q(state="queued")),
            models.Index(fields=["claimed_at"], name="outbound_in_doubt", condition=Q(state="sending")),
            models.Index(fields=["created_at"], name="outbound_failed", condition=Q(state="failed")),
            models.Index(fields=["about"], name="outbound_about"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="outbound_sent_at_matches_state",
            )
        ]

    def __str__(self):
        return f"#{self.pk} {self.subject}"

    @property
    def is_in_confidence(self) -> bool:
        """Between a member and the union: who runs the machine sees that it went, and does not read it."""
        return self.about.startswith(IN_CONFIDENCE)
