"""The server's entry."""

import os

from django.core.wsgi import get_wsgi_application

from config.charsets import only_utf8
from sumvay.ui.kept_pages import serve_kept

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = only_utf8(serve_kept(get_wsgi_application()))
