"""Cases passed on to an authority outside the union, each with its slip."""

from django.conf import settings
from django.db import models

from sumvay.documents.models import OfficialPaper
from sumvay.feedback.models.cases import Case

USER = settings.AUTH_USER_MODEL


class Forwarding(models.Model):
    """To whom a case went, and the slip (phiếu chuyển) that goes the road of every paper of the unit."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="forwardings")
    authority = models.CharField(max_length=200)
    paper = models.ForeignKey(OfficialPaper, on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "-at"], name="forwarding_of_case")]

    def __str__(self):
        return f"#{self.pk} {self.case_id}"
