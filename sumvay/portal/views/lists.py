"""Lists of pieces: a section, a unit, an author, a campaign, a programme; job offers and documents."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from sumvay.newsroom import selectors as newsroom
from sumvay.newsroom.models import Piece
from sumvay.portal import selectors
from sumvay.portal.views.readers import later_pages, one_page, readers_page
from sumvay.ui.asked import whole


@readers_page
def section(request, slug, page=1):
    """The newest of a section."""
    now = timezone.now()
    found = get_object_or_404(selectors.section_at(slug))
    return render(
        request,
        "portal/section.html",
        {"section": found, "page": one_page(newsroom.newest(section=found, now=now), page)},
    )


@readers_page
def unit(request, code, page=1):
    """A unit: what it is, how to reach it, what is told of it and of those below it; its code in its own spelling."""
    now = timezone.now()
    found = get_object_or_404(selectors.unit_called(code))
    if code != found.code:
        # Only the page at the unit's own spelling is dropped when something changes
        asked = request.resolver_match
        return redirect(asked.view_name, permanent=True, **{**asked.kwargs, "code": found.code})
    heading = selectors.unit_heading(found, on=timezone.localdate(now))
    shown = one_page(newsroom.listings_under(found, now=now), page)
    return render(request, "portal/unit.html", {"unit": found, **heading, "page": shown})


@readers_page
def author(request, slug, page=1):
    """What somebody wrote."""
    shown = one_page(newsroom.by_author(slug, now=timezone.now()), page)
    if not shown["rows"]:
        raise Http404
    return render(request, "portal/author.html", {"page": shown, "slug": slug, "name": shown["rows"][0].byline})


@readers_page
def campaign(request, pk, page=1):
    """A campaign: what it is about and what came of it."""
    now = timezone.now()
    found = get_object_or_404(selectors.public_campaigns(now=now), pk=pk)
    shown = one_page(newsroom.newest(campaign=found, now=now), page)
    told = {"topics": found.topics.order_by("position"), "messages_said": found.key_messages.order_by("position")}
    return render(request, "portal/campaign.html", {"campaign": found, "page": shown, **told})


@readers_page
def programmes(request, page=1):
    """The programmes; the page of each leads to all its episodes."""
    rows = newsroom.newest(kind=Piece.Kind.PROGRAMME, now=timezone.now())
    return render(request, "portal/programmes.html", {"page": one_page(rows, page)})


@readers_page
def programme(request, pk, page=1):
    """All episodes of a programme."""
    now = timezone.now()
    found = get_object_or_404(selectors.public_programmes(now=now), pk=pk)
    shown = one_page(newsroom.episodes_of(found.piece, now=now), page)
    return render(request, "portal/programme.html", {"programme": found, "page": shown})


@readers_page
def jobs(request, page=1):
    """Job offers that are still open; also by words and by place."""
    asked = _asked(request, "q", "noi")
    rows = selectors.jobs(now=timezone.now())
    found = selectors.jobs_found(rows, text=asked["q"], place=asked["noi"])
    known = {"places": selectors.places_of(rows), "place": "jobs"}
    return render(request, "portal/jobs.html", known | _narrowed(request, found, asked, page))


@readers_page
def documents(request, page=1):
    """Documents; also by number or words of the title, by year and by who issued them."""
    asked = _asked(request, "q", "nam", "noi")
    rows = selectors.documents(now=timezone.now())
    years, issuers = selectors.shelves_of(rows)
    year = whole(asked["nam"]) if whole(asked["nam"]) in years else None
    found = selectors.documents_found(rows, text=asked["q"], year=year, issuer=asked["noi"])
    shelves = {"years": years, "year": year, "issuers": issuers, "place": "documents"}
    return render(request, "portal/documents.html", shelves | _narrowed(request, found, asked, page))


def _asked(request, *names):
    return {name: request.GET.get(name, "").strip()[:100] for name in names}


def _narrowed(request, rows, asked, page):
    """A page of a list; once it is narrowed, its pages are asked for beside what narrows it."""
    is_narrowed = any(asked.values())
    number = whole(request.GET.get("trang")) or 1 if is_narrowed else page
    query = later_pages(request) if is_narrowed else ""
    return {"page": one_page(rows, number), "asked": asked, "is_narrowed": is_narrowed, "query": query}
