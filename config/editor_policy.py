"""What browsers may do in Wagtail's editor, whose widgets start themselves by small scripts without a nonce."""

import re

from django.conf import settings
from django.middleware.csp import get_nonce
from django.views.decorators.csp import csp_override

# The whole script must be one call of a known widget with a name and one JSON object, so nothing people wrote fits
WIDGET = re.compile(
    rb"<script>"
    rb'(\s*(?:init(?:Date|Time|DateTime)Chooser|new [A-Za-z]{1,40}Chooser)\("[\w-]{1,120}", \{[^<]*\}\);?\s*</script>)'
)


class EditorPolicyMiddleware:
    """Gives known widget scripts the request's nonce, allows style elements, lets the preview into its frame."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.edit = csp_override(settings.EDITOR_CSP)(get_response)

    def __call__(self, request):
        if not request.path.startswith(settings.EDITOR_PATH):
            return self.get_response(request)
        response = self.edit(request)
        if response.headers.get("X-Frame-Options") == "DENY":
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        # A preview is asked for within a request and comes with the readers' policy already on it
        if given := response.headers.get("Content-Security-Policy"):
            response.headers["Content-Security-Policy"] = given.replace(
                "frame-ancestors 'none'", "frame-ancestors 'self'"
            )
        if not response.streaming and b"<script>" in response.content:
            nonce = str(get_nonce(request)).encode()
            response.content = WIDGET.sub(rb'<script nonce="' + nonce + rb'">\1', response.content)
        return response
