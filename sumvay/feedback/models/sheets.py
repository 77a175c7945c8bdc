"""Answers of a survey on their way in: a sheet taken in, its columns settled, its rows made into messages."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sumvay.feedback.models.cases import Case
from sumvay.org.models import Unit


class Sheet(models.Model):
    """A file of answers; its rows are kept until they are messages, its columns are remembered for the next file."""

    class State(models.TextChoices):
        TRIED = "tried", _("not taken over yet")
        RUNNING = "running", _("being taken over")
        DONE = "done", pgettext_lazy("sheet", "taken over")
        UNDONE = "undone", _("taken back")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="sheets_of_messages")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    filename = models.CharField(max_length=200)
    header_hash = models.CharField(max_length=64)
    headings = models.JSONField(default=list)
    # [number in the file, cell, cell, …]; emptied once they are messages
    rows = models.JSONField(default=list)
    # Field by the place of its column
    columns = models.JSONField(default=dict)
    state = models.CharField(max_length=7, choices=State, default=State.TRIED)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    # [number in the file, sentence]
    problems = models.JSONField(default=list)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-created_at"], name="sheet_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at=None, state__in=["tried", "running"])
                | Q(finished_at__isnull=False, state__in=["done", "undone"]),
                name="sheet_finished_at_matches_state",
            ),
            models.CheckConstraint(condition=Q(done__lte=models.F("total")), name="sheet_done_of_total"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.filename}"


class SheetCase(models.Model):
    """Which message came with which sheet, so that one sheet can be taken back."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="brought")
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="brought_by")

    def __str__(self):
        return f"#{self.pk} {self.sheet_id} {self.case_id}"
