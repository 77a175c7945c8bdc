"""What units send in, who is in the pictures and agreed, and every step on its way up."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sumvay.campaigns.models import Campaign, Topic
from sumvay.directives.models import Deliverable
from sumvay.files.models import StoredFile, Upload
from sumvay.org.models import Unit


class Contribution(models.Model):
    """A piece of news as a unit sends it; the draft is kept here from the first word."""

    class Kind(models.TextChoices):
        NEWS = "news", _("news item")
        ARTICLE = "article", _("article")
        PHOTO_STORY = "photo_story", _("photo story")
        VIDEO = "video", _("video")
        EXEMPLARY = "exemplary", _("exemplary person or team")
        GOOD_PRACTICE = "good_practice", _("good practice")
        VOICE = "voice", _("a voice")
        LEADER_MESSAGE = "leader_message", _("message of a leader")
        QUESTION = "question", _("question")

    class State(models.TextChoices):
        DRAFT = "draft", _("still being written")
        WAITING = "waiting", _("waiting at the desk")
        TAKEN = "taken", _("being edited")
        RETURNED = "returned", _("returned to the author")
        PUBLISHED = "published", _("published")
        REFUSED = "refused", _("not used")
        WITHDRAWN = "withdrawn", _("withdrawn")
        TAKEN_DOWN = "taken_down", _("taken down")

    class Voice(models.TextChoices):
        """Whose judgement a voice is."""

        MEMBER = "member", _("a member, a worker")
        AUTHORITY = "authority", _("a leader of the Party or the authorities")
        EMPLOYER = "employer", _("an employer")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="contributions")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="contributions")
    byline = models.CharField(_("signed as"), max_length=120, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.NEWS)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    title = models.CharField(_("title"), max_length=250, blank=True)
    text = models.TextField(_("text"), blank=True)
    video_url = models.URLField(_("link to the video"), max_length=500, blank=True)
    elsewhere = models.CharField(_("also sent or published"), max_length=300, blank=True)
    happened_on = models.DateField(_("day"), null=True, blank=True)
    place = models.CharField(_("where it happened"), max_length=160, blank=True)
    speaker = models.CharField(_("who says it"), max_length=160, blank=True)
    voice_of = models.CharField(_("whose voice it is"), max_length=10, choices=Voice, blank=True)
    names_hardship = models.BooleanField(default=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    topic = models.ForeignKey(Topic, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # The duty it was given for, as proof
    deliverable = models.OneToOneField(
        Deliverable, on_delete=models.SET_NULL, null=True, related_name="contribution", editable=False
    )
    # At whose desk it lies, and who works on it there
    desk = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    edition = models.PositiveIntegerField(default=0)
    folded = models.TextField(default="", editable=False)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    # Who saved last: one's own draft in another tab is no conflict
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    at_desk_since = models.DateTimeField(null=True)
    outcome_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-created_at"], name="contribution_of_unit"),
            models.Index(fields=["author", "-changed_at"], name="contribution_of_author"),
            models.Index(
                fields=["desk", "at_desk_since"],
                name="contribution_at_desk",
                condition=Q(state__in=["waiting", "taken", "returned"]),
            ),
            models.Index(fields=["-sent_at"], name="contribution_sent", condition=Q(sent_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["waiting", "taken"]) | Q(desk__isnull=False), name="what_waits_lies_at_a_desk"
            )
        ]

    def __str__(self):
        return f"#{self.pk} {self.title[:60]}"


class ContributionPhoto(models.Model):
    """A photo of a contribution, or its one film, with what it shows."""

    # Said by `selectors.photos_with_consents`
    has_consent: bool
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="photos")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    caption = models.CharField(max_length=400, blank=True)
    credit = models.CharField(max_length=160, blank=True)
    # None: nobody has said yet
    shows_people = models.BooleanField(null=True)
    is_film = models.BooleanField(default=False)
    # Of a film, where the machine could tell
    seconds = models.PositiveIntegerField(null=True)
    # And a picture out of it
    frame = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["is_film", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["contribution", "stored"], name="photo_once_per_contribution"),
            models.UniqueConstraint(
                fields=["contribution"], condition=Q(is_film=True), name="one_film_per_contribution"
            ),
        ]

    def __str__(self):
        return f"#{self.pk} of {self.contribution_id}"


class FilmCheck(models.Model):
    """A film that has come whole and waits for the worker's look; once refused, the sentence its sender reads."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="film_checks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # None once it is refused, or was dropped for another
    upload = models.ForeignKey(Upload, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    refusal = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contribution", "by"], name="one_film_check_of_a_person_at_a_time")
        ]

    def __str__(self):
        return f"#{self.pk} of {self.contribution_id}"


class Consent(models.Model):
    """A named person agreed to be shown or told of, for named uses; withdrawable (Luật 91/2025/QH15)."""

    class Use(models.TextChoices):
        PORTAL = "portal", _("the portal")
        SOCIAL = "social", _("social networks")
        PRINT = "print", _("print and bulletins")
        ARCHIVE = "archive", _("traditional archive")

    class About(models.TextChoices):
        PICTURE = "picture", _("being in the picture")
        TEXT = "text", _("being named in the text")

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="consents")
    photo = models.ForeignKey(ContributionPhoto, on_delete=models.CASCADE, null=True, related_name="consents")
    about = models.CharField(max_length=10, choices=About)
    person = models.CharField(_("who"), max_length=120)
    uses = ArrayField(models.CharField(max_length=10, choices=Use))
    how = models.CharField(_("how it was given"), max_length=200)
    given_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(uses__len__gt=0), name="consent_names_a_use"),
            models.CheckConstraint(
                condition=~Q(about="picture") | Q(photo__isnull=False), name="picture_consent_has_photo"
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.about} of {self.contribution_id}"


class ContributionStep(models.Model):
    """One thing that happened on a contribution's way: what its author is told, with the text as it stood then."""

    class Act(models.TextChoices):
        SENT = "sent", _("sent")
        RECEIVED = "received", _("received")
        EDITED = "edited", _("edited")
        LIFTED = "lifted", _("sent up")
        RETURNED = "returned", _("returned")
        REFUSED = "refused", _("not used")
        PUBLISHED = "published", _("published")
        CORRECTED = "corrected", pgettext_lazy("piece", "corrected")
        TAKEN_DOWN = "taken_down", _("taken down")
        WITHDRAWN = "withdrawn", _("withdrawn")
        CONSENT_WITHDRAWN = "consent_withdrawn", _("consent withdrawn")

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="steps")
    act = models.CharField(max_length=20, choices=Act)
    desk = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)
    title = models.CharField(max_length=250, blank=True)
    text = models.TextField(blank=True)
    # Place, day and what was said of the photos, as they stood then; see contribution_details
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["contribution", "at"], name="step_of_contribution"),
            models.Index(fields=["desk", "at"], name="published_at_desk", condition=Q(act="published")),
            models.Index(fields=["desk", "-at"], name="step_lifted_by_desk", condition=Q(act="lifted")),
            models.Index(fields=["desk", "-at"], name="step_refused_by_desk", condition=Q(act="refused")),
        ]

    def __str__(self):
        return f"#{self.pk} {self.act} {self.contribution_id}"
