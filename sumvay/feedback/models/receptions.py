"""The register of receptions: who came or called, what about, what the leader said, what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sumvay.feedback.models.cases import Case
from sumvay.feedback.models.words import Kind
from sumvay.org.models import Unit

USER = settings.AUTH_USER_MODEL
# The four kinds of the law; a reception is one of them
LEGAL_KINDS = [(kind.value, kind.label) for kind in (Kind.REFLECTION, Kind.PROPOSAL, Kind.COMPLAINT, Kind.DENUNCIATION)]


class Reception(models.Model):
    """
    One line of the register (Form 01 of Quy định 04/QĐ-TLĐ, 30/12/2024), numbered by unit and year.

    What is said under secrecy (denunciations) is read by designated people and by whoever received it.
    """

    class Way(models.TextChoices):
        VISIT = "visit", _("visit")
        PHONE = "phone", _("phone call")
        MEETING = "meeting", _("meeting at the workplace")

    class Outcome(models.TextChoices):
        TAKEN = "taken", _("taken for settlement")
        GUIDED = "guided", _("guided to the competent body")
        FORWARDED = "forwarded", _("passed on to the competent body")
        EXPLAINED = "explained", _("answered on the spot")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="receptions")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    # Of the form: pressed twice it is one line
    token = models.UUIDField(unique=True)
    at = models.DateTimeField()
    way = models.CharField(max_length=8, choices=Way, default=Way.VISIT)
    name = models.CharField(_("full name"), max_length=120)
    address = models.CharField(_("address"), max_length=250, blank=True)
    id_number = models.CharField(_("ID number"), max_length=20, blank=True)
    phone = models.CharField(_("phone number"), max_length=20, blank=True)
    content = models.TextField()
    # Name, address and content without accents, for finding
    folded = models.TextField()
    kind = models.CharField(max_length=12, choices=LEGAL_KINDS, default=Kind.REFLECTION)
    received_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    instruction = models.TextField(blank=True)
    instructed_by = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")
    instructed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    result = models.TextField(blank=True)
    settled_by = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    # Which unit keeps the book of one that has ended; `unit` itself where there is none
    keeper = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="receptions_inherited")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, null=True, related_name="reception")

    class Meta:
        indexes = [models.Index(fields=["unit", "-at", "-id"], name="reception_newest")]
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "number"], name="reception_numbered_once"),
            models.CheckConstraint(
                condition=Q(settled_at=None, outcome="") | (Q(settled_at__isnull=False) & ~Q(outcome="")),
                name="settled_reception_says_how",
            ),
            models.CheckConstraint(
                condition=Q(instructed_at=None) | ~Q(instruction=""), name="instructed_reception_has_words"
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.number}/{self.year}"


class ReceptionDay(models.Model):
    """A day on which the chair received people in person, whether or not anybody came."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reception_days")
    day = models.DateField(pgettext_lazy("reception", "day"))
    noted_by = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "day"], name="reception_day_once")]

    def __str__(self):
        return f"#{self.pk} {self.day}"
