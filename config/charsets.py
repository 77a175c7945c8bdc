"""
Before Django: answers 400 to a request that names another charset than UTF-8, which no browser of ours does.

Python knows charsets that are no text ("hex"), on which Django breaks while it takes the request in, and such as make
letters that PostgreSQL does not take ("utf-7"). Nothing is written down of it.
"""

from collections.abc import Callable, Iterable

from django.utils.http import parse_header_parameters

OURS = {"", "utf-8", "utf8", "us-ascii"}
ANSWER = "Yêu cầu không đúng dạng.".encode()

type Application = Callable[[dict, Callable], Iterable[bytes]]


def only_utf8(application: Application) -> Application:
    """The application, which no other charset reaches."""

    def answer(environ: dict, start_response: Callable) -> Iterable[bytes]:
        if _charset_of(environ.get("CONTENT_TYPE", "")) in OURS:
            return application(environ, start_response)
        head = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(ANSWER)))]
        start_response("400 Bad Request", [*head, ("Cache-Control", "no-store")])
        return [ANSWER]

    return answer


def _charset_of(content_type: str) -> str:
    try:
        return parse_header_parameters(content_type)[1].get("charset", "").lower()
    except (LookupError, ValueError):
        return "unreadable"
