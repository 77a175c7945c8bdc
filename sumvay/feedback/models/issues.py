"""Many cases that ask the same: proposed, merged, taken up level by level, answered back down the same line."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sumvay.feedback.models.words import Category
from sumvay.org.models import Unit

USER = settings.AUTH_USER_MODEL


class Issue(models.Model):
    """
    One matter at one unit. Raised, it hangs below the issue of the unit above, which may gather many such.

    `solved` and `proposal` are what this level says when it raises the issue. The answer is the competent level's and
    is passed down to every issue and case below.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed, not looked at")
        OPEN = "open", pgettext_lazy("issue", "being worked on")
        RAISED = "raised", _("raised to the level above")
        ANSWERED = "answered", pgettext_lazy("issue", "answered")
        DISMISSED = "dismissed", _("not one issue")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="issues")
    title = models.CharField(_("title"), max_length=200)
    category = models.CharField(max_length=20, choices=Category)
    enterprise = models.CharField(max_length=160, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    above = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="below")
    solved = models.TextField(_("what we could solve ourselves"), blank=True)
    proposal = models.TextField(_("what we propose to the level above"), blank=True)
    raised_at = models.DateTimeField(null=True)
    raised_by = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")
    # What the level has promised, for the public board of commitments
    promise = models.CharField(_("what will be done"), max_length=300, blank=True)
    promised_on = models.DateField(_("by which day"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answer_source = models.CharField(_("source of the answer"), max_length=300, blank=True)
    answered_by = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    # By which day the level owes an answer to those who raised it, when it has promised none
    owed_on = models.DateField(null=True)
    reminded_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "-created_at"], name="issue_at_unit"),
            models.Index(fields=["above"], name="issue_below", condition=Q(above__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="answered") | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="answered_issue_has_its_answer",
            ),
            models.CheckConstraint(
                condition=~Q(state="raised") | Q(above__isnull=False, raised_at__isnull=False),
                name="raised_issue_hangs_below_another",
            ),
            models.CheckConstraint(condition=Q(above=None) | ~Q(above=F("id")), name="issue_not_below_itself"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.title[:60]}"
