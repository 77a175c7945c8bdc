"""What those who lead the highest desk see of the portal: its sections, its identity, its former addresses."""

from django.db.models import Count, QuerySet

from sumvay.newsroom.models import OldAddress, Section, SiteIdentity
from sumvay.vietnamese import nfc

MOST_SHOWN = 100


def sections_in_use() -> QuerySet[Section]:
    """All but those merged into another, in the order of the menu; each with `piece_count`."""
    in_use = Section.objects.filter(merged_into=None)
    return in_use.annotate(piece_count=Count("pieces")).order_by("position", "pk")


def sections_beside(section: Section) -> QuerySet[Section]:
    """Those that could take over its pieces."""
    return Section.objects.filter(merged_into=None).exclude(pk=section.pk).order_by("position", "pk")


def site_identity() -> SiteIdentity | None:
    """Whose site this is; None before anybody said it."""
    return SiteIdentity.objects.first()


def old_addresses(text: str = "") -> QuerySet[OldAddress]:
    """Former addresses that hold a text, the newest first, with what they lead to."""
    found = OldAddress.objects.filter(path__icontains=nfc(text.strip())) if text.strip() else OldAddress.objects.all()
    return found.select_related("piece", "section").order_by("-pk")
