"""Style help for a text as it is being edited: remarks, never a change."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sumvay.newsroom import desk_seats, style_help
from sumvay.newsroom.models import Piece
from sumvay.newsroom.permissions.contributions import can_use_style_help
from sumvay.newsroom.selectors import style_lookups
from sumvay.newsroom.selectors.alike import published_text
from sumvay.newsroom.selectors.approval import pieces_within_reach
from sumvay.newsroom.style.names import Known
from sumvay.ui.asked import day as asked_day
from sumvay.ui.asked import whole
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

    Takes the first 60,000 letters; for people who edit or write for a unit, who are told names and posts around it as
    they were on the `day` the text speaks of. `?piece=` fills in a piece within their reach.
    """
    if not can_use_style_help(request.user, request.unit, on=timezone.localdate()):
        raise Http404
    # Where the person edits, else the unit they write for
    seat = desk_seats.seat_of(request.user) or request.unit
    text = nfc(request.POST.get("text", ""))[:LONGEST_TEXT].replace("\r\n", "\n")
    # The forms one writes in call it by another name
    day = asked_day(request.POST.get("day") or request.POST.get("happened_on")) or timezone.localdate()
    known = style_lookups.known_around(seat, on=day, text=text) if seat and text.strip() else Known()
    remarks = style_help.suggestions(text, known=known)
    if piece := _piece(request):
        text, day = published_text(piece), piece.happened_on or day
    context = {
        "text": text,
        "day": day,
        "was_read": request.method == "POST",
        "remarks": [_shown(text, one) for one in remarks[:MOST_REMARKS]],
    }
    return render(request, "newsroom/style.html#remarks" if request.htmx else "newsroom/style.html", context)


def _piece(request: HttpRequest) -> Piece | None:
    """The newest version of the piece that was asked for."""
    asked = whole(request.GET.get("piece")) if request.method == "GET" else None
    if asked is None:
        return None
    return get_object_or_404(pieces_within_reach(request.user), pk=asked).get_latest_revision_as_object()


def _shown(text: str, remark: style_help.Suggestion) -> dict[str, object]:
    """A remark with some words on either side, so that one sees where it stands."""
    begin, end = max(0, remark.start - BESIDE), min(len(text), remark.end + BESIDE)
    before, after = text[begin : remark.start], text[remark.end : end]
    return {
        "remark": remark,
        "before": f"…{before.partition(' ')[2]}" if begin else before,
        "after": f"{after.rpartition(' ')[0]}…" if end < len(text) else after,
    }
