"""Officers' door to the poster of a unit and its code."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sumvay.feedback.poster import code_png, poster_pdf
from sumvay.org import selectors as org
from sumvay.org.models import Unit

FONTS = settings.HOUSE / "sumvay" / "documents" / "fonts"


@login_required
@require_GET
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    """What can be hung up, and the address it leads to."""
    unit = _unit(request, pk)
    return render(request, "feedback/poster.html", {"unit": unit, "address": _address(unit)})


@login_required
@require_GET
def poster_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The poster on A4 (pdf), or the code alone (png)."""
    unit = _unit(request, pk)
    if form == "png":
        return _download(code_png(_address(unit)), "image/png", f"ma-qr-{unit.code}.png")
    if form != "pdf":
        raise Http404
    # Hung up for members, whatever language the officer reads
    with translation.override(settings.LANGUAGE_CODE):
        content = poster_pdf(
            unit=unit.name, code=unit.code, address=_address(unit), fonts=FONTS,
            words={
                "call": _("Something to tell the union?"),
                "alt": _("QR code of the form"),
                "how": _("Hold the camera of a phone over the code. No account, no name needed."),
                "typed": _("Or type:"),
                "promise": _("Every message is read by union officers and answered. Whoever writes chooses who reads."),
                "danger": _("Life or health in danger: call 115 (ambulance), 114 (fire brigade), 113 (police) first."),
            },
        )  # fmt: skip
    return _download(content, "application/pdf", f"ap-phich-y-kien-{unit.code}.pdf")


def _unit(request: HttpRequest, pk: int) -> Unit:
    return get_object_or_404(org.units_visible_to(request.user, on=timezone.localdate()), pk=pk)


def _address(unit: Unit) -> str:
    return f"{settings.BASE_URL}{reverse('feedback:ask', args=[unit.code])}"


def _download(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response
