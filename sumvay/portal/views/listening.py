"""What unions answered members: questions and answers for everybody, and what was promised and kept, in numbers."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from sumvay.feedback import selectors as feedback
from sumvay.feedback.models import Category
from sumvay.portal import selectors
from sumvay.portal.veiled_figures import shown_of
from sumvay.portal.views.readers import later_pages, one_page, readers_page
from sumvay.ui.asked import whole


@readers_page
def answers(request):
    """Approved answers without anybody's data, found by words, subject and unit."""
    today = timezone.localdate()
    asked = {name: request.GET.get(name, "").strip()[:100] for name in ("q", "chu-de", "don-vi")}
    category = asked["chu-de"] if asked["chu-de"] in Category.values else ""
    unit = selectors.unit_called(asked["don-vi"]).first() if asked["don-vi"] else None
    found = feedback.public_answers_found(text=asked["q"], category=category, unit=unit, on=today)
    context = {
        "page": one_page(found, whole(request.GET.get("trang")) or 1),
        "asked": asked,
        "unit": unit,
        "categories": Category.choices,
        "category": category,
        "query": later_pages(request),
        "is_narrowed": bool(asked["q"] or category or unit),
    }
    return render(request, "portal/answers.html", context)


@readers_page
def commitments(request, page=1):
    """The unions to which something was raised, with what became of it."""
    today = timezone.localdate()
    cut = one_page(feedback.units_with_commitments(below=None, on=today), page)
    return render(request, "portal/commitments.html", {"page": {**cut, "rows": _numbers(cut["rows"])}, **_now()})


@readers_page
def unit_commitments(request, code):
    """One union: what was raised to it, by subject, and the same of the unions below it."""
    unit = get_object_or_404(selectors.unit_called(code))
    if code != unit.code:
        return redirect("portal:unit_commitments", unit.code, permanent=True)
    below = feedback.units_with_commitments(below=unit, on=timezone.localdate())
    cut = one_page(below, whole(request.GET.get("trang")) or 1)
    context = {
        "unit": unit,
        "figures": shown_of(feedback.commitments_of(unit), today=timezone.localdate()),
        "by_category": [
            (Category(category).label, shown_of(kept, today=timezone.localdate()))
            for category, kept in feedback.commitments_by_category(unit)
        ],
        "page": {**cut, "rows": _numbers(cut["rows"])},
        **_now(),
    }
    return render(request, "portal/unit_commitments.html", context)


def _now():
    return {"now": timezone.now()}


def _numbers(units):
    kept, today = feedback.commitments_by_unit(units), timezone.localdate()
    return [(unit, shown_of(kept[unit.pk], today=today)) for unit in units]
