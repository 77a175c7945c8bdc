"""Published sizes of pictures, for everyone; nginx hands them out before us where it stands in front."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils._os import safe_join
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

TYPES = {".avif": "image/avif", ".webp": "image/webp", ".jpg": "image/jpeg", ".png": "image/png"}
A_YEAR = 365 * 24 * 3600


@require_safe
def show(request: HttpRequest, name: str) -> HttpResponse:
    """One size of a picture; a drawn size never changes, so it may be kept for a year."""
    try:
        place = Path(safe_join(settings.PICTURES, name))
    except SuspiciousFileOperation as outside:
        raise Http404 from outside
    # No file system holds longer names; asking for one is an error of its own
    if place.suffix not in TYPES or len(place.name) > 200 or not place.is_file():
        raise Http404
    response = FileResponse(place.open("rb"), content_type=TYPES[place.suffix])
    patch_cache_control(response, public=True, immutable=True, max_age=A_YEAR)
    return response
