"""Campaigns as officers read them: what is made known, when, with which words, and by which directives."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sumvay.campaigns import selectors
from sumvay.campaigns.models import Campaign
from sumvay.vietnamese import fold

CAMPAIGNS_A_PAGE = 20


@login_required
@require_GET
def campaign_list(request: HttpRequest) -> HttpResponse:
    """Campaigns of the units one sees, newest first, by words of the title and by state."""
    found = selectors.campaigns_visible_to(request.user, on=timezone.localdate()).select_related("unit")
    state, text = request.GET.get("state", ""), request.GET.get("q", "").strip()
    if state in Campaign.State.values:
        found = found.filter(state=state)
    if text:
        found = found.filter(pk__in=_titled(found, text))
    page = Paginator(found, CAMPAIGNS_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "states": Campaign.State.choices, "is_narrowed": bool(state or text)}
    return render(request, "campaigns/list.html", context)


@login_required
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One campaign: key messages, topics, dates, hashtags, and the documents that carry it."""
    seen = selectors.campaigns_visible_to(request.user, on=timezone.localdate()).select_related("unit")
    campaign = get_object_or_404(seen, pk=pk)
    # What carries a campaign is issued by its unit or below it, so whoever sees the campaign sees it too
    carried_by = campaign.directives.select_related("unit", "paper").order_by("created_at", "pk")
    context = {
        "campaign": campaign,
        "topics": campaign.topics.order_by("position"),
        "key_messages": campaign.key_messages.order_by("position"),
        "directives": carried_by[:50],
    }
    return render(request, "campaigns/detail.html", context)


def _titled(campaigns, text: str) -> list[int]:
    """Those whose title holds every word, with or without accents; campaigns are few, so they are read through."""
    words = fold(text).split()
    titles = campaigns.order_by().values_list("pk", "title")
    return [pk for pk, title in titles if all(word in fold(title) for word in words)]
