"""Desks on the way up, their steps of approval as data, what they plan and what they pay."""

import json
from datetime import date
from hashlib import sha256

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState, Workflow

from sumvay.newsroom import desk_seats
from sumvay.newsroom.models.contributions import Contribution, ContributionStep
from sumvay.newsroom.models.pieces import Piece
from sumvay.org.models import Appointment, Unit


class Desk(models.Model):
    """A unit that edits and publishes; without a workflow, one editor of it publishes alone."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="desk")
    name = models.CharField(_("name of the desk"), max_length=120)
    workflow = models.ForeignKey(Workflow, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_open = models.BooleanField(default=True)

    def __str__(self):
        return self.name


class ApprovalStep(Task):
    """A step that whoever holds a post in the piece's unit, or in a unit above it, approves."""

    post = models.CharField(_("post"), max_length=20, choices=Appointment.Post)

    admin_form_fields = [*Task.admin_form_fields, "post"]

    def user_can_access_editor(self, obj, user):
        """Whoever may approve may also open and mend."""
        return desk_seats.holds(user, {self.post}, obj.unit_id)

    def user_can_lock(self, obj, user):
        """As above."""
        return self.user_can_access_editor(obj, user)

    def user_can_unlock(self, obj, user):
        """As above."""
        return self.user_can_access_editor(obj, user)

    def locked_for_user(self, obj, user):
        """While it waits for this step, only those who may approve it change it."""
        return not self.user_can_access_editor(obj, user)

    def get_actions(self, obj, user):
        """Approve, or return with a remark."""
        if not self.user_can_access_editor(obj, user):
            return []
        return [("reject", _("Return with a remark"), True), ("approve", _("Approve"), False)]

    def get_task_states_user_can_moderate(self, user, **kwargs):
        """What waits for this step in the units whose approval is the user's to give."""
        waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, task=self.task_ptr)
        asked = waiting.annotate(key=Cast("workflow_state__object_id", models.BigIntegerField())).values("key")
        pieces = Piece.objects.filter(pk__in=asked, unit__in=desk_seats.units_of(user, {self.post}))
        keys = pieces.annotate(as_text=Cast("pk", models.CharField())).values("as_text")
        return waiting.filter(workflow_state__object_id__in=keys)

    @classmethod
    def get_description(cls):
        """What an operator reads when choosing a kind of step."""
        return _("Whoever holds the post approves")


class PlannedPiece(models.Model):
    """A line of the editorial calendar; becomes real when a piece is made of it."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="plan")
    on = models.DateField(_("day"))
    title = models.CharField(_("title"), max_length=250)
    kind = models.CharField(max_length=20, choices=Piece.Kind, default=Piece.Kind.ARTICLE)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note = models.CharField(max_length=300, blank=True)
    # What the assignee writes for it
    contribution = models.OneToOneField(
        Contribution, on_delete=models.SET_NULL, null=True, blank=True, related_name="planned"
    )
    piece = models.OneToOneField(Piece, on_delete=models.SET_NULL, null=True, blank=True, related_name="planned")

    class Meta:
        indexes = [models.Index(fields=["desk", "on"], name="plan_of_desk")]

    def __str__(self):
        return f"#{self.pk} {self.on} {self.title[:40]}"

    @property
    def edition(self) -> str:
        """Changes with every change of what the line says."""
        said = [self.on.isoformat(), self.title, self.kind, self.assignee_id, self.note]
        return sha256(json.dumps(said).encode()).hexdigest()[:20]


class FeeRate(models.Model):
    """What a desk pays for a kind of contribution: coefficient × unit of fee (nhuận bút, NĐ 18/2014/NĐ-CP)."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="fee_rates")
    kind = models.CharField(max_length=20, choices=Contribution.Kind)
    coefficient = models.DecimalField(max_digits=6, decimal_places=2)
    unit_of_fee = models.PositiveIntegerField(help_text=_("đồng"))
    points = models.PositiveSmallIntegerField(default=1)
    valid = DateRangeField(default=(date(2000, 1, 1), None))

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_fee_rate_of_a_kind_at_a_time",
                expressions=[
                    ("desk", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            )
        ]

    def __str__(self):
        return f"#{self.pk} {self.kind} {self.coefficient}"


class OwnCoefficient(models.Model):
    """What one published contribution is worth in place of its kind's coefficient, who said so and why."""

    # The line of the sheet: what one desk published once
    step = models.OneToOneField(ContributionStep, on_delete=models.CASCADE, related_name="own_coefficient")
    coefficient = models.DecimalField(max_digits=6, decimal_places=2)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(coefficient__gte=0), name="own_coefficient_is_not_negative"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="own_coefficient_has_a_reason"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.coefficient}"
