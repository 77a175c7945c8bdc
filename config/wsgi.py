"""The server's entry."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from config.charsets import only_utf8
from sumvay.ui.kept_pages import serve_kept

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = only_utf8(serve_kept(get_wsgi_application()))

# A million objects are there for good, and each request makes thousands: a twentieth of the time went into looking
# through them for what has become unreachable
get_resolver().url_patterns  # noqa: B018 (loads every view)
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
