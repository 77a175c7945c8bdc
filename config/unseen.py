"""Addresses of which nothing is written down: what members write in confidence leaves no line, no time, no file."""

import logging
from contextvars import ContextVar

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse

# Without the slash at the end, too, which is answered by a redirect
UNSEEN_PATHS = ("/y-kien/kin",)
# Three files of 10 MB, and the words
MOST_BYTES = 32 * 1024 * 1024

is_unseen: ContextVar[bool] = ContextVar("is_unseen", default=False)


class Seen(logging.Filter):
    """Lets no line through that was written while an unseen request was answered, not even an error's."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is written."""
        return not is_unseen.get()


class InMemory(MemoryFileUploadHandler):
    """Keeps a whole upload in memory: Django would lay files over 2 MB on the disk, in clear, while they come in."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        """Always, up to the limit below which the middleware lets a request in."""
        self.activated = True


class UnseenMiddleware:
    """Before all others: marks the request, keeps its files off the disk, and what it answers out of every cache."""

    def __init__(self, get_response):
        """Keep the rest of the row."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, unseen where that was promised."""
        if not request.path_info.startswith(UNSEEN_PATHS):
            return self.get_response(request)
        mark = is_unseen.set(True)
        try:
            # Who has signed in in this browser is nobody here
            request.COOKIES = {}
            request.META.pop("HTTP_COOKIE", None)
            request.META["REMOTE_ADDR"] = ""
            request.META.pop("HTTP_X_FORWARDED_FOR", None)
            request.upload_handlers = [InMemory(request)]
            is_too_large = _length(request) > MOST_BYTES
            response = HttpResponse(status=413) if is_too_large else self.get_response(request)
            response.headers["Cache-Control"] = "no-store"
            response.headers["Referrer-Policy"] = "no-referrer"
            response.cookies.clear()
            return response
        finally:
            is_unseen.reset(mark)


def _length(request: HttpRequest) -> int:
    given = request.META.get("CONTENT_LENGTH") or "0"
    is_number = given.isascii() and given.isdigit() and len(given) < 19
    return int(given) if is_number else MOST_BYTES + 1
