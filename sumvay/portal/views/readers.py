"""What all readers' pages share: asked by GET alone, in the page's own language, the same for whoever asks."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import unquote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from sumvay.ui.kept_pages import kept

PAGE_SIZE = 20
# A larger number is no page, and beyond some size no number of the database
LAST_PAGE = 100_000


def readers_page(view: Callable[..., HttpResponse], language: str = "vi") -> Callable[..., HttpResponse]:
    """A view decorator: the page says the same to everyone, so no session is asked and nothing varies by cookie."""

    drawn = kept(view)

    @require_safe
    @wraps(view)
    def shown(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        asked = request.resolver_match
        own = reverse(asked.view_name, kwargs=asked.kwargs)
        if unquote(own) != request.path:
            # "/dot/007/" is "/dot/7/": only a page's own address is dropped when something changes
            return redirect(own, permanent=True)
        with translation.override(language):
            answer = drawn(request, *args, **kwargs)
        answer.headers["Content-Language"] = language
        # The frame has looked who asks; the page has not, and must not say that it depends on it
        request.session.accessed = False
        return answer

    return shown


def later_pages(request: HttpRequest) -> str:
    """The address of another page of what is asked for, up to its number: "?q=tet&trang="."""
    kept = request.GET.copy()
    kept.pop("trang", None)
    return f"?{kept.urlencode()}&trang="


def one_page(rows, number: int, *, size: int = PAGE_SIZE) -> dict:
    """Rows of the NUMBERth page, from 1, with what stands before and after; raises Http404 behind the last page."""
    first = (number - 1) * size
    cut = list(rows[first : first + size + 1]) if 0 < number <= LAST_PAGE else []
    if number != 1 and not cut:
        raise Http404
    return {"rows": cut[:size], "number": number, "before": number - 1, "after": number + 1 if len(cut) > size else 0}
