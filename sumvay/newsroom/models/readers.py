"""What readers find and how often they read, without knowing who; and what partners publish elsewhere."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from sumvay.campaigns.models import Campaign
from sumvay.newsroom.models.pieces import Piece
from sumvay.newsroom.models.sections import Section
from sumvay.org.models import Unit


class Listing(models.Model):
    """A published piece as readers' lists, feeds and search know it; there is none for what is not public."""

    piece = models.OneToOneField(Piece, on_delete=models.CASCADE, primary_key=True, related_name="listing")
    kind = models.CharField(max_length=20)
    genre = models.CharField(max_length=20)
    language = models.CharField(max_length=5)
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    programme = models.ForeignKey(Piece, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    translation_of = models.ForeignKey(Piece, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    path = models.CharField(max_length=200)
    kicker = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=250)
    standfirst = models.TextField(blank=True)
    byline = models.CharField(max_length=160, blank=True)
    author_slug = models.CharField(max_length=160, blank=True)
    place = models.CharField(max_length=160, blank=True)
    # {"alt", "credit", "width", "height", "sources": [{"type", "width", "url"}]}
    picture = models.JSONField(null=True)
    is_lead = models.BooleanField(default=False)
    published_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    # Title and text with their accents and without; true accents rank first
    accented = SearchVectorField()
    unaccented = SearchVectorField()
    folded_title = models.CharField(max_length=250)

    class Meta:
        indexes = [
            models.Index(fields=["-published_at", "-piece"], name="listing_newest"),
            # Few pieces are not in Vietnamese; to find them nobody walks through all the others
            models.Index(fields=["language", "-published_at"], name="listing_of_language", condition=~Q(language="vi")),
            models.Index(fields=["section", "-published_at"], name="listing_of_section"),
            models.Index(fields=["unit", "-published_at"], name="listing_of_unit"),
            models.Index(fields=["kind", "-published_at"], name="listing_of_kind"),
            models.Index(
                fields=["campaign", "-published_at"], name="listing_of_campaign", condition=Q(campaign__isnull=False)
            ),
            models.Index(
                fields=["programme", "-published_at"], name="listing_of_programme", condition=Q(programme__isnull=False)
            ),
            models.Index(
                fields=["translation_of"], name="listing_translates", condition=Q(translation_of__isnull=False)
            ),
            models.Index(
                fields=["author_slug", "-published_at"], name="listing_of_author", condition=~Q(author_slug="")
            ),
            GinIndex(fields=["accented"], name="listing_accented"),
            GinIndex(fields=["unaccented"], name="listing_unaccented"),
            GinIndex(OpClass(F("folded_title"), name="gin_trgm_ops"), name="listing_title_trgm"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.title[:60]}"


class TitleWord(models.Model):
    """A word some title holds or held, without accents: what a slip of the keys is compared with."""

    word = models.CharField(max_length=60, primary_key=True)

    class Meta:
        indexes = [GinIndex(OpClass(F("word"), name="gin_trgm_ops"), name="title_word_trgm")]

    def __str__(self):
        return self.word


class ReadTick(models.Model):
    """A piece was opened once, by nobody in particular; folded into ReadCount each minute."""

    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="+", db_index=False)
    on = models.DateField()

    def __str__(self):
        return f"#{self.pk} {self.piece_id}"


class ReadMeasure(models.Model):
    """How much one network has read today, told apart by a mark nobody can undo; see read_limits. Kept in no log."""

    mark = models.UUIDField(primary_key=True)
    on = models.DateField()
    count = models.PositiveIntegerField()

    def __str__(self):
        return f"{self.on} {self.count}"


class ReadCount(models.Model):
    """How often a piece was opened on a day, robots left out."""

    pk = models.CompositePrimaryKey("piece_id", "on")
    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="read_counts", db_index=False)
    on = models.DateField()
    count = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["on", "-count"], name="most_read_on")]

    def __str__(self):
        return f"{self.piece_id} {self.on} {self.count}"


class PartnerFeed(models.Model):
    """A partner's RSS: title, link and source are shown, never the text."""

    name = models.CharField(max_length=120)
    url = models.URLField(max_length=500, unique=True)
    is_open = models.BooleanField(default=True)
    fetched_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)

    def __str__(self):
        return self.name


class PartnerItem(models.Model):
    """One entry of a partner's feed."""

    feed = models.ForeignKey(PartnerFeed, on_delete=models.CASCADE, related_name="items")
    title = models.CharField(max_length=300)
    url = models.URLField(max_length=800)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["feed", "url"], name="partner_item_once")]
        indexes = [models.Index(fields=["-published_at"], name="partner_item_newest")]

    def __str__(self):
        return self.title
