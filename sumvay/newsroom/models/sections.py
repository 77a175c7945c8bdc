"""The sections of the paper, and what the site is in the eyes of the law."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Section(models.Model):
    """A section of the portal, in the order of its menu; a hidden one keeps its page, a merged one leads on."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("section"), max_length=80)
    english_name = models.CharField(max_length=80, blank=True)
    blurb = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=50)
    is_open = models.BooleanField(default=True)
    # Stays after its end, because earlier versions of pieces name it
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | models.Q(is_open=False), name="merged_section_is_closed"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self) -> str:
        """The readers' page."""
        return f"/muc/{self.slug}/"

    @property
    def shown_name(self) -> str:
        """The name in the language of the page."""
        return self.english_name if self.english_name and get_language() == "en" else self.name


class SiteIdentity(models.Model):
    """Whose site this is and under which right it speaks (Luật Báo chí 2025; NĐ 147/2024/NĐ-CP); one row."""

    class Profile(models.TextChoices):
        INTERNAL = "internal", _("internal information site")
        PRESS = "press", _("licensed press")

    profile = models.CharField(max_length=10, choices=Profile, default=Profile.INTERNAL)
    name = models.CharField(max_length=120)
    tagline = models.CharField(max_length=200, blank=True)
    owner = models.CharField(max_length=200)
    licence_line = models.CharField(max_length=300, blank=True)
    responsible_person = models.CharField(max_length=120)
    address = models.CharField(max_length=250, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_site_identity"),
            models.CheckConstraint(
                condition=models.Q(profile="internal") | ~models.Q(licence_line=""), name="press_names_its_licence"
            ),
        ]

    def __str__(self):
        return self.name
