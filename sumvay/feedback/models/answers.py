"""The library of approved answers: what a unit and those below it may answer with, and until when it holds."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sumvay.feedback.models.words import Category
from sumvay.org.models import Unit

USER = settings.AUTH_USER_MODEL


class ApprovedAnswer(models.Model):
    """
    One question and its answer with the source it stands on; offered once a leader has approved it.

    `is_public` shows `public_question`, written without anybody's data, and the answer on the portal.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("answer", "waiting for a leader's approval")
        APPROVED = "approved", pgettext_lazy("answer", "approved")
        RETIRED = "retired", pgettext_lazy("answer", "no longer used")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="approved_answers")
    category = models.CharField(_("what it is about"), max_length=20, choices=Category)
    question = models.CharField(_("question"), max_length=300)
    answer = models.TextField(_("answer"))
    source = models.CharField(_("legal source"), max_length=300)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    is_public = models.BooleanField(_("show on the questions and answers page"), default=False)
    public_question = models.CharField(_("question as readers see it"), max_length=300, blank=True)
    # Question and answer without accents, for finding
    folded = models.TextField()
    # What readers see of it, without accents: nothing else of it is found by them
    public_folded = models.TextField(blank=True)
    written_by = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")
    approved_by = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "category", "id"], name="answer_of_unit"),
            models.Index(
                fields=["unit", "-approved_at"], name="answer_public", condition=Q(is_public=True, state="approved")
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_at__isnull=False), name="approved_answer_has_its_moment"
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | ~Q(public_question=""), name="public_answer_has_a_question_for_readers"
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.question[:60]}"

    @property
    def edition(self) -> str:
        """Changes with every change of its words."""
        return self.changed_at.isoformat()
