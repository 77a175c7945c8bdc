"""What readers' pages ask beyond the newsroom's own lists: whose site it is, its sections, units and campaigns."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from sumvay.campaigns.models import Campaign
from sumvay.newsroom import selectors as newsroom
from sumvay.newsroom.models import Listing, PartnerItem, Section, SiteIdentity
from sumvay.org import selectors as org
from sumvay.org.models import Unit, UnitName
from sumvay.vietnamese import fold


def site_identity() -> SiteIdentity:
    """Whose site this is; before anybody said it, an unsaved one with the name of the house."""
    return SiteIdentity.objects.first() or SiteIdentity(name="Sum Vầy")


def open_sections() -> QuerySet[Section]:
    """The sections of the menu, in their order."""
    return Section.objects.filter(is_open=True).order_by("position", "pk")


def section_at(slug: str) -> QuerySet[Section]:
    """The section of an address; one that left the menu keeps its page, one merged into another does not."""
    return Section.objects.filter(slug=slug, merged_into=None)


def unit_called(code: str) -> QuerySet[Unit]:
    """The unit of an address, whatever case its code is typed in; ended units keep their page."""
    return Unit.objects.filter(code__iexact=code).select_related("kind")


def unit_heading(unit: Unit, *, on: date) -> dict:
    """How a unit's page begins: its name on the day, what is above it (highest first); its end and heirs if ended."""
    then = UnitName.objects.filter(unit=unit, valid__contains=on).first()
    ended_on = unit.lifetime.upper if unit.lifetime.upper and unit.lifetime.upper <= on else None
    return {
        "name": then.name if then else unit.name,
        "above": list(org.ancestors_of(unit, on=on))[::-1],
        "ended_on": ended_on,
        "heirs": list(Unit.objects.filter(inherited_from__ended=unit).order_by("sort_key", "pk")) if ended_on else [],
    }


def public_campaigns(*, now: datetime) -> QuerySet[Campaign]:
    """Campaigns readers may open: no drafts, and only those the newsroom has published something of."""
    told = newsroom.newest(now=now).filter(campaign=OuterRef("pk")).order_by()
    return Campaign.objects.filter(Exists(told)).exclude(state=Campaign.State.DRAFT).select_related("unit")


def papers_found(rows: QuerySet[Listing], text: str) -> QuerySet[Listing]:
    """Document pages whose title holds what was typed, with or without accents, or whose number is it: "42/LĐLĐ"."""
    number, _, symbol = text.strip().partition("/")
    by_number = Q(piece__paper__number__iexact=number.strip(), piece__paper__symbol__istartswith=symbol.strip())
    return rows.filter(Q(folded_title__contains=fold(text)) | by_number)


def partner_headlines(*, at_most: int) -> QuerySet[PartnerItem]:
    """The newest entries of partners' feeds: title, link and source."""
    items = PartnerItem.objects.filter(feed__is_open=True).select_related("feed")
    return items.order_by("-published_at", "-pk")[:at_most]
