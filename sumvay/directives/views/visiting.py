"""Finds out who stands at the door of a dispatch, and lets the holders of links in."""

from django.http import Http404, HttpRequest
from django.utils import timezone

from sumvay.directives import selectors
from sumvay.directives.models import Dispatch
from sumvay.directives.visitors import Visitor

OPENED_BY_LINK = "opened_by_link"


def visitor_at(request: HttpRequest, dispatch_id: int) -> Visitor:
    """Who opens this dispatch; anyone else meets a 404, whether it exists or not."""
    try:
        return selectors.visitor_at(
            user=request.user if request.user.is_authenticated else None,
            acting_unit=request.unit,
            opened=request.session.get(OPENED_BY_LINK),
            dispatch_id=dispatch_id,
            now=timezone.now(),
        )
    except Dispatch.DoesNotExist as nobody:
        raise Http404 from nobody


def let_in(request: HttpRequest, *, link_id: int, dispatch: Dispatch, name: str, officer_id: int | None = None) -> None:
    """Open one dispatch to this browser until the link dies; the session key changes so that none can be planted.

    `officer_id`: who proved by a code to be of the unit; when the post ends, the door closes.
    """
    request.session.cycle_key()
    opened = {"link": link_id, "dispatch": dispatch.pk, "name": name[:120], "officer": officer_id}
    request.session[OPENED_BY_LINK] = opened
