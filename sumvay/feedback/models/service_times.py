"""How soon a unit answers, by kind of message, where it promises something else than the house does."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sumvay.feedback.models.words import Kind
from sumvay.org.models import Unit


class ServiceTime(models.Model):
    """Hours to the first answer and days to the result; holds for the unit and those below without their own."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="service_times")
    kind = models.CharField(max_length=12, choices=Kind)
    first_answer_hours = models.PositiveSmallIntegerField(_("hours to the first answer"))
    result_days = models.PositiveSmallIntegerField(_("days to the result"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind"], name="service_time_once_per_kind"),
            models.CheckConstraint(
                condition=Q(first_answer_hours__range=(1, 720), result_days__range=(1, 365)),
                name="service_time_within_a_year",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.unit_id} {self.kind}"
