"""A member's message being handled, what is said back and forth about it, and what came with it."""

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sumvay.feedback.models.issues import Issue
from sumvay.feedback.models.search_words import SearchWords
from sumvay.feedback.models.words import READS_LIKE_SPAM, Category, Kind, Tone
from sumvay.files.models import StoredFile
from sumvay.mail.models import OutboundMessage
from sumvay.org.models import Unit

USER = settings.AUTH_USER_MODEL


class Case(models.Model):
    """
    One message of a member and its handling; who wrote it is known to the handling unit alone.

    `unit` handles it, `about_unit` is where the writer works. Category, kind and urgency are proposals of the reader
    until an officer has sorted the case.
    """

    class Door(models.TextChoices):
        WEB_FORM = "web_form", _("form on the web")
        EMAIL = "email", _("e-mail")
        VISIT = "visit", _("visit")
        PHONE = "phone", _("phone call")
        SHEET = "sheet", _("sheet of a survey")

    class State(models.TextChoices):
        """The five words a writer reads."""

        RECEIVED = "received", pgettext_lazy("case", "received")
        VERIFYING = "verifying", _("being verified")
        RAISED_WITH_EMPLOYER = "employer", _("talked over with the company")
        FORWARDED = "forwarded", pgettext_lazy("case", "passed on")
        RESOLVED = "resolved", _("there is a result")

    # Foreign keys without an index of their own are led by one below, or asked for by nobody
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cases", db_index=False)
    about_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cases_about", db_index=False)
    door = models.CharField(max_length=10, choices=Door)
    # SHA-256 of the key the writer comes back with; the key itself is kept nowhere
    receipt = models.CharField(max_length=64)
    text = models.TextField()
    # Without accents, for finding
    folded = models.TextField()
    name = models.CharField(_("your name"), max_length=120, blank=True)
    phone = models.CharField(_("phone number"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    # The writer lets the message itself rise, its personal data masked
    may_rise = models.BooleanField(default=False)

    category = models.CharField(max_length=20, choices=Category, default=Category.OTHER)
    categories = ArrayField(models.CharField(max_length=20, choices=Category), default=list)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.REFLECTION)
    tone = models.CharField(max_length=3, choices=Tone, default=Tone.NEUTRAL)
    is_urgent = models.BooleanField(default=False)
    urgent_why = models.CharField(max_length=120, blank=True)
    enterprise = models.CharField(max_length=160, blank=True)
    # The enterprise the message names, else that of the workplace, however it is written; early warnings go by it
    enterprise_key = models.CharField(max_length=160, blank=True)
    place = models.CharField(max_length=160, blank=True)
    # The place however it is written: "kcn song da"
    place_key = models.CharField(max_length=160, blank=True)
    # Version of the reader that proposed the above
    read_by = models.CharField(max_length=20, blank=True)
    sorted_by = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    sorted_at = models.DateTimeField(null=True)
    # Denunciations: only the designated handlers of the unit read it
    is_reserved = models.BooleanField(default=False)

    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    forwarded_to = models.CharField(max_length=200, blank=True)
    assigned_to = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="cases", db_index=False)
    issue = models.ForeignKey(Issue, on_delete=models.SET_NULL, null=True, related_name="cases", db_index=False)
    # Same-ask grouping has looked at it
    grouped_at = models.DateTimeField(null=True)
    # An officer took it out of an issue: grouping leaves it alone
    set_apart_at = models.DateTimeField(null=True)
    # An officer chose its words, masked, to go up with its issue
    chosen_at = models.DateTimeField(null=True)

    received_at = models.DateTimeField()
    # By when the next answer is owed: the first answer, then the result
    due_at = models.DateTimeField()
    # From when that is counted where it is not its coming in: taken over, asked again, brought back, written down later
    owed_since = models.DateTimeField(null=True)
    first_answered_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    # Which unit above was told last that nobody answers; empty when nobody is above
    escalated_to = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    put_aside_at = models.DateTimeField(null=True)
    put_aside_why = models.CharField(max_length=120, blank=True)
    # An officer has said that it lies there rightly; what a machine laid aside is never erased before
    aside_confirmed_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    satisfied = models.PositiveSmallIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["unit", "-is_urgent", "due_at", "id"],
                # What the queue is narrowed by is counted without going to the rows
                include=["kind", "state", "categories", "assigned_to", "is_reserved"],
                name="case_queue",
                condition=Q(resolved_at=None, put_aside_at=None, erased_at=None),
            ),
            models.Index(fields=["unit", "-received_at", "-id"], name="case_newest"),
            models.Index(
                fields=["unit", "-put_aside_at", "-id"], name="case_aside", condition=Q(put_aside_at__isnull=False)
            ),
            models.Index(
                fields=["unit"],
                name="case_aside_unseen",
                condition=Q(put_aside_at__isnull=False, aside_confirmed_at=None, erased_at=None),
            ),
            models.Index(fields=["unit", "-resolved_at", "-id"], name="case_resolved", condition=Q(state="resolved")),
            models.Index(fields=["about_unit", "received_at"], name="case_about"),
            models.Index(fields=["assigned_to"], name="case_in_hands", condition=Q(assigned_to__isnull=False)),
            models.Index(fields=["issue"], name="case_of_issue", condition=Q(issue__isnull=False)),
            models.Index(fields=["id"], name="case_to_group", condition=Q(grouped_at=None)),
            models.Index(
                fields=["due_at"],
                name="case_due",
                condition=Q(resolved_at=None, put_aside_at=None, erased_at=None, escalated_at=None),
            ),
            models.Index(
                fields=["escalated_at"],
                name="case_to_rise_again",
                condition=Q(resolved_at=None, put_aside_at=None, erased_at=None, escalated_to__isnull=False),
            ),
            models.Index(
                fields=["enterprise_key", "received_at"], name="case_of_enterprise", condition=~Q(enterprise_key="")
            ),
            models.Index(fields=["place_key", "received_at"], name="case_of_place", condition=~Q(place_key="")),
            # What early warnings are made of; new entries go to its end, which costs an intake next to nothing
            models.Index(fields=["received_at"], name="case_that_names", condition=~Q(enterprise_key="", place_key="")),
            models.Index(fields=["email"], name="case_by_email", condition=~Q(email="")),
            GinIndex(SearchWords(), name="case_words"),
            models.Index(
                fields=["-is_urgent", "received_at", "id"],
                name="case_risen",
                condition=Q(resolved_at=None, erased_at=None)
                & (Q(may_rise=True) | Q(is_urgent=True) | Q(escalated_at__isnull=False)),
            ),
        ]
        constraints = [
            # A unique field would bring a second index, for beginnings of receipts
            models.UniqueConstraint(fields=["receipt"], name="case_receipt_once"),
            models.CheckConstraint(
                condition=Q(state="resolved", resolved_at__isnull=False)
                | (~Q(state="resolved") & Q(resolved_at__isnull=True)),
                name="case_resolved_at_matches_state",
            ),
            models.CheckConstraint(
                condition=~Q(state="forwarded") | ~Q(forwarded_to=""), name="forwarded_case_says_where_to"
            ),
            models.CheckConstraint(condition=Q(satisfied=None) | Q(satisfied__range=(1, 5)), name="satisfied_of_five"),
            models.CheckConstraint(condition=~Q(is_urgent=True) | ~Q(urgent_why=""), name="urgency_has_a_reason"),
            models.CheckConstraint(
                condition=Q(aside_confirmed_at=None) | Q(put_aside_at__isnull=False),
                name="only_what_lies_aside_is_confirmed",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.unit_id}"

    @property
    def since(self) -> datetime:
        """From when what is owed is counted."""
        return self.owed_since or self.received_at

    @property
    def aside_why(self) -> str:
        """Why it lies aside, as officers read it."""
        return str(_("reads like advertising")) if self.put_aside_why == READS_LIKE_SPAM else self.put_aside_why


class Message(models.Model):
    """What was said after the first message: by the writer, to the writer, or between officers."""

    class Author(models.TextChoices):
        WRITER = "writer", _("the writer")
        OFFICER = "officer", _("answer of the union")
        NOTE = "note", _("note between officers")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="messages")
    author = models.CharField(max_length=7, choices=Author)
    officer = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField()
    # The legal source an answer stands on
    source = models.CharField(max_length=300, blank=True)
    letter = models.ForeignKey(OutboundMessage, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "at", "id"], name="message_of_case")]

    def __str__(self):
        return f"#{self.pk} {self.case_id}"


class Enclosure(models.Model):
    """A photo or voice note that came with a message."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="enclosures")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, null=True, related_name="enclosures")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "file"], name="file_enclosed_once")]

    def __str__(self):
        return f"#{self.pk} {self.case_id}"
