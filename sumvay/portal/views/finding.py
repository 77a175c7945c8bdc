"""Search: what was typed, narrowed by time, section, kind and unit, all in the address."""

from datetime import timedelta

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from sumvay.newsroom import selectors as newsroom
from sumvay.newsroom.models import Piece
from sumvay.portal import selectors
from sumvay.portal.views.readers import later_pages, readers_page

# As many as the newsroom's search gives at a time, and in all
PAGE_SIZE = 20
MOST_PAGES = 10
# By what stands in the address: how many days back, and the word for it
SPANS = {
    "ngay": (1, pgettext_lazy("search", "today and yesterday")),
    "tuan": (7, pgettext_lazy("search", "the last 7 days")),
    "thang": (30, pgettext_lazy("search", "the last 30 days")),
    "nam": (365, pgettext_lazy("search", "the last 12 months")),
}


@readers_page
def search(request):
    """What was found, best first, with what fits in marks; ways on when nothing was."""
    asked = {name: request.GET.get(name, "").strip()[:200] for name in ("q", "khoang", "muc", "loai", "don-vi")}
    narrowed = _narrowed(asked)
    page = _page_number(request.GET.get("trang", ""))
    found = newsroom.search(text=asked["q"], page=page, **narrowed) if asked["q"] else None
    turn = {"before": page - 1, "after": page + 1 if found and _goes_on(found, page) else 0}
    context = {
        "asked": asked,
        "unit": narrowed["unit"],
        "found": found,
        "page": turn,
        "query": later_pages(request) if found else "",
        "sections": selectors.open_sections(),
        "spans": [(key, words) for key, (_days, words) in SPANS.items()],
        "kinds": Piece.Kind.choices,
    }
    return render(request, "portal/search.html", context)


def _narrowed(asked: dict[str, str]) -> dict:
    """The filters as the newsroom's search takes them; what is not known narrows nothing."""
    days = SPANS.get(asked["khoang"], (0, ""))[0]
    return {
        "since": timezone.localdate() - timedelta(days=days) if days else None,
        "section": selectors.section_at(asked["muc"]).first() if asked["muc"] else None,
        "unit": selectors.unit_called(asked["don-vi"]).first() if asked["don-vi"] else None,
        "kind": asked["loai"] if asked["loai"] in Piece.Kind.values else None,
    }


def _page_number(typed: str) -> int:
    return min(max(int(typed), 1), MOST_PAGES) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 1


def _goes_on(found, page: int) -> bool:
    return bool(found.rows) and found.total > page * PAGE_SIZE and page < MOST_PAGES
