"""The front page, in Vietnamese and in English."""

from functools import partial

from django.shortcuts import render
from django.utils import timezone

from sumvay.newsroom import selectors as newsroom
from sumvay.portal import selectors
from sumvay.portal.views.readers import one_page, readers_page

PARTNERS = 6


@readers_page
def home(request):
    """What is new, section by section."""
    now = timezone.now()
    partners = selectors.partner_headlines(at_most=PARTNERS)
    return render(request, "portal/home.html", {"front": newsroom.front_page(now), "partners": partners, "now": now})


@partial(readers_page, language="en")
def english(request, page=1):
    """What is told in English."""
    now = timezone.now()
    shown = one_page(newsroom.newest(language="en", now=now), page)
    return render(request, "portal/english.html", {"page": shown, "now": now, "front": page == 1})
