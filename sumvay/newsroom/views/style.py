"""Style help for a text as it is being edited: remarks, never a change."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sumvay.newsroom import desk_seats, style_help
from sumvay.newsroom.selectors import style_lookups
from sumvay.newsroom.style.names import Known
from sumvay.vietnamese import nfc

LONGEST_TEXT = 60_000
BESIDE = 40
# Nobody reads more, and a text of marks alone would give a page of megabytes
MOST_REMARKS = 300


@login_required
@require_http_methods(["GET", "POST"])
def style(request: HttpRequest) -> HttpResponse:
    """
    Remarks on the posted `text`: the list alone for htmx, otherwise a page with a field to paste into.

    Takes the first 60,000 letters; for people with an editing post, who are told the names around their own desk.
    """
    seat = desk_seats.seat_of(request.user)
    if seat is None and not request.user.is_superuser:
        raise Http404
    text = nfc(request.POST.get("text", ""))[:LONGEST_TEXT].replace("\r\n", "\n")
    known = style_lookups.known_around(seat, on=timezone.localdate()) if seat and text.strip() else Known()
    remarks = style_help.suggestions(text, known=known)
    context = {
        "text": text,
        "was_read": request.method == "POST",
        "remarks": [_shown(text, one) for one in remarks[:MOST_REMARKS]],
    }
    return render(request, "newsroom/style.html#remarks" if request.htmx else "newsroom/style.html", context)


def _shown(text: str, remark: style_help.Suggestion) -> dict[str, object]:
    """A remark with some words on either side, so that one sees where it stands."""
    begin, end = max(0, remark.start - BESIDE), min(len(text), remark.end + BESIDE)
    before, after = text[begin : remark.start], text[remark.end : end]
    return {
        "remark": remark,
        "before": f"…{before.partition(' ')[2]}" if begin else before,
        "after": f"{after.rpartition(' ')[0]}…" if end < len(text) else after,
    }
