"""What every door to a unit does first and last: find what the officer sees, put a refusal into the form."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from sumvay.org import permissions, selectors
from sumvay.org.models import Unit


def visible_unit(request: HttpRequest, pk: int) -> Unit:
    """The unit; 404 when the officer does not see it."""
    try:
        return selectors.unit_visible_to(request.user, pk, on=timezone.localdate())
    except Unit.DoesNotExist as unseen:
        raise Http404 from unseen


def managed_unit(request: HttpRequest, pk: int) -> Unit:
    """The unit; 404 when the officer does not see it, 403 when it may not be managed."""
    unit = visible_unit(request, pk)
    if not permissions.can_manage(request.user, unit, on=timezone.localdate()):
        raise PermissionDenied
    return unit
