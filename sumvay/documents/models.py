"""Official papers in and out, the road of signing, and the register each office numbers from."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sumvay.files.models import StoredFile
from sumvay.org.models import Unit


class OfficialPaper(models.Model):
    """One paper of one office: received and read, or drafted, signed, numbered and issued."""

    class Direction(models.TextChoices):
        IN = "in", pgettext_lazy("paper", "received")
        OUT = "out", pgettext_lazy("paper", "own")

    class DocType(models.TextChoices):
        CONG_VAN = "cong_van", _("official letter")
        KE_HOACH = "ke_hoach", _("plan")
        HUONG_DAN = "huong_dan", _("guidance")
        THONG_BAO = "thong_bao", _("announcement")
        CHUONG_TRINH = "chuong_trinh", _("programme")
        BAO_CAO = "bao_cao", _("report")
        THE_LE = "the_le", _("contest rules")
        CHI_THI = "chi_thi", _("instruction")
        PHIEU_CHUYEN = "phieu_chuyen", _("transfer slip")
        KHAC = "khac", pgettext_lazy("paper", "other")

    class State(models.TextChoices):
        RECEIVED = "received", pgettext_lazy("paper", "received")
        DRAFT = "draft", pgettext_lazy("paper", "draft")
        SUBMITTED = "submitted", _("submitted to the leader")
        RETURNED = "returned", _("returned with a remark")
        APPROVED = "approved", _("approved")
        SIGNED = "signed", _("signed")
        NUMBERED = "numbered", _("numbered")
        ISSUED = "issued", _("issued")

    class SeenBy(models.TextChoices):
        """The office, and the levels above once it is issued; the office alone; its leaders and inspectors alone."""

        ALL = "all"
        OFFICE = "office"
        RESERVED = "reserved"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="papers")
    direction = models.CharField(max_length=3, choices=Direction)
    state = models.CharField(max_length=10, choices=State)
    doc_type = models.CharField(_("type"), max_length=20, choices=DocType, default=DocType.CONG_VAN)
    number = models.CharField(_("number"), max_length=20, blank=True)
    symbol = models.CharField(_("symbol"), max_length=40, blank=True)
    seen_by = models.CharField(max_length=8, choices=SeenBy, default=SeenBy.ALL, db_default=SeenBy.ALL)
    issued_on = models.DateField(_("date"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    issuer = models.CharField(_("issuer"), max_length=250, blank=True)
    parent_issuer = models.CharField(_("parent issuer"), max_length=250, blank=True)
    subject = models.CharField(_("subject"), max_length=500, blank=True)
    urgency = models.CharField(_("urgency"), max_length=30, blank=True)
    addressees = models.JSONField(_("addressees"), default=list, blank=True)
    recipients = models.JSONField(_("copies to"), default=list, blank=True)
    signing_prefix = models.CharField(_("signing for"), max_length=120, blank=True)
    signer_title = models.CharField(_("signer's title"), max_length=120, blank=True)
    signer = models.CharField(_("signer"), max_length=120, blank=True)
    text = models.TextField(_("text"), blank=True)
    body = models.JSONField(default=dict)
    fields = models.JSONField(default=dict)
    found = models.JSONField(default=dict)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    signed_scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    arrival_number = models.CharField(max_length=20, blank=True)
    arrived_on = models.DateField(null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    issued_at = models.DateTimeField(null=True)
    folded = models.TextField(default="", editable=False)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["unit", "direction", "-created_at"], name="paper_register")]
        constraints = [
            models.UniqueConstraint(
                "unit",
                "symbol",
                "number",
                ExtractYear("issued_on"),
                condition=Q(direction="out") & ~Q(number=""),
                name="paper_number_once_per_unit_symbol_and_year",
            ),
            models.CheckConstraint(
                condition=Q(state="issued", issued_at__isnull=False) | (~Q(state="issued") & Q(issued_at__isnull=True)),
                name="paper_issued_at_matches_state",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["numbered", "issued"]) | (~Q(number="") & Q(issued_on__isnull=False)),
                name="paper_in_force_has_number_and_date",
            ),
            models.CheckConstraint(
                condition=Q(direction="in", state="received") | (Q(direction="out") & ~Q(state="received")),
                name="paper_state_matches_direction",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.number}/{self.symbol}"

    @property
    def code(self) -> str:
        """Number and symbol as printed, such as 42/LĐLĐ; empty while there is no number."""
        return f"{self.number}/{self.symbol}" if self.number else ""


class PaperStep(models.Model):
    """One step of the road a paper went: who, when, with which remark."""

    class Kind(models.TextChoices):
        DRAFT = "draft", _("drafted")
        SUBMIT = "submit", pgettext_lazy("paper", "submitted")
        APPROVE = "approve", _("approved")
        CHANGE = "change", _("changed by the leader")
        RETURN = "return", pgettext_lazy("paper", "returned")
        SIGN = "sign", _("signed")
        NUMBER = "number", _("numbered")
        ISSUE = "issue", _("issued")
        SCAN = "scan", _("signed copy added")

    paper = models.ForeignKey(OfficialPaper, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    remark = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["paper", "at"], name="step_of_paper")]

    def __str__(self):
        return f"#{self.pk} {self.kind} {self.paper_id}"


class Register(models.Model):
    """The counter an office takes paper numbers from, per year and symbol; its next number can be set."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="registers")
    year = models.PositiveSmallIntegerField()
    direction = models.CharField(max_length=3, choices=OfficialPaper.Direction, default=OfficialPaper.Direction.OUT)
    doc_type = models.CharField(max_length=20, blank=True)
    next_number = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "direction", "doc_type"], name="register_once_per_year"),
            models.CheckConstraint(condition=Q(next_number__gte=1), name="register_counts_from_one"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.unit_id} {self.year}"
