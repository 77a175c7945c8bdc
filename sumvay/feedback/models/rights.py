"""What a writer asks about the personal data in a case, and by when the law wants an answer."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sumvay.feedback.models.cases import Case

USER = settings.AUTH_USER_MODEL


class RightsRequest(models.Model):
    """
    A request to erase or to correct, made with the case's key, or noted by an officer where its writer has none
    (Luật 91/2025/QH15, NĐ 356/2025/NĐ-CP).
    """

    class Wish(models.TextChoices):
        ERASE = "erase", _("to have it erased")
        CORRECT = "correct", _("to have it corrected")

    class Outcome(models.TextChoices):
        DONE = "done", _("done as asked")
        REFUSED = "refused", _("could not be done")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="rights_requests")
    wish = models.CharField(max_length=7, choices=Wish)
    words = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    outcome = models.CharField(max_length=7, choices=Outcome, blank=True)
    reason = models.CharField(_("why it could not be done"), max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["due_on", "id"], name="rights_open", condition=Q(answered_at=None))]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "wish"], condition=Q(answered_at=None), name="one_open_request_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", answered_at=None) | (~Q(outcome="") & Q(answered_at__isnull=False)),
                name="rights_outcome_has_its_moment",
            ),
            models.CheckConstraint(condition=~Q(outcome="refused") | ~Q(reason=""), name="rights_refusal_has_a_reason"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.case_id} {self.wish}"
