"""What each unit did itself (deltas, appended) and what that comes to above it (tallies, folded in the background)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from sumvay.org.models import Unit


class TallyDelta(models.Model):
    """What one act changed at one unit, appended in the act's transaction; only `folded` is ever changed.

    One row holds all measures of an act: a report with ten figures is one row, not ten. Folded rows stay: they are
    the unit's own count.
    """

    subject = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+", db_index=False)
    measures = ArrayField(models.CharField(max_length=60))
    amounts = ArrayField(models.DecimalField(max_digits=20, decimal_places=2))
    at = models.DateTimeField(db_default=Now())
    folded = models.BooleanField(db_default=False)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "subject"], name="delta_of_unit"),
            models.Index(fields=["subject"], name="fresh_delta", condition=models.Q(folded=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(measures__len=models.F("amounts__len")), name="each_measure_has_an_amount"
            )
        ]

    def __str__(self):
        return f"#{self.pk} {self.subject} {self.unit_id}"


class Tally(models.Model):
    """What all below a unit have come to, as far as folded; never the unit's own part."""

    pk = models.CompositePrimaryKey("subject", "measure", "unit_id")
    subject = models.CharField(max_length=60)
    measure = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    value = models.DecimalField(max_digits=20, decimal_places=2)

    def __str__(self):
        return f"{self.subject} {self.measure} {self.unit_id} {self.value}"
