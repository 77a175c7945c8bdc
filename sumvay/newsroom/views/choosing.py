"""Which of an officer's desks a screen opens, and those to choose from."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from sumvay.newsroom.models import Desk
from sumvay.newsroom.selectors import desk as desks
from sumvay.ui.asked import whole


def desks_offered(request: HttpRequest) -> desks.DeskChoice:
    """The desks an officer edits at, narrowed by the words typed to find one."""
    return desks.desks_to_choose(request.user, text=request.GET.get("desks", ""), on=timezone.localdate())


def desk_asked(request: HttpRequest) -> tuple[Desk | None, desks.DeskChoice]:
    """
    The desk of the unit asked for, else the first found, with those to choose from; None for whoever edits at none.

    Raises Http404 for a desk at which the officer does not edit.
    """
    choice, asked = desks_offered(request), whole(request.GET.get("desk"))
    if asked is None:
        return choice.first, choice
    return get_object_or_404(desks.desks_of(request.user, on=timezone.localdate()), unit=asked), choice
