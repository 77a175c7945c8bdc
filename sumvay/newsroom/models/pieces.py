"""The piece: everything the newsroom makes, in drafts, revisions and approval as Wagtail keeps them."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    Workflow,
    WorkflowMixin,
)

from sumvay.campaigns.models import Campaign, Topic
from sumvay.documents.models import OfficialPaper
from sumvay.newsroom import desk_seats
from sumvay.newsroom.blocks import BODY
from sumvay.newsroom.models.contributions import Contribution
from sumvay.newsroom.models.pictures import NewsPicture
from sumvay.newsroom.models.sections import Section
from sumvay.org.models import FOREVER, Unit, UnitPath
from sumvay.vietnamese import fold


def _own_log(related):
    return {
        "content_type_field": "base_content_type",
        "object_id_field": "object_id",
        "related_query_name": related,
        "for_concrete_model": False,
    }


class Piece(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, models.Model):
    """Something made to be published; its unit answers for it, its sources keep their credit."""

    class Kind(models.TextChoices):
        ARTICLE = "article", _("article")
        PHOTO_STORY = "photo_story", _("photo story")
        VIDEO = "video", _("video")
        INFOGRAPHIC = "infographic", _("infographic")
        BULLETIN = "bulletin", _("bulletin")
        PROGRAMME = "programme", _("programme")
        EPISODE = "episode", _("episode")
        LIVE = "live", _("live event")
        LEGAL_ANSWER = "legal_answer", _("legal question and answer")
        EXEMPLARY = "exemplary", _("exemplary person or team")
        GOOD_PRACTICE = "good_practice", _("good practice")
        JOB = "job", _("job offer")
        DOCUMENT = "document", _("document page")
        CAMPAIGN = "campaign", _("campaign page")

    class Genre(models.TextChoices):
        """Kinds of journalism; an internal information site may not carry the last three (NĐ 147/2024/NĐ-CP)."""

        NEWS = "news", _("news")
        FEATURE = "feature", _("feature")
        OPINION = "opinion", _("opinion")
        NOTICE = "notice", _("notice")
        INTERVIEW = "interview", _("interview")
        REPORTAGE = "reportage", _("reportage")
        INVESTIGATION = "investigation", _("investigation")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="pieces", verbose_name=_("unit"))
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="pieces", verbose_name=_("section"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.ARTICLE)
    genre = models.CharField(_("genre"), max_length=20, choices=Genre, default=Genre.NEWS)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="vi")
    title = models.CharField(_("title"), max_length=250)
    slug = models.SlugField(_("name in the address"), max_length=120, blank=True)
    kicker = models.CharField(_("kicker"), max_length=60, blank=True)
    standfirst = models.TextField(_("standfirst"), blank=True, max_length=600)
    picture = models.ForeignKey(
        NewsPicture, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("lead picture")
    )
    body = StreamField(BODY, blank=True, verbose_name=_("body"))
    byline = models.CharField(_("signed as"), max_length=160, blank=True)
    place = models.CharField(_("where it happened"), max_length=160, blank=True)
    happened_on = models.DateField(_("date of the event"), null=True, blank=True)
    campaign = models.ForeignKey(Campaign, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    topic = models.ForeignKey(Topic, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    programme = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="episodes",
        limit_choices_to={"kind": "programme"},
    )
    # The piece this one tells in another language
    translation_of = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="translations",
        db_index=False,
        verbose_name=_("translation of"),
    )
    video_url = models.URLField(_("link to the video"), max_length=500, blank=True)
    paper = models.ForeignKey(OfficialPaper, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    legal_source = models.CharField(_("legal source"), max_length=300, blank=True)
    employer = models.CharField(_("employer"), max_length=160, blank=True)
    pay = models.CharField(_("pay"), max_length=120, blank=True)
    # What its sources tell is agreed to with them; this is what the desk wrote itself
    names_hardship = models.BooleanField(_("tells of the illness or hardship of a named person"), default=False)
    hardship_person = models.CharField(_("who agrees"), max_length=300, blank=True)
    hardship_how = models.CharField(_("how it was given"), max_length=200, blank=True)
    # Whatever is approved, nothing goes out before this moment
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    is_lead = models.BooleanField(_("leads the front page"), default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    folded = models.CharField(max_length=250, default="", editable=False)
    # What a bulletin carries, in its order
    picks = models.JSONField(default=list, blank=True)

    workflow_states = GenericRelation("wagtailcore.WorkflowState", **_own_log("piece"))
    _revisions = GenericRelation("wagtailcore.Revision", **_own_log("piece"))

    class Meta:
        verbose_name = _("piece")
        verbose_name_plural = _("pieces")
        indexes = [
            models.Index(fields=["unit", "-created_at", "-id"], name="piece_of_unit"),
            # With the unit in it, the newest within an editor's reach are found in the index alone
            models.Index(fields=["-created_at", "-id"], include=["unit"], name="piece_newest_with_unit"),
            GinIndex(OpClass(F("folded"), name="gin_trgm_ops"), name="piece_folded_trgm"),
            models.Index(fields=["-created_at", "-id"], name="piece_programmes", condition=Q(kind="programme")),
            models.Index(fields=["-created_at", "-id"], name="piece_locked", condition=Q(locked=True)),
            models.Index(fields=["go_live_at"], name="piece_goes_live", condition=Q(go_live_at__isnull=False)),
            models.Index(fields=["expire_at"], name="piece_expires", condition=Q(expire_at__isnull=False, live=True)),
            models.Index(
                fields=["programme", "-created_at"], name="piece_of_programme", condition=Q(programme__isnull=False)
            ),
            models.Index(fields=["translation_of"], name="piece_translates", condition=Q(translation_of__isnull=False)),
            # Which bulletins carry a piece that is taken down
            GinIndex(fields=["picks"], name="piece_carries", condition=Q(kind="bulletin")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(translation_of=None) | ~Q(translation_of=F("pk")), name="no_piece_translates_itself"
            )
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        """Keep what the desk searches by, and an address made of the title, which follows it until readers know it."""
        is_made_of_title = self.slug == slugify(self.folded)[:120] and self.first_published_at is None
        self.folded = fold(self.title)
        self.slug = ("" if is_made_of_title else self.slug) or slugify(self.folded)[:120] or "bai"
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        """The reader's address; the number keeps it when the title changes."""
        return f"/bai/{self.slug}-{self.pk}/"

    def get_desk_url(self):
        """Where the newsroom sees how it stands and approves it; a bulletin has a screen of its own."""
        return reverse(
            "newsroom:bulletin" if self.kind == self.Kind.BULLETIN else "newsroom:piece_state", args=[self.pk]
        )

    @property
    def revisions(self):
        """All versions, the newest first."""
        return self._revisions

    @transaction.atomic
    def publish(self, revision, *given, **how):
        """
        Publish as Wagtail does, listing and all or not at all; an approval that comes before the embargo ends waits.

        Every road leads through here: the button, the last step of approval, the clock.
        """
        asked = revision.as_object()
        if asked.embargo_until and asked.embargo_until > max(timezone.now(), asked.go_live_at or timezone.now()):
            revision.content["go_live_at"] = revision.content["embargo_until"]
            revision.save(update_fields=["content"])
        return super().publish(revision, *given, **how)

    def with_content_json(self, content):
        """A version as it was, but in the section that took over the one it names."""
        version = super().with_content_json(content)
        heir = Section.objects.filter(pk=version.section_id).values_list("merged_into", flat=True).first()
        version.section_id = heir or version.section_id
        return version

    def get_workflow(self):
        """
        The steps of the nearest open desk of the unit or above it; None when one editor of it publishes alone.

        A unit that has ended leaves its desk to its heirs; where that is closed, theirs is asked.
        """
        own = Unit.objects.filter(pk=self.unit_id, desk__is_open=True).values_list("desk__workflow", flat=True)
        steps = list(own)
        if not steps:
            open_desks = {"valid_to": FOREVER, "ancestor__desk__is_open": True}
            above = UnitPath.objects.filter(descendant__in=desk_seats.answering_for(self.unit_id), **open_desks)
            steps = above.order_by("depth", "pk").values_list("ancestor__desk__workflow", flat=True)[:1]
        return Workflow.objects.filter(pk__in=[pk for pk in steps if pk], active=True).first()

    def get_preview_template(self, *_asked):
        """Readers' own page, so that a preview is what will be seen."""
        return "newsroom/piece_preview.html"


class PieceSource(models.Model):
    """Which contribution went into a piece; keeps its credit for ever."""

    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="sources")
    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="used_in")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["piece", "contribution"], name="source_once_per_piece")]

    def __str__(self):
        return f"#{self.pk} {self.contribution_id} in {self.piece_id}"
