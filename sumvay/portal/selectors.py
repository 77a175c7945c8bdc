"""What readers' pages ask beyond the newsroom's own lists: whose site it is, its sections, units and campaigns."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import CharField, Count, Exists, Func, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat, ExtractYear, Lower, NullIf, TruncDate
from django.db.models.lookups import Contains, StartsWith

from sumvay.campaigns.models import Campaign
from sumvay.newsroom import selectors as newsroom
from sumvay.newsroom.models import Listing, PartnerItem, Piece, Section, SiteIdentity
from sumvay.org import selectors as org
from sumvay.org.models import Unit, UnitName
from sumvay.vietnamese import fold

# A paper's number is one word, the rest is letters and figures, as titles are kept for search
WORD = re.compile(r"[0-9]+[^\W_]*(?:/[^\W_]+(?:-[^\W_]+)*)+|[^\W_]+")
# Grave, acute, hook, tilde, dot, circumflex, breve, horn, diaeresis: what is left of an accent once it stands alone
ACCENTS = "\u0300\u0301\u0309\u0303\u0323\u0302\u0306\u031b\u0308"
BARRED_D = "đĐÐ"
MOST_SUGGESTED = 50
ISSUER = Coalesce(NullIf("piece__paper__issuer", Value("")), "unit__name")
ISSUED_IN = ExtractYear(Coalesce("piece__paper__issued_on", TruncDate("published_at")))
# Long, and in no list
NOT_LISTED = ("piece__body", *(f"piece__paper__{name}" for name in ("text", "body", "fields", "found", "folded")))


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


def public_programmes(*, now: datetime) -> QuerySet[Listing]:
    """Programmes before readers, in whatever language they are."""
    return newsroom.public(now=now).filter(kind=Piece.Kind.PROGRAMME).select_related("piece").defer("piece__body")


def jobs(*, now: datetime) -> QuerySet[Listing]:
    """Job offers that are still open, the newest first."""
    return newsroom.newest(kind=Piece.Kind.JOB, now=now).select_related("piece").defer("piece__body")


def places_of(rows: QuerySet[Listing]) -> list[str]:
    """Where most of these jobs are."""
    return _most_frequent(rows.order_by().values_list("place").annotate(many=Count("pk")))


def jobs_found(rows: QuerySet[Listing], *, text: str, place: str) -> QuerySet[Listing]:
    """Offers with every word typed in their title, employer, place or unit; at a place. With or without accents."""
    typed = _folded("piece__employer", "place")
    for word in _words(text):
        rows = rows.filter(Q(folded_title__contains=word) | Q(unit__folded__contains=word) | Q(Contains(typed, word)))
    return _holding(rows, place, "place")


def documents(*, now: datetime) -> QuerySet[Listing]:
    """Document pages, each with its `issuer` and `year`: as its paper says, else who published it and when."""
    rows = newsroom.newest(kind=Piece.Kind.DOCUMENT, now=now).select_related("piece__paper")
    return rows.defer(*NOT_LISTED).annotate(issuer=ISSUER, year=ISSUED_IN)


def shelves_of(rows: QuerySet[Listing]) -> tuple[list[int], list[str]]:
    """The years of these documents, the newest first, and who issued most of them."""
    counted = list(rows.order_by().values_list("issuer", "year").annotate(many=Count("pk")))
    years = sorted({year for _issuer, year, _many in counted}, reverse=True)
    return years, _most_frequent((issuer, many) for issuer, _year, many in counted)


def documents_found(rows: QuerySet[Listing], *, text: str, year: int | None, issuer: str) -> QuerySet[Listing]:
    """
    Documents with every word typed in the title, or as their number ("42/LĐLĐ"); of a year; of an issuer.

    With or without accents.
    """
    for word in _words(text):
        number, _, symbol = word.partition("/")
        of_symbol = StartsWith(_folded("piece__paper__symbol"), symbol)
        rows = rows.filter(Q(folded_title__contains=word) | Q(of_symbol, piece__paper__number__iexact=number))
    return _holding(rows.filter(year=year) if year else rows, issuer, "issuer")


def _words(text: str) -> list[str]:
    return WORD.findall(re.sub(r"\s*/\s*", "/", fold(text)))


def _holding(rows: QuerySet[Listing], text: str, *names: str) -> QuerySet[Listing]:
    """Those with every word of a text somewhere in these columns."""
    return rows.filter(*(Contains(_folded(*names), word) for word in _words(text)))


def _folded(*names: str) -> Func:
    """
    These columns as `fold` writes them, made by the database.

    For lists of one kind, which are short enough to be read through.
    """
    spaced = [part for name in names for part in (name, Value(" "))]
    apart = Func(Concat(*spaced), template="NORMALIZE(%(expressions)s, NFD)", output_field=CharField())
    # What has no counterpart in the second text goes
    return Func(Lower(apart), Value(BARRED_D + ACCENTS), Value("ddd"), function="TRANSLATE", output_field=CharField())


def _most_frequent(counted: Iterable[tuple[str, int]]) -> list[str]:
    """The names that come most often, in whatever letters each was written first."""
    written: dict[str, str] = {}
    times: Counter[str] = Counter()
    for name, many in counted:
        times[fold(name)] += many
        written.setdefault(fold(name), name)
    return [written[key] for key, _many in times.most_common(MOST_SUGGESTED) if key]


def partner_headlines(*, at_most: int) -> QuerySet[PartnerItem]:
    """The newest entries of partners' feeds: title, link and source."""
    items = PartnerItem.objects.filter(feed__is_open=True).select_related("feed")
    return items.order_by("-published_at", "-pk")[:at_most]
