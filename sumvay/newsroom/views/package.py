"""A piece to take away."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from sumvay.newsroom import package_out
from sumvay.newsroom.permissions.desks import can_edit_at
from sumvay.newsroom.selectors import wire as selectors


@login_required
@require_GET
def package(request: HttpRequest, pk: int) -> FileResponse:
    """Text, originals, credits and consents, for those who edit at or above the piece's unit."""
    piece = get_object_or_404(selectors.pieces_to_take(), pk=pk)
    if not can_edit_at(request.user, piece.unit_id):
        raise Http404
    content = package_out.package(piece, now=timezone.now())
    return FileResponse(content, as_attachment=True, filename=f"{piece.slug}.zip", content_type="application/zip")
