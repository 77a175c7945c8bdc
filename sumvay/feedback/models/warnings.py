"""Early warnings: more people than usual speak of one thing at one enterprise or place."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sumvay.feedback.models.words import Category
from sumvay.org.models import Unit

USER = settings.AUTH_USER_MODEL


class Warning(models.Model):
    """
    What was counted on one night about one matter: an enterprise or place and a subject. It holds nobody's name.

    `unit` is the lowest that has all who handle these messages at or below it, `above` the next one with officers.
    `past` holds how many people spoke of it in each fortnight before, the oldest first, as far back as there was
    anybody to hear them and 13 at most; `people_before` who spoke in any of them.
    """

    class About(models.TextChoices):
        ENTERPRISE = "enterprise", pgettext_lazy("warning", "enterprise")
        PLACE = "place", pgettext_lazy("warning", "place")

    class State(models.TextChoices):
        NEW = "new", pgettext_lazy("warning", "new")
        SEEN = "seen", pgettext_lazy("warning", "seen")
        ACTING = "acting", pgettext_lazy("warning", "being acted on")
        CLOSED = "closed", pgettext_lazy("warning", "closed")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="warnings")
    above = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="warnings_below")
    about = models.CharField(max_length=10, choices=About)
    key = models.CharField(max_length=160)
    # As most of the messages write it, personal data masked
    name = models.CharField(max_length=160)
    category = models.CharField(max_length=20, choices=Category)
    # Its Monday
    week = models.DateField()
    made_at = models.DateTimeField()
    cases = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    past = ArrayField(models.PositiveIntegerField())
    people_before = models.PositiveIntegerField()

    state = models.CharField(max_length=6, choices=State, default=State.NEW)
    note = models.CharField(_("what came of it"), max_length=500, blank=True)
    changed_by = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-made_at", "-id"], name="warning_at_unit"),
            models.Index(fields=["above", "-made_at", "-id"], name="warning_above", condition=Q(above__isnull=False)),
            models.Index(fields=["made_at"], name="warning_newest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "about", "key", "category", "week"], name="warning_once_per_matter_and_week"
            ),
            models.CheckConstraint(condition=Q(people__gte=5), name="warning_speaks_of_five_people"),
            models.CheckConstraint(condition=~Q(key=""), name="warning_is_about_somewhere"),
            models.CheckConstraint(
                condition=Q(state="new", changed_at=None) | (~Q(state="new") & Q(changed_at__isnull=False)),
                name="changed_warning_has_its_moment",
            ),
            models.CheckConstraint(condition=~Q(state="closed") | ~Q(note=""), name="closed_warning_has_a_note"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.unit_id} {self.category}"
