"""What is asked (directive, assignments), of whom (dispatches), and what was done (progress, deliverables)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sumvay.campaigns.models import Campaign
from sumvay.documents.models import OfficialPaper
from sumvay.files.models import StoredFile
from sumvay.org.models import Unit

USER = settings.AUTH_USER_MODEL


class Directive(models.Model):
    """An official letter, a passing on, or a quick ask that asks lower units to do something."""

    class Kind(models.TextChoices):
        LETTER = "letter", _("letter")
        PASS_ON = "pass_on", _("passed on")
        QUICK_ASK = "quick_ask", _("quick ask")

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("paper", "draft")
        ISSUED = "issued", _("issued")
        RECALLED = "recalled", _("recalled")

    class Audience(models.TextChoices):
        ALL_BELOW = "all_below", _("all units below")
        DIRECT = "direct", _("units directly below")
        KINDS = "kinds", _("by kind")
        BRANCHES = "branches", _("by branch")
        HAND_PICKED = "hand_picked", _("chosen one by one")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="directives")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, related_name="directives")
    paper = models.OneToOneField(OfficialPaper, on_delete=models.PROTECT, null=True, related_name="directive")
    source_paper = models.ForeignKey(OfficialPaper, on_delete=models.PROTECT, null=True, related_name="+")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    root = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="lineage")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.LETTER)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    title = models.CharField(_("title"), max_length=500)
    folded = models.CharField(max_length=500, default="")
    note = models.TextField(_("note"), blank=True)
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.ALL_BELOW)
    audience_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    report_due_at = models.DateTimeField(null=True)
    repeats_daily = models.BooleanField(default=False)
    created_by = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")
    recalled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-created_at"], name="directive_of_unit"),
            models.Index(fields=["root"], name="directive_lineage"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="draft", issued_at__isnull=True) | (~Q(status="draft") & Q(issued_at__isnull=False)),
                name="directive_issued_at_matches_status",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True, root__isnull=True) | Q(parent__isnull=False, root__isnull=False),
                name="directive_has_a_root_when_it_has_a_parent",
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(report_due_at__isnull=False), name="issued_directive_has_a_date"
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.title[:60]}"

    @property
    def lineage_id(self) -> int:
        """The directive at the top of this one's lineage, itself when it has no parent."""
        return self.root_id or self.pk

    @property
    def tally_subject(self) -> str:
        """What the states of all dispatches of this lineage are counted under."""
        return f"directive:{self.lineage_id}"


class Assignment(models.Model):
    """One thing asked of every addressee; what comes from the parent directive is locked to it by `origin`."""

    class Kind(models.TextChoices):
        WRITE = "write", _("write a piece")
        SPREAD = "spread", _("post or share")
        LISTEN = "listen", _("gather what members say")
        CONTEST = "contest", _("take part in a contest")
        EVENT = "event", _("hold an activity")
        REPORT = "report", _("send a report")
        OTHER = "other", _("other")

    class Proof(models.TextChoices):
        LINK = "link", _("link")
        PHOTO = "photo", _("photo")
        ACTIVITY = "activity", _("activity with figures")
        FILE = "file", _("file")
        NOTE = "note", _("note")
        REPORT = "report", _("report")

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="assignments")
    origin = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="inherited_by")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    wording = models.TextField(_("wording"))
    quantity = models.PositiveIntegerField(_("quantity"), default=1)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    proofs = ArrayField(models.CharField(max_length=10, choices=Proof), default=list, blank=True)
    left_out_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["directive", "position"], name="assignment_once_per_position"),
            models.UniqueConstraint(
                fields=["directive", "origin"], condition=Q(origin__isnull=False), name="duty_inherited_once"
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="assignment_asks_for_something"),
            models.CheckConstraint(
                condition=Q(left_out_reason="") | Q(origin__isnull=False), name="only_inherited_duties_are_left_out"
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.wording[:60]}"


class Dispatch(models.Model):
    """One directive as received by one unit; `via` is the nearer re-issue through which it is being followed."""

    class State(models.TextChoices):
        SENT = "sent", _("not seen")
        SEEN = "seen", _("seen")
        ACCEPTED = "accepted", _("taken on")
        IN_PROGRESS = "in_progress", _("in progress")
        DONE = "done", _("done")
        NOT_APPLICABLE = "not_applicable", _("not applicable")

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="dispatches")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="dispatches")
    via = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="followed")
    state = models.CharField(max_length=15, choices=State, default=State.SENT)
    sent_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state"], name="dispatch_inbox", condition=Q(via__isnull=True)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["directive", "unit"], name="dispatch_once_per_unit"),
            models.CheckConstraint(
                condition=(Q(state="done") & Q(done_at__isnull=False)) | (~Q(state="done") & Q(done_at__isnull=True)),
                name="dispatch_done_at_matches_state",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_applicable") | ~Q(reason=""), name="not_applicable_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(via__isnull=True) | ~Q(via=F("pk")), name="dispatch_does_not_follow_itself"
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.directive_id} to {self.unit_id}"


class AssignmentProgress(models.Model):
    """How far one unit is with one assignment; no row means not begun."""

    dispatch = models.ForeignKey(Dispatch, on_delete=models.CASCADE, related_name="progress")
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="progress")
    quantity = models.PositiveIntegerField(default=0)
    is_done = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dispatch", "assignment"], name="progress_once_per_assignment")]

    def __str__(self):
        return f"#{self.pk} {self.quantity}"


class Activity(models.Model):
    """Something held by one host unit, with or without co-organisers; counted once, at the host."""

    host = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="hosted_activities")
    co_organisers = models.ManyToManyField(Unit, related_name="joined_activities", blank=True)
    paid_by = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="paid_activities", null=True)
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, null=True, related_name="activities")
    title = models.CharField(_("what"), max_length=200)
    held_on = models.DateField(_("on"))
    place = models.CharField(max_length=200, blank=True)
    attendances = models.PositiveIntegerField(_("attendances"), null=True, blank=True)
    cost = models.PositiveBigIntegerField(_("cost"), null=True, blank=True)

    def __str__(self):
        return f"#{self.pk} {self.title}"


class Deliverable(models.Model):
    """A link, photo, file, activity or note given as proof; one story shared 300 times counts 1 + 300 by its key."""

    class Kind(models.TextChoices):
        LINK = "link", _("link")
        PHOTO = "photo", _("photo")
        FILE = "file", _("file")
        ACTIVITY = "activity", _("activity")
        NOTE = "note", _("note")

    class Source(models.TextChoices):
        OFFICER = "officer", _("by the unit")
        LINK = "link", _("by personal link")
        MAIL = "mail", _("by e-mail")
        BEHALF = "behalf", _("entered on the unit's behalf")

    dispatch = models.ForeignKey(Dispatch, on_delete=models.CASCADE, related_name="deliverables")
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="deliverables")
    kind = models.CharField(max_length=10, choices=Kind)
    url = models.URLField(max_length=2000, blank=True)
    link_key = models.CharField(max_length=2000, blank=True, db_index=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, related_name="deliverables")
    note = models.TextField(blank=True)
    source = models.CharField(max_length=10, choices=Source, default=Source.OFFICER)
    given_by = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")
    giver_name = models.CharField(max_length=120, blank=True)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["assignment", "-given_at"], name="deliverable_newest"),
            models.Index(fields=["-given_at"], name="deliverable_stream", condition=Q(withdrawn_at__isnull=True)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dispatch", "assignment", "link_key"],
                condition=Q(withdrawn_at__isnull=True) & ~Q(link_key=""),
                name="link_given_once_per_assignment",
            ),
            models.CheckConstraint(
                condition=(
                    (Q(kind="link") & ~Q(url=""))
                    | Q(kind__in=["photo", "file"], file__isnull=False)
                    | Q(kind="activity", activity__isnull=False)
                    | (Q(kind="note") & ~Q(note=""))
                ),
                name="deliverable_holds_what_its_kind_says",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.kind}"


class AccessLink(models.Model):
    """A signed link that opens one directive for one unit (or asks which unit) without a password."""

    class Kind(models.TextChoices):
        PERSONAL = "personal", _("personal link")
        GROUP = "group", _("group link")

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PERSONAL)
    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="access_links")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="access_links")
    token_hash = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"#{self.pk} {self.kind} {self.directive_id}"


class AccessCode(models.Model):
    """A six-digit code sent to a unit's registered officer when a group link was used."""

    link = models.ForeignKey(AccessLink, on_delete=models.CASCADE, related_name="codes")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    officer = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    code_hash = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"#{self.pk} {self.unit_id}"


class Contact(models.Model):
    """A reminder sent or a call made to one unit about one directive, with what was agreed."""

    class Kind(models.TextChoices):
        REMINDER = "reminder", _("reminder")
        CALL = "call", _("call")

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="contacts")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    by = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["directive", "unit", "-at"], name="contact_latest")]

    def __str__(self):
        return f"#{self.pk} {self.kind} {self.unit_id}"
