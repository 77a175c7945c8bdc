"""Answers 400 to a NUL character in what is asked, 404 in an address: PostgreSQL holds none, and nobody types one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.defaults import bad_request

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class RefuseNulMiddleware:
    """Looks at the address and at the fields of a form, never into files."""

    def __init__(self, get_response):
        """Keep the rest of the row."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse, or pass on."""
        if "\x00" in request.path_info:
            raise Http404
        return bad_request(request, None) if _holds_nul(request) else self.get_response(request)


def _holds_nul(request: HttpRequest) -> bool:
    if "%00" in request.META.get("QUERY_STRING", ""):
        return True
    if request.method != "POST" or request.content_type not in FORMS:
        return False
    try:
        fields = request.POST.lists()
    except OSError:
        # The line broke while the form came in; the view answers that
        return False
    return any("\x00" in value for _name, values in fields for value in values)
