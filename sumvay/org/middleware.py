"""Puts the unit an officer acts for on every request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from sumvay.org import selectors

SESSION_KEY = "unit_id"


class ActingUnitMiddleware:
    """Sets `request.unit` (None without a post) and `request.units_served`, one query for those who signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        """Keep the next one in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Choose the unit the officer switched to; one whose post has ended since is forgotten."""
        request.units_served, request.unit = [], None
        if request.user.is_authenticated:
            request.units_served = list(
                selectors.units_served_by(request.user, on=timezone.localdate()).select_related("kind")
            )
            chosen = request.session.get(SESSION_KEY)
            units = sorted(request.units_served, key=lambda unit: unit.pk != chosen)
            request.unit = units[0] if units else None
        return self.get_response(request)
