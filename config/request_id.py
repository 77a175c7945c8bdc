"""Gives every request an id, tells it to the browser, and writes one line about the request."""

import logging
import re
import time
import uuid

from django.http import HttpRequest, HttpResponse

from config.logs import request_id
from config.unseen import UNSEEN_PATHS

log = logging.getLogger("sumvay.request")

FROM_PROXY = re.compile(r"^[A-Za-z0-9-]{8,64}$")
SILENT_PATHS = ("/static/", "/healthz", "/readyz", *UNSEEN_PATHS)


class RequestIdMiddleware:
    """First in the row, so that every other line written during the request carries the id."""

    def __init__(self, get_response):
        """Keep the rest of the row."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; its id is the proxy's X-Request-ID when that is well formed, else a new one."""
        given = request.headers.get("X-Request-ID", "")
        name = given if FROM_PROXY.match(given) else uuid.uuid4().hex
        token = request_id.set(name)
        began = time.monotonic()
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = name
            if not request.path.startswith(SILENT_PATHS):
                spent = round((time.monotonic() - began) * 1000)
                log.info("%s %s %s in %d ms", request.method, request.path, response.status_code, spent)
            return response
        finally:
            request_id.reset(token)
