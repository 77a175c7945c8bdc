"""Indicators, report forms, what units report, what members wrote, and what a level makes of it at a cut."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sumvay.directives.models import Directive
from sumvay.documents.models import OfficialPaper
from sumvay.feedback.models import Case, Category
from sumvay.files.models import StoredFile
from sumvay.org.models import Unit

USER = settings.AUTH_USER_MODEL


class Indicator(models.Model):
    """Something that is counted, in which unit of measure, and how it adds up over units."""

    class AddsUp(models.TextChoices):
        SUM = "sum", _("sum")
        MAX = "max", _("largest")
        LATEST = "latest", _("latest")
        NONE = "none", _("does not add up")

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    measure = models.CharField(max_length=40)
    adds_up = models.CharField(max_length=10, choices=AddsUp, default=AddsUp.SUM)
    is_money = models.BooleanField(default=False)
    group = models.CharField(max_length=80, blank=True)
    counted_from = models.CharField(max_length=30, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self):
        return f"#{self.pk} {self.code}"


class ReportForm(models.Model):
    """One version of the list of indicators and narrative headings a directive's lineage reports by."""

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="report_forms")
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(_("title"), max_length=300)
    headings = models.JSONField(default=list)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["directive", "version"], name="form_once_per_version")]

    def __str__(self):
        return f"#{self.pk} {self.title[:60]}"


class FormLine(models.Model):
    """One indicator on one form: over which span, official or estimated, compared with last year or not."""

    class Span(models.TextChoices):
        PERIOD = "period", _("in the period")
        CUMULATIVE = "cumulative", _("cumulative")
        LAST_YEAR = "last_year", _("same period last year")

    form = models.ForeignKey(ReportForm, on_delete=models.CASCADE, related_name="lines")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="lines")
    span = models.CharField(max_length=12, choices=Span, default=Span.PERIOD)
    is_estimate = models.BooleanField(default=False)
    is_required = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form", "indicator", "span"], name="line_once_per_indicator_and_span"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.form_id}:{self.position}"


class UnitReport(models.Model):
    """One unit's own part for one form and period; every submission is also kept as a version."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("paper", "draft")
        SUBMITTED = "submitted", _("submitted")
        RETURNED = "returned", _("returned with a remark")
        ACCEPTED = "accepted", _("accepted")

    class Source(models.TextChoices):
        OFFICER = "officer", _("by the unit")
        LINK = "link", _("by personal link")
        MAIL = "mail", _("by e-mail")
        BEHALF = "behalf", _("entered on the unit's behalf")
        CHAT = "chat", _("from a group chat")

    form = models.ForeignKey(ReportForm, on_delete=models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reports")
    period = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    source = models.CharField(max_length=10, choices=Source, default=Source.OFFICER)
    version = models.PositiveSmallIntegerField(default=0)
    edition = models.PositiveIntegerField(default=0)
    narrative = models.JSONField(default=dict)
    reporter = models.CharField(max_length=120, blank=True)
    changed_by = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    remark = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["form", "state"], name="report_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["form", "unit", "period"], nulls_distinct=False, name="report_once_per_unit_and_period"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(submitted_at__isnull=False), name="report_out_of_draft_was_submitted"
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.form_id} {self.unit_id}"


class ReportValue(models.Model):
    """A number and where it came from. Empty is NULL, never 0."""

    class Origin(models.TextChoices):
        COUNTED = "counted", _("counted")
        CONFIRMED = "confirmed", _("counted and confirmed")
        CORRECTED = "corrected", _("corrected")
        TYPED = "typed", _("typed in")
        REUSED = "reused", _("reported before")
        MAIL = "mail", _("from e-mail")

    report = models.ForeignKey(UnitReport, on_delete=models.CASCADE, related_name="values")
    line = models.ForeignKey(FormLine, on_delete=models.PROTECT, related_name="values")
    value = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.TYPED)
    counted = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "line"], name="value_once_per_line"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0), name="reported_value_is_not_negative"
            ),
            models.CheckConstraint(condition=~Q(origin="corrected") | ~Q(reason=""), name="correction_has_a_reason"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.value}"


class ReportVersion(models.Model):
    """A submission as it stood; kept for ever so that every number opens to its parts."""

    report = models.ForeignKey(UnitReport, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveSmallIntegerField()
    values = models.JSONField()
    narrative = models.JSONField(default=dict)
    source = models.CharField(max_length=10, choices=UnitReport.Source)
    reporter = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")
    submitted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "version"], name="version_once_per_report")]

    def __str__(self):
        return f"#{self.pk} {self.report_id} v{self.version}"


class Consolidation(models.Model):
    """A unit's report over its own part and all below at a cut; closed for ever, later facts make a supplement."""

    class State(models.TextChoices):
        OPEN = "open", _("being written")
        CLOSED = "closed", _("figures closed")

    form = models.ForeignKey(ReportForm, on_delete=models.PROTECT, related_name="consolidations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="consolidations")
    period = models.DateField(null=True)
    supplement_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="supplements")
    sequence = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    narrative = models.JSONField(default=dict)
    # The page that saved the words last: where its answer was lost, it may save again all the same
    hand = models.CharField(max_length=32, blank=True, default="")
    figures = models.JSONField(default=dict)
    coverage = models.JSONField(default=dict)
    cut_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    paper = models.OneToOneField(OfficialPaper, on_delete=models.PROTECT, null=True, related_name="consolidation")
    created_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["form", "unit", "period", "sequence"], nulls_distinct=False, name="consolidation_once_per_cut"
            ),
            models.CheckConstraint(
                condition=Q(state="open", cut_at__isnull=True) | Q(state="closed", cut_at__isnull=False),
                name="consolidation_cut_at_matches_state",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.form_id} {self.unit_id}.{self.sequence}"


class CutPart(models.Model):
    """One report version that went into a closed cut."""

    consolidation = models.ForeignKey(Consolidation, on_delete=models.CASCADE, related_name="parts")
    version = models.ForeignKey(ReportVersion, on_delete=models.PROTECT, related_name="cuts")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consolidation", "version"], name="version_once_per_cut"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.consolidation_id} {self.version_id}"


class PickedSentence(models.Model):
    """A unit's sentence pinned under a heading of a level's own narrative, with credit."""

    consolidation = models.ForeignKey(Consolidation, on_delete=models.CASCADE, related_name="picks")
    report = models.ForeignKey(UnitReport, on_delete=models.CASCADE, related_name="+")
    heading = models.CharField(max_length=80)
    text = models.TextField()
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self):
        return f"#{self.pk} {self.text[:40]}"


class SuperiorAnnex(models.Model):
    """A table sent from above (.xlsx or .docx), mapped once to indicators and filled in place."""

    form = models.ForeignKey(ReportForm, on_delete=models.CASCADE, related_name="annexes")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    recipient = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    cells = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    def __str__(self):
        return f"#{self.pk} {self.recipient}"


class ListeningReport(models.Model):
    """
    What members wrote to a unit and all below it during a period; closed for ever, later figures make a supplement.

    `figures` is the synthesis as it was told at the cut, `extracts` the words quoted, each {"category", "text"}. No
    row of a closed report leads back to a message.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="listening_reports")
    span = models.CharField(max_length=7)
    since = models.DateField()
    until = models.DateField()
    supplement_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="supplements")
    sequence = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=Consolidation.State, default=Consolidation.State.OPEN)
    narrative = models.JSONField(default=dict)
    # The page that saved the words last: where its answer was lost, it may save again all the same
    hand = models.CharField(max_length=32, blank=True, default="")
    figures = models.JSONField(default=dict)
    extracts = models.JSONField(default=list)
    cut_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    paper = models.OneToOneField(OfficialPaper, on_delete=models.PROTECT, null=True, related_name="listening_report")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "since", "until", "sequence"], name="listening_once_per_cut"),
            models.CheckConstraint(condition=Q(since__lte=F("until")), name="listening_period_lasts_a_day"),
            models.CheckConstraint(
                condition=Q(state="open", cut_at__isnull=True) | Q(state="closed", cut_at__isnull=False),
                name="listening_cut_at_matches_state",
            ),
            models.CheckConstraint(
                condition=Q(sequence=0, supplement_of=None)
                | (Q(sequence__gt=0, supplement_of__isnull=False) & ~Q(reason="")),
                name="listening_supplement_says_why",
            ),
            # Figures of two periods that overlap, taken from each other, would tell of those few who wrote between
            ExclusionConstraint(
                name="closed_listening_periods_lie_apart",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    (
                        Func("since", "until", Value("[]"), function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(state="closed", sequence=0),
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.unit_id} {self.since}.{self.sequence}"


class ChosenExtract(models.Model):
    """A member's words chosen for an open report, without anybody's data; gone when the report is closed."""

    report = models.ForeignKey(ListeningReport, on_delete=models.CASCADE, related_name="chosen")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    category = models.CharField(max_length=20, choices=Category)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "case"], name="extract_once_per_report"),
            models.CheckConstraint(condition=~Q(text=""), name="extract_has_words"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.report_id}"
