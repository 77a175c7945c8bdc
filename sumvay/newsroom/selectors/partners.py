"""The list of partners' feeds, for those who keep it."""

from django.db.models import Count, QuerySet

from sumvay.newsroom.models import PartnerFeed


def partner_feeds() -> QuerySet[PartnerFeed]:
    """All feeds, open ones first, each with the number of titles kept as `.kept`."""
    return PartnerFeed.objects.annotate(kept=Count("items")).order_by("-is_open", "name", "pk")


def partner_feed(pk: int) -> PartnerFeed:
    """One feed; raises PartnerFeed.DoesNotExist."""
    return PartnerFeed.objects.get(pk=pk)
