"""
The confidential lane: officers' keys, units' boxes, who reads, and what lies sealed.

Rows of writers carry random keys and a day, never a time: no sequence, no address, nothing read out of the text.
Which unit the writer works in, what it is about and who was left out stand inside the ciphertext.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sumvay.feedback.models.cases import Case
from sumvay.org.models import Unit

USER = settings.AUTH_USER_MODEL


class HandlerKey(models.Model):
    """The key pair of an officer, handler or leader; the private key is locked by a passphrase nobody else knows."""

    officer = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="sealed_keys")
    public = models.BinaryField(max_length=32)
    locked = models.BinaryField()
    made_on = models.DateField()
    # Forgotten, and another made in its place
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["officer"], condition=Q(ended_on=None), name="officer_has_one_key")
        ]

    def __str__(self):
        return f"#{self.pk} {self.officer_id}"


class Box(models.Model):
    """
    The sealed box of a unit. Its private key exists only as two halves, each sealed to one leader: the escrow.

    `offer` is the half of one leader, sealed anew for the other, while the two are opening the escrow together.
    `heir` takes over when the unit has ended.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="boxes")
    public = models.BinaryField(max_length=32)
    first_leader = models.ForeignKey(HandlerKey, on_delete=models.PROTECT, related_name="+")
    second_leader = models.ForeignKey(HandlerKey, on_delete=models.PROTECT, related_name="+")
    first_half = models.BinaryField()
    second_half = models.BinaryField()
    offer = models.BinaryField(null=True)
    offered_by = models.ForeignKey(HandlerKey, on_delete=models.PROTECT, null=True, related_name="+")
    set_up_by = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")
    set_up_on = models.DateField()
    ended_on = models.DateField(null=True)
    heir = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit"], condition=Q(ended_on=None), name="unit_has_one_box"),
            models.CheckConstraint(condition=~Q(first_leader=F("second_leader")), name="box_has_two_leaders"),
            models.CheckConstraint(
                condition=Q(offer=None, offered_by=None) | Q(offer__isnull=False, offered_by__isnull=False),
                name="offer_comes_from_a_leader",
            ),
            models.CheckConstraint(condition=Q(heir=None) | ~Q(heir=F("unit")), name="box_heir_is_another_unit"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.unit_id}"


class Handler(models.Model):
    """An officer named to read what comes into a unit's box; writers see the name and the post."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="sealed_handlers")
    officer = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    # Head of personnel, paid by the employer, a relative of the owner …: left out of pay, insurance, denunciations
    tied_to_employer = models.BooleanField(_("tied to the employer"), default=False)
    named_by = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")
    named_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "officer"], condition=Q(ended_on=None), name="handler_named_once")
        ]

    def __str__(self):
        return f"#{self.pk} {self.officer_id} {self.unit_id}"


class SealedCase(models.Model):
    """
    What one writer said in confidence. The content key is sealed to the box, to each reader and to the receipt.

    `frame` is encrypted: {"about": the writer's unit, "topic", "left_out": officers}. `for_box` is missing where the
    writer left out one who holds half of the escrow.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    box = models.ForeignKey(Box, on_delete=models.PROTECT, related_name="cases")
    trace = models.CharField(max_length=64, unique=True)
    frame = models.BinaryField()
    for_box = models.BinaryField(null=True)
    for_writer = models.BinaryField()
    state = models.CharField(max_length=10, choices=Case.State, default=Case.State.RECEIVED)
    day = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["box", "day"], name="sealed_case_of_box")]

    def __str__(self):
        return f"#{self.pk}"


class SealedKey(models.Model):
    """The content key of one case, sealed to one reader."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(SealedCase, on_delete=models.CASCADE, related_name="keys")
    key = models.ForeignKey(HandlerKey, on_delete=models.CASCADE, related_name="cases")
    sealed = models.BinaryField()
    # Hourly rounds that still pass before the reader is told, drawn by lot: the hour of the notice is not the hour of
    # writing. None when told
    rounds = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="content_key_once_per_reader")]
        indexes = [models.Index(fields=["rounds"], name="sealed_key_untold", condition=Q(rounds__isnull=False))]

    def __str__(self):
        return f"#{self.pk}"


class SealedMessage(models.Model):
    """
    One thing said, by the writer or to the writer. Its text, its author's name and its place in the talk are in
    `body`, encrypted and padded.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(SealedCase, on_delete=models.CASCADE, related_name="messages")
    body = models.BinaryField()
    day = models.DateField()

    def __str__(self):
        return f"#{self.pk}"


class SealedFile(models.Model):
    """A photo or voice note; its kind is in `body`, encrypted and padded. In the table and not on disk, where the file
    system would note the minute."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.ForeignKey(SealedMessage, on_delete=models.CASCADE, related_name="files")
    body = models.BinaryField()

    def __str__(self):
        return f"#{self.pk}"
