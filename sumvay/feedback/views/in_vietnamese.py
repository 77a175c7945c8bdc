"""Members' pages speak Vietnamese to everybody, and depend on nothing that is known of who asks."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


def in_vietnamese(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view decorator: answered in Vietnamese, varying by no cookie."""

    @wraps(view)
    def shown(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        with translation.override(settings.LANGUAGE_CODE):
            answer = view(request, *args, **kwargs)
        answer.headers["Content-Language"] = settings.LANGUAGE_CODE
        answer.headers["Referrer-Policy"] = "no-referrer"
        # The frame has looked who asks; the page has not
        request.session.accessed = False
        return answer

    return shown
